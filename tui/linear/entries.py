"""What is entered for an item: its note, the reason why it is not applicable, its counts, its evidence, replies to remarks."""

from models import item_told
from models.desk import answers, drafts, evidence, reading, reviewing, submitting, threads
from models.entry import count_fields, counts_entered, evidence_fields
from models.fields import Field, Option
from models.rules.remarks import ASKING
from models.sheet_told import citation_text
from models.views import Sheet, SheetLine
from tui.linear.talk import Back
from tui.linear.work import Work

_NEW = "new"


def note(work: Work, sheet: Sheet, line: SheetLine) -> Sheet:
    """The sheet with the note of an item written anew; raises as `Work.fill`."""
    code = line.item.code
    work.require("answer.record", sheet)
    return work.fill(
        work.words("note.title", item=code),
        (Field("text", work.words("note.label"), kind="note", value=line.answer.note),),
        f"{sheet.id}/note/{code}",
        lambda values: work.desk.do(answers.annotate, sheet.id, code, values["text"]),
    )


def not_applicable(work: Work, sheet: Sheet, line: SheetLine) -> Sheet:
    """The sheet with an item marked as not applicable; raises as `Work.fill`."""
    code, words = line.item.code, work.words
    work.require("answer.record", sheet)
    offered = [words.of(each) for each in line.item.not_applicable_reasons[:1]]
    value = line.answer.reason or "".join(offered)
    return work.fill(
        words("not_applicable.title", item=code),
        (Field("reason", words("reason.label"), kind="note", value=value, required=True),),
        f"{sheet.id}/reason/{code}",
        lambda values: work.desk.do(answers.not_applicable, sheet.id, code, values["reason"]),
    )


def counts(work: Work, sheet: Sheet, line: SheetLine) -> Sheet:
    """The sheet with the counts of an item; raises as `Work.fill`."""
    code = line.item.code
    work.require("answer.record", sheet)
    return work.fill(
        work.words("counts.title", item=code),
        count_fields(work.words, line, sheet.base),
        f"{sheet.id}/counts/{code}",
        lambda values: work.desk.do(answers.count, sheet.id, code, counts_entered(line.item, values)),
    )


def evidence_room(work: Work, verification: str, code: str) -> None:
    """Register new evidence for an item, or cite, change and release what is registered, until one steps back."""
    while True:
        sheet = work.desk.ask(reading.sheet, verification)
        try:
            _evidence(work, sheet, sheet.line(code))
        except Back:
            return


def _evidence(work: Work, sheet: Sheet, line: SheetLine) -> None:
    words, code = work.words, line.item.code
    work.talk.head(words("evidence.title_for", item=code, title=words.of(line.item.title)))
    work.talk.say(f"{words('item.evidence')} {words.of(line.item.evidence)}")
    cited = {each.evidence.code: each for each in line.citations}
    options = [Option(_NEW, words("linear.evidence.new"))]
    for each in sheet.evidence:
        mark = words("linear.evidence.cited") if each.code in cited else words("linear.evidence.uncited")
        told = citation_text(cited[each.code]) if each.code in cited else f"{each.code} {each.title} {each.number}".strip()
        options.append(Option(each.code, f"{told} ({mark})"))
    chosen = work.talk.choose(words("linear.evidence.which"), options, help_=words("linear.evidence.help"))
    try:
        if chosen == _NEW:
            _register(work, sheet, code)
        else:
            _use(work, sheet, code, chosen, is_cited=chosen in cited)
    except Back:
        return


def _register(work: Work, sheet: Sheet, code: str) -> None:
    work.require("evidence.register", sheet)
    after = work.fill(
        work.words("evidence.new_title", item=code),
        evidence_fields(work.words, None, ""),
        drafts.of_new_evidence(sheet.id, code),
        lambda values: work.desk.do(evidence.register, sheet.id, values, code, values["place"]),
    )
    work.talk.tell("linear.evidence.registered", evidence=after.evidence[-1].code, item=code)


def _use(work: Work, sheet: Sheet, code: str, chosen: str, *, is_cited: bool) -> None:
    """Cite registered evidence for an item, or what else is wanted with it."""
    words = work.words
    work.require("evidence.cite", sheet)
    acts = ("place", "release", "change") if is_cited else ("cite", "change", "withdraw")
    match work.talk.choose(words("linear.what"), [Option(name, words(f"linear.evidence.{name}")) for name in acts]):
        case "release":
            done = work.do(evidence.release, sheet.id, code, chosen)
        case "withdraw":
            done = work.do(evidence.withdraw, sheet.id, chosen)
        case "change":
            found = next(each for each in sheet.evidence if each.code == chosen)
            done = work.fill(
                words("evidence.change_title", evidence=chosen),
                evidence_fields(words, found, None),
                drafts.of_evidence(sheet.id, chosen),
                lambda values: work.desk.do(evidence.change, sheet.id, chosen, values),
            )
        case _:
            before = next((each.place for each in sheet.line(code).citations if each.evidence.code == chosen), "")
            done = work.fill(
                words("evidence.place_title", evidence=chosen, item=code),
                (Field("place", words("evidence.place"), value=before, hint=words("evidence.hint.place")),),
                drafts.of_citation(sheet.id, code, chosen),
                lambda values: work.desk.do(evidence.cite, sheet.id, code, chosen, values["place"]),
            )
    if done is not None:
        work.talk.tell("linear.saved")


def reply(work: Work, verification: str, code: str) -> None:
    """Read out why the verification came back and what was remarked on an item, and reply to what waits; raises as `Work.fill`."""
    words = work.words
    if (returned := work.desk.ask(submitting.return_of, verification)) is not None:
        work.talk.say("\n".join(item_told.returned(words, returned)))
    may_reply = work.may("reply", work.desk.ask(reading.sheet, verification))
    remarks = [each for each in work.desk.ask(reviewing.standing, verification).remarks if each.item == code]
    if not remarks:
        work.talk.tell("thread.none")
    for each in remarks:
        work.talk.say("\n".join(item_told.thread(words, each)))
        if not may_reply or each.kind not in ASKING or each.stage != "open":
            continue
        remark = each
        done = work.fill(
            words("linear.reply", item=code),
            (Field("text", words("thread.reply_label"), kind="note", required=True),),
            threads.draft_place(verification, remark),
            lambda values, remark=remark: work.desk.do(reviewing.reply, verification, remark.id, values["text"]),  # type: ignore[misc]
        )
        if done is not None:
            work.talk.tell("linear.saved")
