"""What a supervisor does from the screens: issue one or many, amend, withdraw, send back. Each names the record it is about."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from models import exporting
from models.desk import issued, issuing, teams
from models.documents.keys import PrivateKey
from models.errors import Refusal
from models.explanation import plenary_said, verdict_name
from models.fields import Field, Option
from models.issuance import IssueLine, Standing
from models.keyring import PERSON
from models.moments import written
from models.rules.verdict import CODES
from models.views import Sheet
from screens.dialogs import Confirm, Tell
from screens.unlocking import ask_and_sign, with_key
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.working import Outcome, Steps


def issue(screen: "HouseScreen", lines: Sequence[IssueLine]) -> None:
    """Ask for a date and, where one approved it oneself, for the reason; name every record, then sign and issue them."""
    words = screen.words
    own = [line for line in lines if line.is_own_approval]
    if own and not _may_be_approver(screen):
        lines = [line for line in lines if not line.is_own_approval]
        if not lines:
            screen.refuse(Refusal("issue.approver"))
            return
        own = []
    fields = [Field("valid_until", words("issue.valid_until"), "date", hint=words("issuing.valid_until_hint"))]
    if own:
        hint = words("issuing.approver_hint", agency=own[0].agency_name, round=own[0].round)
        fields.append(Field("reason", words("reason.label"), kind="note", required=True, hint=hint))
    place = f"issue/{lines[0].id}/reason" if own else ""

    def dated(values: Mapping[str, str]) -> Mapping[str, str]:
        screen.desk.ask(issuing.first_until, values["valid_until"])
        return values

    def asked(values: Mapping[str, str]) -> None:
        if place:
            # The form is done, the act is not.
            screen.guarded(lambda: screen.draft(place).keep(values))
        question = words.count("issuing.ask", len(lines), names="\n".join(_named(screen, line) for line in lines))
        screen.app.push_screen(Confirm(words, question), lambda reply: with_key(screen, signed, again=True) if reply else None)

        def signed(key: PrivateKey) -> None:
            _issue_all(screen, lines, values, key, place)

    title = words("issuing.issue.title", agency=lines[0].agency_name, round=lines[0].round)
    if len(lines) > 1:
        title = words("issuing.issue.many", count=len(lines))
    screen.ask(title, tuple(fields), place, dated, asked)


def _may_be_approver(screen: "HouseScreen") -> bool:
    team = screen.look_up(teams.current)
    return team is None or team.team.policy.issuer_may_be_approver


def _named(screen: "HouseScreen", line: IssueLine) -> str:
    forked = f" ({screen.words('issuing.forked')})" if line.forks else ""
    forked += f" ({screen.words('issuing.doubled_why')})" if line.is_doubled else ""
    said = f" ({plenary_said(screen.words, line.decided, line.decided.decision)})" if line.decided else ""
    stolen = "".join(f" ({screen.words('issuing.stolen_key', name=name)})" for name in screen.desk.ask(issued.stolen, line.id))
    return screen.words("issuing.named", agency=line.agency_name, round=line.round, verdict=line.verdict) + said + forked + stolen


def _issue_all(screen: "HouseScreen", lines: Sequence[IssueLine], values: Mapping[str, str], key: PrivateKey, place: str) -> None:
    words, refused = screen.words, list[str]()

    def steps() -> "Steps":
        for number, line in enumerate(lines):
            yield number, len(lines)
            try:
                _issue_one(screen, line, values, key)
            except Refusal as why:
                refused.append(f"{words('issue.record', agency=line.agency_name, round=line.round)}: {words.refusal(why)}")
        yield len(lines), len(lines)

    def done(outcome: "Outcome") -> None:
        if place and not refused:
            screen.guarded(screen.draft(place).forget)
        count = outcome.done - len(refused)
        screen.mark_saved()
        tone = Tone.WARN if refused or outcome.is_stopped else Tone.GOOD
        said = words.count("issue.done", count)
        if len(lines) == 1 and count:
            said = words("issuing.is_issued", agency=lines[0].agency_name, round=lines[0].round)
        screen.renewed(f"{said} {words('issuing.stopped', left=len(lines) - outcome.done)}" if outcome.is_stopped else said, tone)
        if refused:
            screen.app.push_screen(Tell(words, words.count("issuing.refused", len(refused)), "\n\n".join(refused)))

    screen.work(words("issuing.working"), steps, done)


def _issue_one(screen: "HouseScreen", line: IssueLine, values: Mapping[str, str], key: PrivateKey) -> None:
    desk = screen.desk
    # What was confirmed is what was on screen then.
    if desk.ask(issued.submission, line.id) != line.submission:
        raise Refusal("document.changed", agency=line.agency_name)
    reason = values["reason"] if line.is_own_approval else ""
    file = desk.ask(issuing.drawn_up, line.id, "issue", reason=reason, valid_until=values["valid_until"])
    desk.do(issuing.issue, line.id, "issue", exporting.signed_as(file, "verdict", key))


def amend(screen: "HouseScreen", sheet: Sheet, standing: Standing, keep: str = "") -> None:
    """Ask for another verdict, date and the reason, then put a new revision in the place of what stands."""
    words, before = screen.words, _revised(standing, keep)
    options = tuple(Option(code, f"{code} {words.of(verdict_name(sheet.checklist, code))}") for code in CODES)
    until = written(standing.valid_until)
    fields = (
        Field("verdict", words("change.verdict"), kind="choice", value=before, options=options),
        Field("valid_until", words("issue.valid_until"), "date", until, hint=words("issuing.valid_until_hint")),
        Field("reason", words("reason.label"), kind="note", required=True, hint=words("issuing.amend.hint")),
    )

    def saved(values: Mapping[str, str], key: PrivateKey) -> None:
        _require_same(screen, sheet, standing)
        told = {name: values[name] for name in ("verdict", "reason", "valid_until")}
        file = screen.desk.ask(issuing.drawn_up, sheet.id, "amend", **told, keep=keep)
        screen.desk.do(issuing.issue, sheet.id, "amend", exporting.signed_as(file, "verdict", key))

    _ask(screen, sheet, "amend", fields, saved, keep)


def take_back(screen: "HouseScreen", sheet: Sheet, standing: Standing, verb: Literal["withdraw", "send_back"]) -> None:
    """Ask for the reason, then withdraw the verdict or send the approval back to the review."""
    fields = (Field("reason", screen.words("reason.label"), kind="note", required=True, hint=screen.words(f"issuing.{verb}.hint")),)

    def saved(values: Mapping[str, str], key: PrivateKey) -> None:
        _require_same(screen, sheet, standing)
        file = screen.desk.ask(issuing.withdrawal, sheet.id, verb, values["reason"])
        screen.desk.do(issuing.withdraw, sheet.id, verb, exporting.signed_as(file, "withdrawal", key))

    _ask(screen, sheet, verb, fields, saved)


def _ask(screen: "HouseScreen", sheet: Sheet, verb: str, fields: tuple[Field, ...], saved: object, keep: str = "") -> None:
    named = {"agency": sheet.agency.name, "round": sheet.round}

    def done(_: None) -> None:
        screen.renewed(screen.words(f"issuing.{verb}.done", **named), Tone.GOOD)

    opens = partial(screen.house.keyring.opened, PERSON, anew=True)
    title = screen.words(f"issuing.{verb}.title", **named)
    ask_and_sign(screen, title, fields, f"{verb}/{sheet.id}/{keep[:16] or 'reason'}", opens, saved, done)  # type: ignore[arg-type]


def _require_same(screen: "HouseScreen", sheet: Sheet, standing: Standing) -> None:
    """Go on only while what was on screen stands; Refusal `document.changed`."""
    if screen.desk.ask(issued.standing, sheet.id).revisions != standing.revisions:
        raise Refusal("document.changed", agency=sheet.agency.name)


def _revised(standing: Standing, keep: str) -> str:
    """The verdict that an amendment begins with."""
    return next((each.verdict for each in standing.revisions if each.digest == keep), standing.verdict)
