"""The verdict: what is recommended and why, the verdict recorded, and the way to the lead."""

from collections.abc import Iterator
from contextlib import suppress

from models import kept_told, places
from models.desk import agreed, drafts, history, issued, merging, reading, reviewing, sealing, submitting, verdicts, ways
from models.errors import Refusal
from models.explanation import sentence, verdict_name
from models.fields import Field, Option
from models.issued_told import issued_told
from models.moments import moment
from models.rules.scoring import band
from models.rules.verdict import CODES
from models.rules.workflow import EDITABLE, WITH_VERDICT
from models.sheet_told import blocker_text, flagged, unmerged
from models.views import Sheet
from models.words import Words
from tui.linear.talk import Back
from tui.linear.work import Work, switch


def verdict_room(work: Work, verification: str) -> None:
    """Read out the verdict, record one and submit, until one steps back."""
    while True:
        sheet = work.desk.ask(reading.sheet, verification)
        work.talk.head(f"{work.words('verdict.title')}: {sheet.agency.name}, {sheet.round}.")
        if sheet.state in WITH_VERDICT:
            outcome = ". ".join(issued_told(work.words, sheet.checklist, work.desk.ask(issued.standing, verification)))
            work.talk.say(f"{work.words('verdict.issued')}: {outcome}.", indent="  ")
        for told in verdict_told(work.words, sheet):
            work.talk.say(told, indent="  ")
        try:
            chosen = work.talk.choose(work.words("linear.what"), _options(work, sheet))
        except Back:
            return
        with work.said(), suppress(Back):
            _do(work, sheet, chosen)


def verdict_told(words: Words, sheet: Sheet) -> Iterator[str]:
    """Scores, what is recommended and why, what is recorded, and what is open."""
    checklist, found, recorded = sheet.checklist, sheet.recommendation, sheet.verdict
    for area, (given, total) in sheet.progress.items():
        score = sheet.scores.get(area)
        told = words("verdict.answered", given=given, total=total)
        if given == total and score is not None:
            told = f"{words.number(score)} {words.of(band(checklist, score).name)}"
        yield f"{words.of(checklist.areas[area].name)}: {told}."
    if found is None:
        yield words.count("linear.verdict.incomplete", len(sheet.lines) - sheet.answered)
    else:
        yield f"{words('verdict.recommended')}: {found.code} {words.of(verdict_name(checklist, found.code, found.variant))}."
        for flag in found.flags:
            yield words("show.flag", flag=words.of(checklist.verdict.flags[flag]))
        for key, reasons in (("because", found.because), ("missing", found.missing)):
            for reason in reasons:
                yield f"{words(f'verdict.{key}')}: {sentence(words, checklist, reason)}"
    if recorded is None:
        yield f"{words('verdict.recorded')}: {words('verdict.not_yet')}"
    else:
        when = words.moment(moment(recorded.recorded_at))
        told = words("verdict.recorded_by", name=words.of(verdict_name(checklist, recorded.verdict)), person=recorded.person, moment=when)
        yield f"{words('verdict.recorded')}: {recorded.verdict} {told}."
        if recorded.reason:
            yield words("verdict.reason_given", reason=recorded.reason)
        if found and found.code != recorded.recommended:
            yield words("verdict.outdated", then=recorded.recommended, now=found.code)
    for fact in sheet.unfilled_facts:
        yield f"{words('verdict.open')}: {words('verdict.fact_open', fact=fact.code, text=words.of(fact.text))}"


def _options(work: Work, sheet: Sheet) -> list[Option]:
    words, found = work.words, sheet.recommendation
    names = []
    if sheet.standing.is_second:
        return [Option(name, words(f"linear.verdict.{name}")) for name in (*_of_second(sheet), "again")]
    if sheet.state in EDITABLE:
        names = ["accept", "other", "submit", "undo"] if found else ["undo"]
    elif sheet.state == "submitted":
        names = ["hand_out", "ask_back"] if _has_left(work, sheet) else ["hand_out", "recall"]
    if sheet.verdict is not None:
        names.append("export")
    return [Option(name, words(f"linear.verdict.{name}")) for name in (*names, "again")]


def _of_second(sheet: Sheet) -> tuple[str, ...]:
    """What can be done here with an independent second verification, which is sealed and never submitted."""
    recorded = ("accept", "other") if sheet.recommendation else ()
    return (*recorded, "seal", "undo") if sheet.state in EDITABLE else ("seal",)


def _has_left(work: Work, sheet: Sheet) -> bool:
    document = work.desk.ask(reviewing.standing, sheet.id).submission
    return bool(document) and work.desk.ask(ways.is_out, document)


