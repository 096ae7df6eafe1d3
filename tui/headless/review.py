"""`verifier review`: the queue of submissions, what is weak in one, and the decision that returns or approves it."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.desk.desk import Desk
    from models.desk.reviewing import Decision
    from models.queued import Before, QueueLine, ToldBefore
    from models.reviews import Requested, Returned, Review, SentBack
    from models.rules.risk import Weak
    from models.views import Sheet
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    from models.rules.remarks import KINDS
    from models.rules.workflow import RETURN_REASONS

    parser = common.parser(commands, words, "review")
    parser.add_argument("what", metavar="ID", nargs="?", help=words("cli.review.what"))
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument("--return", dest="code", choices=RETURN_REASONS, help=words("cli.review.return"))
    decision.add_argument("--approve", action="store_true", help=words("cli.review.approve"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=words("cli.review.reason"))
    pairs: dict[str, Any] = {"nargs": 2, "action": "append", "default": [], "metavar": ("ITEM", "TEXT")}
    parser.add_argument("--remark", help=words("cli.review.remark"), **pairs)
    parser.add_argument("--kind", choices=KINDS, default="correction", help=words("cli.review.kind"))
    parser.add_argument("--settle", action="append", default=[], metavar="ITEM", help=words("cli.review.settle"))
    parser.add_argument("--reopen", help=words("cli.review.reopen"), **pairs)
    parser.add_argument("--reply", help=words("cli.review.reply"), **pairs)
    parser.add_argument("--confirm", action="append", default=[], metavar="ITEM", help=words("cli.review.confirm"))
    parser.add_argument("--sort", choices=("risk", "age", "region"), default="risk", help=words("cli.review.sort"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.review.to"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """List the queue, tell what is weak in the submission named, or return or approve it.

    Raises:
        Refusal: what permits no decision; `review.none_named` where something is to be decided and nothing was named.
    """
    from models.desk import verifications

    is_said = bool(parsed.remark or parsed.confirm or parsed.settle or parsed.reopen or parsed.reply)
    is_deciding = bool(parsed.approve or parsed.code or is_said)
    if is_deciding and parsed.what is None:
        raise Refusal("review.none_named")
    if parsed.approve and parsed.remark:
        # It would lie here unsent: only a return brings it to the verifier.
        raise Refusal("review.remark_approved")
    with common.desk(session, writing=is_deciding) as desk:
        if parsed.what is None:
            return _list(session.words, desk, parsed)
        verification = desk.ask(verifications.named, parsed.what)
        if not is_deciding:
            return _tell(session.words, desk, verification, is_data=parsed.json)
        return _decide(session, desk, verification, parsed)


def _list(words: Words, desk: "Desk", parsed: argparse.Namespace) -> int:
    from models.desk import weighing
    from models.queued import QUEUES, in_order

    lines = in_order((line for line in desk.ask(weighing.queue) if line.state == QUEUES["waiting"]), parsed.sort)
    if parsed.json:
        common.print_data(queue=[_row(line) for line in lines])
        return 0
    names = ("agency", "round", "verifier", "number", "days", "weak", "unsettled")
    headings = [words("list.id"), *(words(f"reviewing.column.{name}") for name in names)]
    if lines:
        print_rows(headings, [_cells(words, line) for line in lines], cut=1)
    else:
        print(words("cli.review.none"), file=sys.stderr)
    return 0


def _cells(words: Words, line: "QueueLine") -> tuple[str, ...]:
    mark = words("reviewing.asked_back") if line.requested else words("reviewing.sent_back") if line.sent_back else ""
    mark = mark or (words("issuing.forked") if line.beside is not None else "")
    verifier = f"{line.verifier} ({mark})" if mark else line.verifier
    numbers = (line.number, line.days, line.count, line.unsettled)
    return line.id, f"{line.agency} {line.agency_name}", line.round, verifier, *map(str, numbers)


def _row(line: "QueueLine") -> dict[str, object]:
    return {
        "id": line.id,
        "agency": line.agency,
        "name": line.agency_name,
        "province": line.province,
        "round": line.round,
        "verifier": line.verifier,
        "number": line.number,
        "submitted_at": line.submitted_at,
        "days": line.days,
        "verdict": line.verdict,
        "recommended": line.recommended,
        "risk": line.risk,
        "weak": [_weak(each) for each in line.weak],
        "unsettled": line.unsettled,
        "own": line.is_own,
        "requested": _requested(line.requested),
        "sent_back": _sent_back(line.sent_back),
        "beside": line.beside,
    }


def _requested(found: "Requested | None") -> dict[str, str] | None:
    return None if found is None else {"person": found.person, "asked_at": found.at, "reason": found.reason, "document": found.document}


def _sent_back(found: "SentBack | None") -> dict[str, str] | None:
    return None if found is None else {"person": found.person, "sent_back_at": found.at, "reason": found.reason}


def _returned(found: "Returned | None") -> dict[str, str] | None:
    return None if found is None else {"person": found.person, "returned_at": found.at, "code": found.code, "reason": found.reason}


def _weak(found: "Weak") -> dict[str, object]:
    return {"kind": found.kind, "key": found.key, "reasons": found.reasons, "weight": found.weight, "slight": found.is_slight}


def _tell(words: Words, desk: "Desk", verification: str, *, is_data: bool) -> int:
    """Print what is weak in a submission and what was remarked on it."""
    from dataclasses import asdict

    from models.desk import reading, reviewing, submitting, weighing

    sheet, review = desk.ask(reading.sheet, verification), desk.ask(reviewing.standing, verification)
    returned = desk.ask(submitting.return_of, verification)
    changed = desk.ask(weighing.changed, review.submission)
    weak, beside = weighing.weak(sheet, changed), desk.ask(weighing.beside, review.submission, review.forks)
    if is_data:
        remarks = [asdict(remark) for remark in review.remarks]
        named = {"id": sheet.id, "agency": sheet.agency.code, "round": sheet.round, "state": review.state, "number": review.number}
        common.print_data(
            review={
                **named,
                "requested": _requested(review.requested),
                "sent_back": _sent_back(review.sent_back),
                "returned": _returned(returned),
                "beside": beside,
                "weak": [_weak(each) for each in weak],
                "remarks": remarks,
            }
        )
        return 0
    print(f"{_named(words, sheet)} · {words(f'state.{review.state}')}", file=sys.stderr)
    for line in _beginning(words, review, returned, beside):
        print(line)
    otherwise = desk.ask(weighing.told_before, review.submission)
    for each in weak:
        print(_weak_told(words, sheet, each, changed.get(each.key), otherwise))
    for remark in review.remarks:
        told = words("remark.told", kind=words(f"remark.kind.{remark.kind}"), stage=words(f"remark.stage.{remark.stage}"))
        for message in remark.messages:
            text = message.text or words(f"remark.act.{message.act}")
            print(f"{remark.item}: {told} {words('remark.said', person=message.person, text=text)}")
    return 0


def _weak_told(words: Words, sheet: "Sheet", found: "Weak", before: "Before | None", otherwise: "ToldBefore") -> str:
    """Why something is weak, and what the submission before told of it."""
    from models import item_told
    from models.rules import risk

    then = item_told.facts_before(words, sheet.checklist, otherwise, found.key)
    if found.kind == "item" and before is not None:
        then = item_told.told_before(words, sheet.line(found.key), before)
    more = f". {words('review.label.before')} {then}" if then else ""
    name = words("weak.base") if found.kind == risk.BASE else found.key
    return " ".join(f"{name}: {'; '.join(words(f'weak.{code}') for code in found.reasons)}{more}".split())


def _beginning(words: Words, review: "Review", returned: "Returned | None", beside: "Sequence[str] | None") -> "Iterator[str]":
    """What stands beside it, who wants it back or sent it back, and why it came back."""
    from models import item_told

    if beside is not None:
        yield item_told.beside(words, beside)
    if asked := review.requested or review.sent_back:
        yield _on_one_line(item_told.requested(words, asked))
    if returned is not None:
        yield _on_one_line(item_told.returned(words, returned))


def _on_one_line(told: "Iterable[str]") -> str:
    """What is said, and what was written of it."""
    said, reason = (" ".join(each.split()) for each in told)
    return f"{said.removesuffix('.')}: {reason}"


def _named(words: Words, sheet: "Sheet") -> str:
    return words("cli.review.named", agency=sheet.agency.name, round=sheet.round)


def _decide(session: "Session", desk: "Desk", verification: str, parsed: argparse.Namespace) -> int:
    """Remark, then return or approve where that was asked for; print the file."""
    from models import exporting, leaving
    from models.desk import reading, reviewing
    from models.keyring import Keyring
    from models.rules import workflow
    from tui.headless.unlocking import opened_key

    words, sheet, review = session.words, desk.ask(reading.sheet, verification), desk.ask(reviewing.standing, verification)
    request = review.requested
    # What its verifier asks for is returned with the verifier's own words, unless others are given.
    reason = parsed.reason or (request.reason if request and parsed.code == workflow.REQUESTED else "")
    decision: Decision | None = "approved" if parsed.approve else "returned" if parsed.code else None
    # What keeps the decision from being signed is said before anything is written.
    key = opened_key(words, Keyring(session.folder)) if decision else None
    case = workflow.Case(remarks=1, code=parsed.code or "", reason=reason, is_requested=request is not None)
    refused = workflow.lacking("return", case) if parsed.code else None
    if refused is not None:
        raise refused
    for item in set(parsed.confirm) - review.confirmed:
        desk.do(reviewing.confirm, verification, item)
    for item, text in parsed.remark:
        _remarked(words, desk.do(reviewing.remark, verification, item, parsed.kind, text), item)
    _say_on_remarks(desk, verification, parsed)
    if decision is None or key is None:
        return 0
    file = desk.ask(reviewing.drawn_up, verification, decision, parsed.code or "", reason)
    signed = exporting.signed_as(file, "review", key)
    desk.do(reviewing.conclude, verification, signed)
    print(words("cli.review.returned" if decision == "returned" else "cli.review.approved", what=_named(words, sheet)), file=sys.stderr)
    # Whoever issues needs both.
    with_ = (review.submission,) if decision == "approved" else ()
    print(signed.name if parsed.to is None else leaving.hand_out_entered(desk, parsed.to, signed, *with_))
    return 0


def _remarked(words: Words, review: "Review", item: str) -> None:
    count = sum(remark.item == item for remark in review.remarks)
    print(words.count("cli.review.remarked", count, item=item), file=sys.stderr)


def _say_on_remarks(desk: "Desk", verification: str, parsed: argparse.Namespace) -> None:
    """Reply to, settle and reopen what was remarked; Refusal `remark.none` on an item without a remark that waits for it."""
    from models.desk import reviewing

    for item, text in parsed.reply:
        desk.do(reviewing.reply, verification, _waiting(desk, verification, item, ("open",)), text)
    for item in parsed.settle:
        desk.do(reviewing.settle, verification, _waiting(desk, verification, item, ("open", "answered")))
    for item, text in parsed.reopen:
        desk.do(reviewing.reopen, verification, _waiting(desk, verification, item, ("answered", "settled")), text)


def _waiting(desk: "Desk", verification: str, item: str, stages: tuple[str, ...]) -> str:
    """The id of the first remark on an item that asks something and is at one of these stages."""
    from models.desk import reviewing
    from models.rules.remarks import ASKING

    remarks = desk.ask(reviewing.standing, verification).remarks
    found = next((each.id for each in remarks if each.item == item and each.kind in ASKING and each.stage in stages), None)
    if found is None:
        raise Refusal("remark.none", item=item)
    return found
