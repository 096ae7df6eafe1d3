"""An item, its answer, what it lacks and what was remarked on it, and why it came back, told line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from models import self_told
from models.carryover_told import label, narrowed
from models.checklist_told import item_help
from models.explanation import answer_word, conditions
from models.moments import moment
from models.queued import Before, ToldBefore
from models.reviews import Remark, Requested, Returned, SentBack
from models.rules.answers import Answer, Gap
from models.rules.checklist import Checklist, Item, Scale
from models.rules.risk import BASE
from models.sheet_told import citation_text, count_text, fact_row, lack_text
from models.versions import EarlierItem
from models.views import Sheet, SheetLine
from models.words import Words

_NAMED: Final = 8
"""Most codes that are named in one sentence."""
LETTERS: Final = {4: "y", 2: "s", 0: "t"}
"""What is typed for yes, partly and no, the same in both languages."""


def head(words: Words, sheet: Sheet, line: SheetLine) -> str:
    """Which item it is, and how far one is."""
    place = sheet.asked.places.get(line.item.code)
    told = words("mark.hidden") if place is None else words("item.place", place=place + 1, count=len(sheet.lines))
    gate = f" {words('item.gate', level=answer_word(words, line.item, line.item.gate))}" if line.item.gate is not None else ""
    return f"{line.item.code} {words.of(line.item.title)}. {told}.{gate}"


def asked(words: Words, sheet: Sheet, line: SheetLine) -> Iterator[str]:
    """The question, each step of its ladder with what to type for it, and what was noted."""
    item = line.item
    yield words.of(item.question)
    if line.is_hidden:
        yield words("item.hidden", conditions=conditions(words, sheet.checklist, item))
    for level in sorted(item.ladder, reverse=True):
        sign = str(level) if item.scale is Scale.LEVEL else LETTERS[level]
        yield f"{sign}: {words.of(item.ladder[level])}"
    yield from noted(words, line)


def answer_text(words: Words, line: SheetLine) -> str:
    """The answer as it is said."""
    answer = line.answer
    if answer.not_applicable:
        return f"{words('answer.not_applicable')}: {answer.reason}"
    if answer.level is None:
        return words("gap.unanswered")
    return answer_word(words, line.item, answer.level) + (f" ({words('gap.carried')})" if answer.is_carried else "")


def told_before(words: Words, line: SheetLine, before: Before) -> str:
    """What the submission before told of an item, and what of its evidence and counts changed since."""
    now, then = line.answer, Answer(before.level, before.not_applicable, before.reason)
    is_same = (now.level, now.not_applicable, now.reason) == (then.level, then.not_applicable, then.reason)
    said = [words("before.same") if is_same else answer_text(words, replace(line, answer=then))]
    cites = {each.evidence.code: each.place for each in line.citations}
    moved = [code for code, place in before.cites.items() if cites.get(code, place) != place]
    for key, codes in (("cited", cites.keys() - before.cites.keys()), ("released", before.cites.keys() - cites.keys()), ("moved", moved)):
        said += [words(f"before.{key}", evidence=", ".join(sorted(codes)))] if codes else []
    said += [words("before.altered", evidence=", ".join(before.altered))] if before.altered else []
    said += [words("before.counted")] if before.counted_otherwise else []
    return "; ".join(said)


def facts_before(words: Words, checklist: Checklist, told: ToldBefore, key: str) -> str:
    """What the submission before told of a fact or of the base data; empty where that is told likewise now."""
    if key == BASE and told.base is not None:
        said = [f"{words.of(checklist.base[each])}: {value}" for each, value in told.base.items() if each in checklist.base]
    elif key in told.facts:
        said = [fact_row(words, checklist.facts[key], row) for row in told.facts[key]]
    else:
        return ""
    return "; ".join(said) or words("facts.nothing_before")


def noted(words: Words, line: SheetLine) -> Iterator[str]:
    """What was answered and noted of an item, and what it lacks."""
    item, answer = line.item, line.answer
    yield f"{words('item.answer')}: {answer_text(words, line)}"
    if line.proposed is not None and line.proposed != answer.level:
        yield words("item.proposes", level=answer_word(words, item, line.proposed))
    elif answer.counts and not answer.is_given and (lack := lack_text(words, line)):
        yield words("item.unproposed", lack=lack)
    if line.self_answer is not None:
        yield f"{words('self.label')}: {self_told.said(words, line)}"
    if answer.counts:
        yield f"{words('item.counts')} " + "; ".join(count_text(words, item, key, found) for key, found in answer.counts.items())
    if answer.note:
        yield f"{words('item.note')} {answer.note}"
    for citation in line.citations:
        yield f"{words('item.cited')} {citation_text(citation)}"
    yield from lacks(words, line)


def lacks(words: Words, line: SheetLine) -> Iterator[str]:
    """What an answered item lacks, what blocks first."""
    for gap in line.gaps:
        if gap not in (Gap.UNANSWERED, Gap.CARRIED):
            yield f"{words('item.lacks')}: {words(f'gap.{gap}')}"
    for flag in line.flags:
        yield f"{words('item.flagged')}: {words(f'flag.{flag}')}"


def helped(words: Words, sheet: Sheet, line: SheetLine) -> Iterator[str]:
    """What counts as evidence, where it is asked, on what basis, and how it is understood."""
    item = line.item
    yield words(
        "item.head", code=item.code, title=words.of(item.title), weight=item.weight, unit=words.of(sheet.checklist.units[item.unit])
    )
    yield f"{words('item.evidence')} {words.of(item.evidence)}"
    if item.when:
        yield f"{words('item.when')} {conditions(words, sheet.checklist, item)}"
    if item.basis:
        yield f"{words('item.basis')} {item.basis}"
    if item.help is not None:
        yield f"{words('item.help')} {words.of(item.help)}"
    yield from (f"{label} {text}" for label, text in item_help(words, sheet.checklist, item))


def thread(words: Words, remark: Remark) -> Iterator[str]:
    """A remark with all that was said to it."""
    kind, stage = words(f"remark.kind.{remark.kind}"), words(f"remark.stage.{remark.stage}")
    yield f"{remark.item}: {words('remark.told', kind=kind, stage=stage)}"
    for message in remark.messages:
        text = message.text or words(f"remark.act.{message.act}")
        yield words("remark.said", person=message.person, text=text)


def returned(words: Words, found: Returned) -> Iterator[str]:
    """Who returned the verification, when and with which coded reason, and what was written."""
    when = words.moment(moment(found.at))
    yield words("return.told", person=found.person, moment=when, reason=words(f"return.reason.{found.code}"))
    yield found.reason


def requested(words: Words, found: Requested | SentBack) -> Iterator[str]:
    """Who asks for a submission back, or sent its approval back, since when, and why."""
    named = {"person": found.person, "moment": words.moment(moment(found.at))}
    yield words("requested.told", **named) if isinstance(found, Requested) else words("sent_back.told", **named)
    yield found.reason


def beside(words: Words, found: Sequence[str]) -> str:
    """That another submission of the same verification stands beside one, what it tells otherwise, and what to do."""
    if not found:
        return words("reviewing.beside_same")
    items = ", ".join(words("weak.base") if code == BASE else code for code in found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
    return words.count("reviewing.beside", len(found), items=items)


def before(words: Words, found: EarlierItem, line: SheetLine) -> Iterator[tuple[str, str, str]]:
    """How an item stood before, where it means something else now; where it does not, that its answer was carried over.

    Of each line what it is about (carried, new, changed, part, answer or cited), its label where it has one, and its text.
    """
    told = {"checklist": found.checklist, "round": found.round}
    if line.answer.is_carried:
        yield "carried", "", words("carry.is_carried", **told)
        return
    if found.item is None:
        yield "new", "", words("carry.is_new", **told)
        return
    parts = [part for part in found.parts if part.is_meaning]
    if not parts:
        return
    yield "changed", "", words("carry.has_changed", **told)
    for part in parts:
        old, new = narrowed(words, part)
        yield "part", f"{label(words, part)}:", f"{old} → {new}"
    if found.answer is not None:
        yield "answer", words("carry.answered"), _answered_before(words, found.item, found.answer)
    if found.citations:
        yield "cited", words("carry.cited"), "; ".join(map(citation_text, found.citations))


def differing(words: Words, line: SheetLine, then: Answer) -> str:
    """That an answer is another than in the minutes, which say `then`."""
    if not then.is_given:
        return words("minutes.differs_unanswered")
    if (then.level, then.not_applicable) == (line.answer.level, line.answer.not_applicable):
        return words("minutes.differs")
    told = words("item.not_applicable") if then.level is None else answer_word(words, line.item, then.level)
    return words("minutes.differs_from", answer=told)


def _answered_before(words: Words, item: Item, answer: Answer) -> str:
    level = words("answer.not_applicable") if answer.not_applicable else words("carry.unanswered")
    level = level if answer.level is None else answer_word(words, item, answer.level)
    return " · ".join(filter(None, (level, answer.reason, answer.note)))