def _do(work: Work, sheet: Sheet, chosen: str) -> None:
    folder = str(places.export_folder(work.session.settings))
    match chosen:
        case "accept" if sheet.recommendation is not None:
            _recorded(work, work.do(verdicts.record, sheet.id, sheet.recommendation.code))
        case "other":
            _recorded(work, _other(work, sheet))
        case "undo":
            undone = work.do(history.undo, sheet.id)
            if undone is not None:
                work.talk.say(work.words("sheet.undone", act=work.words(f"act.{undone.verb}"), item=undone.item))
        case "submit":
            _submit(work, sheet)
        case "seal":
            _seal(work, sheet)
        case "hand_out":
            work.command("submit", sheet.id, "--to", folder)
        case "recall":
            if work.do(submitting.recall, sheet.id) is not None:
                work.talk.tell("linear.saved")
        case "ask_back":
            _ask_back(work, sheet)
        case "export":
            work.command("export", sheet.id)


def _other(work: Work, sheet: Sheet) -> Sheet:
    """The sheet with a verdict recorded that need not be the recommended one."""
    words, checklist, before = work.words, sheet.checklist, sheet.verdict
    work.require("verdict.record", sheet)
    options = [Option(code, f"{code} {words.of(verdict_name(checklist, code))}") for code in CODES]
    code = work.talk.choose(words("verdict.title"), options)
    assert sheet.recommendation is not None
    if code == sheet.recommendation.code:
        return work.desk.do(verdicts.record, sheet.id, code)
    reason = before.reason if before is not None and before.verdict == code else ""
    return work.fill(
        words("verdict.reason_title", code=code),
        (Field("reason", words("reason.label"), kind="note", value=reason, required=True),),
        f"{sheet.id}/verdict/{code}",
        lambda values: work.desk.do(verdicts.record, sheet.id, code, values["reason"]),
    )


def _recorded(work: Work, sheet: Sheet | None) -> None:
    if sheet is not None and sheet.verdict is not None:
        work.talk.tell("linear.verdict.is_recorded", code=sheet.verdict.verdict)


def _submit(work: Work, sheet: Sheet) -> None:
    """Say what blocks, else submit and offer to write the file for the lead."""
    words, about = work.words, {"agency": sheet.agency.name, "round": sheet.round}
    if blockers := work.desk.ask(submitting.blockers, sheet.id):
        work.talk.say(words.count("submit.blocked", len(blockers), **about))
        for each in blockers:
            work.talk.say(blocker_text(words, sheet.checklist, each), indent="  ")
        return
    _say_left_out(work, sheet)
    if changed := work.desk.ask(agreed.differs, sheet.id):
        work.talk.say(words.count("minutes.changed", len(changed)) + ": " + ", ".join(changed))
    for handed in work.desk.ask(merging.waiting_for, sheet.id):
        work.talk.say(unmerged(words, handed.areas, handed.giver))
    for told in flagged(words, sheet):
        work.talk.say(told, indent="  ")
    number = work.desk.ask(submitting.next_number, sheet.id)
    if not work.talk.confirm(words("submitting.ask", number=number, **about)) or work.command("submit", sheet.id):
        return
    folder = places.export_folder(work.session.settings)
    if work.talk.confirm(words("linear.submit.offer", folder=places.told(folder), **about)):
        work.command("submit", sheet.id, "--to", str(folder))


def _say_left_out(work: Work, sheet: Sheet) -> None:
    """Say which texts that are not saved would not go along."""
    if typed := work.desk.ask(drafts.under, f"{sheet.id}/"):
        work.talk.say(kept_told.left_out(work.words, typed))


def _seal(work: Work, sheet: Sheet) -> None:
    """Ask for the lead to whom the opinion is sealed, say what it covers, and seal it."""
    words, leads = work.words, work.desk.ask(sealing.leads)
    if not leads:
        raise Refusal("second.no_lead")
    lead = work.talk.choose(words("seconding.to_whom"), [Option(each.id, each.name) for each in leads])
    name = next(each.name for each in leads if each.id == lead)
    items = sealing.answered(sheet)
    covered = () if len(items) == len(sheet.lines) else items
    # What cannot be sealed is said before anybody is asked.
    work.desk.ask(sealing.drawn_up, sheet.id, lead, covered)
    key = "seconding.ask_again" if sheet.state not in EDITABLE else "seconding.ask" if covered else "seconding.ask_all"
    about = {"agency": sheet.agency.name, "round": sheet.round, "lead": name, "count": len(items)}
    _say_left_out(work, sheet)
    if work.talk.confirm(words(key, **about)):
        work.command("second", sheet.id, "--give", lead, "--to", str(places.export_folder(work.session.settings)))


def _ask_back(work: Work, sheet: Sheet) -> None:
    words, folder = work.words, str(places.export_folder(work.session.settings))
    document = work.desk.ask(reviewing.standing, sheet.id).submission
    work.fill(
        words("linear.verdict.ask_back"),
        (Field("reason", words("reason.label"), kind="note", required=True),),
        f"{sheet.id}/request/{document[:16]}",
        lambda values: work.command_kept("submit", sheet.id, switch("request-return", values["reason"]), "--to", folder),
    )
