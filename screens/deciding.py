"""What a lead decides about a submission, from the screens: returned or approved, signed, and put where people find it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models import exporting, places
from models.desk import reviewing
from models.desk.freeze import Frozen
from models.desk.reviewing import Decision
from models.documents.keys import PrivateKey
from models.documents.travelling import Signed
from models.errors import Refusal
from models.explanation import verdict_name
from models.fields import Field, Option
from models.keyring import PERSON
from models.reviews import Review
from models.rules.remarks import ASKING
from models.rules.workflow import REQUESTED, RETURN_REASONS
from models.views import Sheet
from screens.dialogs import Confirm, Pick
from screens.handing import put
from screens.requesting import requested_line
from screens.unlocking import ask_and_sign, with_key

if TYPE_CHECKING:
    from screens.base import HouseScreen

_OF_SECOND = frozenset({"unopened", "disagreements", "is_unsigned"})
"""What is done about on the screen of second verifications."""


def give_back(screen: "HouseScreen", sheet: Sheet, review: Review) -> None:
    """Ask why, then return the submission that is shown."""
    words = screen.words
    asked = sum(remark.kind in ASKING and remark.stage == "open" for remark in review.remarks)
    request = review.requested
    if not asked and request is None:
        screen.refuse(Refusal("return.no_remark"))
        return
    options = tuple(Option(code, words(f"return.reason.{code}")) for code in RETURN_REASONS if request or code != REQUESTED)
    hint = "review.return.requested_hint" if request else "review.return.text_hint"
    fields = (
        Field("code", words("review.return.code"), kind="choice", value=REQUESTED if request else RETURN_REASONS[0], options=options),
        Field(
            "reason",
            words("review.return.text"),
            kind="note",
            value=request.reason if request else "",
            required=True,
            hint=words(hint, verifier=sheet.verifier, count=asked),
        ),
    )
    ask_and_sign(
        screen,
        words("review.return.title", agency=sheet.agency.short_name, round=sheet.round),
        fields,
        f"{sheet.id}/return/{review.submission[:16]}",
        partial(screen.house.keyring.opened, PERSON),
        lambda values, key: _decide(screen, sheet, review, key, "returned", values["code"], values["reason"]),
        lambda signed: _handed_out(screen, sheet, signed, "review.is_returned"),
    )


def approve(screen: "HouseScreen", sheet: Sheet, review: Review, go_to: Callable[[str], None]) -> None:
    """Ask whether to approve the submission that is shown; where something is missing list that, and go to what is chosen."""
    words = screen.words
    case = screen.look_up(reviewing.case, sheet.id)
    if case is None:
        return

    def chosen(key: str | None) -> None:
        name, _, item = (key or "").partition("/")
        if name in _OF_SECOND:
            screen.go("seconding", verification=sheet.id)
        elif name:
            go_to(item)

    if missing := case.missing_of_approval:
        options = [Option(f"{name}/{item}", words(f"review.missing.{name}", item=item)) for name, item in missing]
        title = words("review.approve.missing", agency=sheet.agency.short_name, round=sheet.round)
        screen.app.push_screen(Pick(words, title, options), chosen)
        return
    assert sheet.verdict is not None
    told = f"{sheet.verdict.verdict} {words.of(verdict_name(sheet.checklist, sheet.verdict.verdict))}"
    named = {"agency": sheet.agency.name, "round": sheet.round, "number": review.number, "verifier": sheet.verifier}

    def replied(reply: bool | None) -> None:
        if reply:
            with_key(screen, approved)

    def approved(key: PrivateKey) -> None:
        signed = _decide(screen, sheet, review, key, "approved")
        screen.mark_saved()
        # Whoever issues needs both.
        _handed_out(screen, sheet, signed, "review.is_approved", review.submission)

    question = words("review.approve.ask", **named, verdict=told)
    if asked := review.requested or review.sent_back:
        question = f"{requested_line(words, asked)}\n\n{question}"
    screen.app.push_screen(Confirm(words, question), replied)


def _decide(
    screen: "HouseScreen", sheet: Sheet, review: Review, key: PrivateKey, decision: Decision, code: str = "", reason: str = ""
) -> Signed:
    """Draw up, sign and enter the decision about the submission that was shown; Refusal where another one stands by now."""
    desk = screen.desk
    if desk.ask(reviewing.standing, sheet.id).submission != review.submission:
        raise Refusal("document.changed", agency=sheet.agency.name)
    screen.house.keyring.hold(PERSON, key)
    file: Frozen = desk.ask(reviewing.drawn_up, sheet.id, decision, code, reason)
    signed = exporting.signed_as(file, "review", key)
    desk.do(reviewing.conclude, sheet.id, signed)
    return signed


def _handed_out(screen: "HouseScreen", sheet: Sheet, signed: Signed, said: str, *with_: str) -> None:
    """Put the decision where people find it, and show and say how it stands now."""
    named = {"agency": sheet.agency.name, "round": sheet.round}
    more = {"verifier": sheet.verifier} if said == "review.is_returned" else {}
    put(screen, signed, lambda path: screen.words(said, **named, **more, file=path.name, folder=places.told(path.parent)), *with_)
