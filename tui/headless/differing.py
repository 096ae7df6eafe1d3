"""What differs after a merge: listed, and settled by saying whose answer counts and why."""

import argparse
import sys
from typing import TYPE_CHECKING, Final, cast

from models.errors import Refusal
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.merging import Side
    from models.handovers import Disagreement
    from models.rules.answers import Answer
    from tui.command_line import Session

_SIDES: Final = ("ours", "theirs")


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Settle what is asked for, of the verification named, and print what differs in one's own verifications.

    Raises:
        Refusal: `disagreement.unknown` where nothing differs there or no side is named, and as `merging.settle` gives.
    """
    from models.desk import merging, verifications

    words = session.words
    with common.desk(session, writing=bool(parsed.settle)) as desk:
        wanted = desk.ask(verifications.named, parsed.what) if parsed.what else ""
        for item, side, reason in parsed.settle or ():
            here = (each for of, _, each in desk.ask(merging.disagreements) if of == wanted and each.item == item.upper() and each.is_open)
            first = next(here, None)
            if first is None or side not in _SIDES:
                raise Refusal("disagreement.unknown")
            desk.do(merging.settle, wanted, first.item, first.document, cast("Side", side), reason)
        found = [each for each in desk.ask(merging.disagreements) if wanted in ("", each[0])]
    if parsed.json:
        common.print_data(differing=[_data(of, each) for of, _, each in found])
        return 0
    for _, agency, each in found:
        settled = f"{each.our_name if each.counts == 'ours' else each.their_name}: {each.reason}" if each.counts else "-"
        print("\t".join((agency, each.item, _short(each.ours), _short(each.theirs), " ".join(settled.split()))))
    print(words.count("cli.merge.open", sum(each.is_open for _, _, each in found)), file=sys.stderr)
    return 0


def _data(of: str, each: "Disagreement") -> dict[str, object]:
    from dataclasses import asdict

    sides = {name: {key: getattr(answer, key) for key in ("level", "not_applicable", "reason", "note")} for name, answer in _sides(each)}
    told = {name: getattr(each, name) for name in ("item", "document", "our_name", "their_name", "counts", "reason", "settled_by")}
    both = {"our_finding": each.our_finding, "their_finding": each.their_finding}
    findings = {name: None if found is None else asdict(found) for name, found in both.items()}
    return {"verification": of, **told, **sides, **findings}


def _sides(each: "Disagreement") -> "tuple[tuple[str, Answer], ...]":
    return ("ours", each.ours), ("theirs", each.theirs)


def _short(answer: "Answer") -> str:
    return "-" if answer.not_applicable else "." if answer.level is None else str(answer.level)
