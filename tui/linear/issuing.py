"""Issuing: what was approved is issued with the supervisor's signature, and what was issued can be withdrawn."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from models import places
from models.desk import issued, issuing
from models.explanation import plenary_said
from models.fields import Field, Option
from models.issuance import IssueLine
from models.words import Words
from tui.linear.talk import Back
from tui.linear.work import Work, switch

_ALL = "all"


def issue_room(work: Work) -> None:
    """Read out what was approved and issued, and do what is wanted until one steps back."""
    while True:
        words, lines = work.words, work.desk.ask(issued.lines)
        work.talk.head(words("issuing.title"))
        if not lines:
            work.talk.tell("issuing.none")
            return
        approved = [line for line in lines if line.state == "approved"]
        options = [Option(_ALL, words.count("linear.issue.all", len(approved)))] if len(approved) > 1 else []
        options += [Option(line.id, f"{_named(words, line)}; {words(f'state.{line.state}')}") for line in lines]
        try:
            chosen = work.talk.choose(words("linear.issue.which"), options, help_=words("linear.issue.help"))
        except Back:
            return
        found = approved if chosen == _ALL else [line for line in lines if line.id == chosen]
        with work.said(), suppress(Back):
            _do(work, found)


def _named(words: Words, line: IssueLine) -> str:
    said = f" ({plenary_said(words, line.decided, line.decided.decision)})" if line.decided else ""
    said += f" ({words('issuing.doubled_why')})" if line.is_doubled else ""
    return words("issuing.named", agency=line.agency_name, round=line.round, verdict=line.verdict) + said


def _do(work: Work, lines: Sequence[IssueLine]) -> None:
    words, folder = work.words, str(places.export_folder(work.session.settings))
    if lines[0].state == "approved":
        _issue(work, lines)
        return
    names = ("export", "withdraw") if lines[0].state == "issued" else ("export",)
    if work.talk.choose(words("linear.what"), [Option(name, words(f"linear.issue.{name}")) for name in names]) == "export":
        work.command("export", lines[0].id, "--to", folder)
        return
    work.fill(
        words("issuing.withdraw.title", agency=lines[0].agency_name, round=lines[0].round),
        (Field("reason", words("reason.label"), kind="note", required=True, hint=words("issuing.withdraw.hint")),),
        f"withdraw/{lines[0].id}/reason",
        lambda values: work.command_kept("withdraw", lines[0].id, switch("reason", values["reason"])),
    )


def _issue(work: Work, lines: Sequence[IssueLine]) -> None:
    """Ask for the day and, where one approved it oneself, for the reason; name every record, then issue them."""
    words, folder = work.words, places.export_folder(work.session.settings)
    fields = [Field("valid_until", words("issue.valid_until"), hint=words("issuing.valid_until_hint"))]
    own = next((line for line in lines if line.is_own_approval), None)
    if own is not None:
        hint = words("issuing.approver_hint", agency=own.agency_name, round=own.round)
        fields.append(Field("reason", words("reason.label"), kind="note", required=True, hint=hint))

    def issue(values: Mapping[str, str]) -> None:
        work.desk.ask(issuing.first_until, values["valid_until"])
        names = "\n".join(_named(words, line) for line in lines)
        if not work.talk.confirm(words.count("issuing.ask", len(lines), names=names)):
            raise Back
        more = (switch("valid-until", values["valid_until"]),) if values["valid_until"] else ()
        reason = (switch("reason", values["reason"]),) if own else ()
        work.command_kept("issue", *(line.id for line in lines), *more, *reason, "--to", str(folder))

    title = words("issuing.issue.title", agency=lines[0].agency_name, round=lines[0].round)
    if len(lines) > 1:
        title = words("issuing.issue.many", count=len(lines))
    work.fill(title, tuple(fields), f"issue/{lines[0].id}/reason", issue)
