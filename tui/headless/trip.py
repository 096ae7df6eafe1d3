"""`verifier trip`: the visit a verification is made by, its letter, days, place and method, and the people of both sides."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.rules.trip import METHODS, SIDES
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.trips import Person, Trip
    from models.views import Sheet
    from tui.command_line import Session

_FIELDS: Final = ("letter", "letter_date", "begins", "ends", "place", "method")
_DATES: Final = ("letter_date", "begins", "ends")
_OF_PERSON: Final = ("nip", "post", "function", "contact")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "trip")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    for name in _FIELDS:
        wanted: dict[str, Any] = {"choices": METHODS} if name == "method" else {"metavar": "DATE" if name in _DATES else "TEXT"}
        parser.add_argument(f"--{name.replace('_', '-')}", help=words(f"trip.{name}"), **wanted)
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--person", nargs=2, action="append", default=[], metavar=("|".join(SIDES), "NAME"), help=words("cli.trip.person"))
    act.add_argument("--remove", nargs=2, metavar=("|".join(SIDES), "NAME"), help=words("cli.trip.remove"))
    for name in _OF_PERSON:
        parser.add_argument(f"--{name}", metavar="TEXT", help=words("cli.trip.of_person", name=words(f"trip.{name}")))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Note what is given of the trip and of people, or take one off, as one act each, and print what is known; what is not given stays.

    Raises:
        Refusal: `trip.person_missing` where something is told of nobody or of several, and as `trips.record`, `trips.person` and
            `trips.remove` give.
    """
    from models.desk import reading, trips, verifications

    told = _given(parsed, _FIELDS)
    of_person = _given(parsed, _OF_PERSON)
    if of_person and len(parsed.person) != 1:
        raise Refusal("trip.person_missing")
    is_act = bool(told or parsed.person or parsed.remove)
    with common.desk(session, writing=is_act) as desk:
        verification = desk.ask(verifications.named, parsed.what)
        trip = desk.ask(trips.of, verification)
        if told:
            before = {name: getattr(trip, name) for name in _FIELDS}
            trip = desk.do(trips.record, verification, before | told)
        for who in parsed.person:
            trip = _person(desk, verification, trip, who, of_person)
        if parsed.remove:
            side, name = parsed.remove
            found = _found(trip, side, name)
            # Whoever is in no row is nobody.
            trip = desk.do(trips.remove, verification, side, -1 if found is None else found.row)
        sheet = desk.ask(reading.sheet, verification)
    _print(session.words, sheet, trip, is_json=parsed.json)
    if is_act:
        print(session.words("cli.trip.saved", agency=sheet.agency.name, round=sheet.round), file=sys.stderr)
    return 0


def _given(parsed: argparse.Namespace, names: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name in names if (value := getattr(parsed, name)) is not None}


def _person(desk: "Desk", verification: str, trip: "Trip", who: Sequence[str], told: Mapping[str, str]) -> "Trip":
    """Enter somebody; who is there by this name already keeps what is not told anew."""
    from models.desk import trips

    side, name = who
    found = _found(trip, side, name)
    before = {} if found is None else {key: getattr(found, key) for key in _OF_PERSON}
    return desk.do(trips.person, verification, side, {**before, **told, "name": name}, None if found is None else found.row)


def _found(trip: "Trip", side: str, name: str) -> "Person | None":
    """Who of a side is called so."""
    from models.text import folded

    known = trip.people(side) if side in SIDES else ()
    return next((each for each in known if folded(each.name) == folded(name)), None)


def _print(words: Words, sheet: "Sheet", trip: "Trip", *, is_json: bool) -> None:
    from dataclasses import asdict

    from models.moments import written
    from models.rules.trip import grouped
    from models.text import shown

    if is_json:
        whose = {"verification": sheet.id, "agency": sheet.agency.code, "round": sheet.round}
        common.print_data(trip={**whose, **asdict(trip)})
        return
    rows = [(words(f"trip.{name}"), written(getattr(trip, name))) for name in _FIELDS if name != "method"]
    rows.append((words("trip.method"), words(f"trip.method.{trip.method}") if trip.method else ""))
    for side in SIDES:
        rows += [
            (words(f"trip.{side}"), " · ".join(filter(None, (each.name, grouped(each.nip), each.post, each.function, each.contact))))
            for each in trip.people(side)
        ]
    for name, value in rows:
        print(f"{name}\t{shown(value) or '-'}")
