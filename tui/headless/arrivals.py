"""Documents of others as `verifier import` takes them in and tells of them: how each stands to what is here, and what was set aside."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.desk import intake
from models.documents.travelling import Signed, gathered
from models.errors import Refusal
from models.explanation import status_word
from models.previews import Arrival, Arriving
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from tui.command_line import Session


def take(session: "Session", parsed: argparse.Namespace, paths: Sequence[Path]) -> tuple[int, list[dict[str, object]]]:
    """Take what `--take` asks for as one act and print how each document stands; 1 where one is refused, and all of it as data."""
    found = tuple(gathered(paths))
    offered = [each for each in found if isinstance(each, Signed)]
    unread = [each for each in found if isinstance(each, Refusal)]
    wanted = {word.strip() for word in parsed.take.split(",")}
    with common.desk(session, writing=not parsed.dry_run) as desk:
        judged = desk.ask(intake.judged, offered)
        taken = {each.digest for each in judged if _is_wanted(each, wanted)}
        if not parsed.dry_run:
            judged = desk.do(intake.take, offered, taken)
    if not parsed.json:
        _print(session.words, judged, unread, taken, dry_run=parsed.dry_run)
    data = [as_data(session.words, each, is_taken=each.digest in taken) for each in judged]
    data += [{"file": str(why.fields["file"]), "standing": "unread", "taken": False, "why": session.words.refusal(why)} for why in unread]
    return int(bool(unread) or not all(each.is_admitted for each in judged)), data


def _is_wanted(arrival: Arrival, wanted: set[str]) -> bool:
    if not arrival.is_admitted:
        return False
    return bool(wanted & {"new", "all"}) or arrival.digest in wanted or arrival.file in wanted


def subject(words: Words, title: str, status: str, signer: str) -> str:
    """What a document is: of whom it tells, what it says of itself, and who signed it."""
    said = [title or words("arrivals.unknown")]
    said += [status_word(words, status)] if status else []
    said += [words("arrivals.signed", name=signer)] if signer else []
    return ", ".join(said)


def _print(words: Words, judged: Sequence[Arrival], unread: Sequence[Refusal], taken: set[str], *, dry_run: bool) -> None:
    rows = [(words(f"arriving.{each.standing.value}"), each.file, subject(words, each.title, each.status, each.signer)) for each in judged]
    if rows:
        print_rows([words(f"arrivals.{name}") for name in ("standing", "file", "what")], rows, cut=2)
    for each in judged:
        if each.why is not None:
            print(f"{each.file}: {words.refusal(each.why)}", file=sys.stderr)
    for why in unread:
        print(words.refusal(why), file=sys.stderr)
    count = sum(each.digest in taken and each.standing is not Arriving.HERE for each in judged)
    said = [words.count("arrivals.would" if dry_run else "arrivals.done", count)]
    aside = sum(each.standing is Arriving.REFUSED for each in judged)
    if aside and not dry_run:
        said.append(words.count("arrivals.set_aside", aside))
    print(" ".join(said), file=sys.stderr)


def as_data(words: Words, arrival: Arrival, *, is_taken: bool) -> dict[str, object]:
    """An arrival as data."""
    return {
        "file": arrival.file,
        "digest": arrival.digest,
        "standing": arrival.standing.value,
        "taken": is_taken,
        "kind": arrival.kind,
        "title": arrival.title,
        "status": arrival.status,
        "signer": arrival.signer,
        "why": words.refusal(arrival.why) if arrival.why else "",
    }
