"""`verifier second`: independent second verifications, their opinions sealed, opened, settled and signed."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.documents.keys import PrivateKey
    from models.documents.travelling import Signed
    from models.seconds import Difference, Second, Side
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "second")
    parser.add_argument("what", metavar="ID", nargs="?", help=words("cli.second.what"))
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--give", metavar="LEAD", help=words("cli.second.give"))
    act.add_argument("--unseal", action="store_true", help=words("cli.second.unseal"))
    act.add_argument("--settle", nargs=3, action="append", metavar=("ITEM", "first|second", "REASON"), help=words("cli.second.settle"))
    act.add_argument("--conclude", action="store_true", help=words("cli.second.conclude"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """List the opinions, or do what is asked for with one and print how it stands.

    Raises:
        Refusal: `second.unknown` where none or more than one is named so, and as the verbs of second verifications give.
    """
    from models.desk import seconding

    is_act = bool(parsed.give or parsed.unseal or parsed.settle or parsed.conclude)
    if is_act and parsed.what is None:
        raise Refusal("second.unknown")
    with common.desk(session, writing=is_act) as desk:
        if parsed.give:
            return _give(session, desk, parsed)
        found = list(desk.ask(seconding.held))
        if parsed.what is not None:
            named = [each for each in found if each.opinion.startswith(parsed.what) or parsed.what in (each.agency, each.verification)]
            if len(named) != 1:
                raise Refusal("second.unknown")
            found = [_done(session, desk, named[0], parsed) if is_act else named[0]]
    if parsed.json:
        common.print_data(opinions=[_data(each) for each in found])
        return 0
    _print(session.words, found, in_full=parsed.what is not None)
    return 0


def _give(session: "Session", desk: "Desk", parsed: argparse.Namespace) -> int:
    """Seal the opinion of a second verification on all that is answered, and print its file."""
    from models import kept_told
    from models.desk import colleagues, drafts, reading, sealing

    sheet = desk.ask(reading.sheet, _second_of(desk, parsed.what))
    leads = {each.id: each for each in desk.ask(sealing.leads)}
    lead = (
        next((id_ for id_, each in leads.items() if parsed.give in (id_, each.name)), None) or desk.ask(colleagues.member, parsed.give).id
    )
    answered = sealing.answered(sheet)
    covered = () if len(answered) == len(sheet.lines) else answered
    # What nobody may give is said before anybody is asked for a passphrase.
    desk.ask(sealing.drawn_up, sheet.id, lead, covered)
    if typed := desk.ask(drafts.under, f"{sheet.id}/"):
        print(kept_told.left_out(session.words, typed), file=sys.stderr)
    key = _key(session)
    drawn = desk.ask(sealing.drawn_up, sheet.id, lead, covered)
    signed = _signed(drawn.file, "opinion", key)
    desk.do(sealing.give, sheet.id, signed, drawn.content)
    file = _handed_out(desk, signed, parsed)
    if parsed.json:
        common.print_data(opinion={"id": sheet.id, "agency": sheet.agency.code, "round": sheet.round, "items": answered, "file": file})
    else:
        print(file)
        print(session.words("cli.second.given", agency=sheet.agency.name, round=sheet.round), file=sys.stderr)
    return 0


def _second_of(desk: "Desk", what: str) -> str:
    """The id of the verification that is meant: of an agency the second one that is yet to be given, whatever else there is of it."""
    from models.desk import listed, verifications
    from models.rules.workflow import EDITABLE

    open_ = [each.id for each in desk.ask(listed.of_agency, what) if each.is_second and each.state in EDITABLE and not each.followed_as]
    return open_[0] if len(open_) == 1 else desk.ask(verifications.named, what)


def _key(session: "Session") -> "PrivateKey":
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    return opened_key(session.words, Keyring(session.folder))


def _signed(file: Any, kind: str, key: "PrivateKey") -> "Signed":
    from models.exporting import signed_as

    return signed_as(file, kind, key)


def _handed_out(desk: "Desk", signed: "Signed", parsed: argparse.Namespace) -> str:
    from models import leaving

    return signed.name if parsed.to is None else str(leaving.hand_out_entered(desk, parsed.to, signed))


def _done(session: "Session", desk: "Desk", found: "Second", parsed: argparse.Namespace) -> "Second":
    """An opinion after what is asked for."""
    from models import settling_told
    from models.desk import reading, seconding
    from models.documents import keys

    if parsed.unseal:
        body = desk.ask(seconding.sealed, found.opinion, found.verification)
        return desk.do(seconding.unseal, found.opinion, keys.unsealed(body, _key(session)), found.verification)
    if parsed.settle:
        for item, counts, reason in parsed.settle:
            found = desk.do(seconding.settle, found.opinion, item.upper(), counts, reason, found.verification)
        return found
    desk.ask(seconding.settlement, found.opinion, found.verification)
    key = _key(session)
    signed = _signed(desk.ask(seconding.settlement, found.opinion, found.verification), "settlement", key)
    checklist = desk.ask(reading.sheet, found.verification).checklist
    done = desk.do(seconding.conclude, found.opinion, signed, settling_told.repairs(session.words, checklist, found))
    print(_handed_out(desk, signed, parsed), file=sys.stderr if parsed.json else sys.stdout)
    return done


def _short(side: "Side") -> str:
    return "-" if side.not_applicable else "." if side.level is None else str(side.level)


def _data(found: "Second") -> dict[str, object]:
    from dataclasses import asdict

    areas = {} if found.areas is None else {code: asdict(each) for code, each in found.areas.items()}
    return {
        **{name: getattr(found, name) for name in ("opinion", "verification", "agency", "round", "person", "recipient", "given_at")},
        "items": found.items,
        "opened": found.is_opened,
        "differences": [asdict(each) for each in found.differences],
        "unsettled": found.unsettled,
        "to_repair": found.to_repair,
        "areas": {code: {name: value if value is None else str(value) for name, value in each.items()} for code, each in areas.items()},
        "signed": found.is_signed,
    }


def _print(words: Words, found: "list[Second]", *, in_full: bool) -> None:
    headings = [words("list.id"), words("list.agency"), words("list.round"), words("assign.verifier"), words("cli.second.open")]
    rows = [
        (each.opinion[:16], each.agency_name, each.round, each.person, str(len(each.unsettled)) if each.is_opened else "?")
        for each in found
    ]
    if rows:
        print_rows(headings, rows, cut=1)
    else:
        print(words("cli.second.none"), file=sys.stderr)
    for each in (each for one in found for each in one.differences) if in_full else ():
        print(_difference(words, each))


def _difference(words: Words, each: "Difference") -> str:
    settled = f"{words(f'settling.counts.{each.counts}')}: {each.reason}" if each.counts else words("cli.second.unsettled")
    return "\t".join((each.item, _short(each.first), _short(each.second), " ".join(settled.split())))
