"""How a review is told: what is weak and why, remarks with what was said, the answers of the round before. Pictures only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.explanation import answer_word
from models.item_told import told_before
from models.moments import moment
from models.queued import Before, Earlier
from models.reviews import Merged, Remark
from models.rules.checklist import Checklist
from models.rules.remarks import ASKING
from models.rules.risk import Weak
from models.sheet_told import answer_sign
from models.views import SheetLine
from models.words import Words
from screens.telling import item_line, item_pane
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph

STAGE_TONES: Final = {"open": Tone.WARN, "answered": Tone.ACCENT, "settled": Tone.MUTED}
"""How a remark looks, by how far it has come."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the answer to one item."""

    weak: Weak | None = None
    remarks: tuple[Remark, ...] = ()
    is_confirmed: bool = False
    earlier: Earlier | None = None
    """The round before, while it is looked at."""
    merged: tuple[Merged, ...] = ()
    """What was settled between two whose areas are in it."""
    minutes: tuple[Paragraph, ...] = ()
    """That the answer is another than in the minutes."""
    before: Before | None = None
    """What the submission before told of it, where that is something else."""


def weak_title(words: Words, checklist: Checklist, found: Weak) -> str:
    """What is weak, by its name."""
    match found.kind:
        case "area":
            title = words.of(checklist.areas[found.key].name)
        case "fact":
            title = words.of(checklist.facts[found.key].text)
        case "item":
            title = words.of(checklist.items[found.key].title)
        case _:
            title = ""
    return words(f"weak.{found.kind}", key=found.key, title=title)


def weak_reasons(words: Words, found: Weak) -> str:
    """Why it is weak."""
    return "; ".join(words(f"weak.{code}") for code in found.reasons)


def review_line(words: Words, line: SheetLine, beside: Beside, *, has_draft: bool, marks: Sequence[Span]) -> Line:
    """The line of an item in the list: its answer, and what the lead should see of it; `marks` are those of its remarks."""
    before = () if beside.earlier is None else ((f"{_before(words, beside.earlier, line)} ", Tone.ACCENT),)
    confirmed = ((words("review.mark.confirmed") + " ", Tone.GOOD),) if beside.is_confirmed else ()
    found = item_line(words, line, has_draft=has_draft, marks=(*before, *marks, *confirmed))
    return replace(found, left=(weak_sign(words, beside.weak), *found.left))


def weak_sign(words: Words, found: Weak | None) -> Span:
    """The sign before a line: whether it is worth a look."""
    if found is None:
        return "  ", Tone.MUTED
    if found.is_slight:
        return f"{words('review.mark.slight')} ", Tone.MUTED
    return f"{words('review.mark.weak')} ", Tone.WARN


def _before(words: Words, earlier: Earlier, line: SheetLine) -> str:
    then = earlier.lines.get(line.item.code)
    return words("review.mark.never") if then is None else words("review.mark.earlier", answer=answer_sign(words, then))


def review_pane(words: Words, checklist: Checklist, line: SheetLine, beside: Beside) -> tuple[Paragraph, ...]:
    """All that is known of an item: why it is weak, what was said of it, what stood before, then the item as on its sheet."""
    first, *rest = item_pane(words, checklist, line)
    said = {words(f"flag.{flag}") for flag in line.flags}
    weak = beside.weak
    told = () if weak is None else (Paragraph(weak_reasons(words, weak), label=words("review.label.weak"), tone=_tone(weak)),)
    return (
        first,
        *told,
        *(() if beside.before is None else (_told_before(words, line, beside.before),)),
        *beside.minutes,
        *(each for remark in beside.remarks for each in remark_paragraphs(words, remark)),
        *(_settled(words, line, each) for each in beside.merged),
        *(_stood(words, line, beside.earlier) if beside.earlier is not None else ()),
        # Told as weak already.
        *(each for each in rest if weak is None or each.text not in said),
    )


def _told_before(words: Words, line: SheetLine, before: Before) -> Paragraph:
    return Paragraph(told_before(words, line, before), label=words("review.label.before"), tone=Tone.ACCENT, limit=3)


def _settled(words: Words, line: SheetLine, found: Merged) -> Paragraph:
    """How two answers were settled: both, whose counts, and why."""
    ours, theirs = (answer_sign(words, replace(line, answer=answer)) for answer in (found.ours, found.theirs))
    both = {"our_name": found.our_name, "ours": ours, "their_name": found.their_name, "theirs": theirs}
    name = found.their_name if found.counts == "theirs" else found.our_name
    return Paragraph(words("review.merged", **both, name=name, reason=found.reason), label=words("review.label.merged"), limit=3)


def _tone(found: Weak) -> Tone:
    return Tone.MUTED if found.is_slight else Tone.WARN


def remark_paragraphs(words: Words, remark: Remark) -> Iterator[Paragraph]:
    """A remark with what was said to it, one paragraph each."""
    kind = words(f"remark.kind.{remark.kind}")
    stage = words(f"remark.stage.{remark.stage}")
    label = words("remark.told", kind=kind, stage=stage) if remark.kind in ASKING else kind
    for number, message in enumerate(remark.messages):
        text = words("remark.said", person=message.person, text=message.text or words(f"remark.act.{message.act}"))
        yield Paragraph(text, label=label if number == 0 else "  ", label_tone=STAGE_TONES[remark.stage], limit=3)


def thread_text(words: Words, remarks: Iterable[Remark]) -> str:
    """Remarks in full, as text to read: who said what, and when."""
    parts = []
    for remark in remarks:
        head = words("remark.told", kind=words(f"remark.kind.{remark.kind}"), stage=words(f"remark.stage.{remark.stage}"))
        said = [
            f"{message.person} {words(f'remark.act.{message.act}')}, {words.moment(moment(message.at))}"
            + (f"\n  {message.text}" if message.text else "")
            for message in remark.messages
        ]
        parts.append("\n".join([head, *said]))
    return "\n\n".join(parts)


def _stood(words: Words, line: SheetLine, earlier: Earlier) -> Iterator[Paragraph]:
    label = words("review.earlier.label", round=earlier.round)
    then = earlier.lines.get(line.item.code)
    if then is None:
        yield Paragraph(words("review.earlier.changed"), label=label, tone=Tone.MUTED)
        return
    answer = then.answer
    if answer.level is None:
        told = words("review.earlier.answer", answer=answer_sign(words, then), text=answer.reason)
    else:
        rung = words.of(line.item.ladder[answer.level])
        told = words("review.earlier.answer", answer=answer_word(words, line.item, answer.level), text=rung)
    is_same = (answer.level, answer.not_applicable) == (line.answer.level, line.answer.not_applicable)
    yield Paragraph(told, label=label, tone=Tone.PLAIN if is_same else Tone.ACCENT, limit=2)
    if answer.note:
        yield Paragraph(answer.note, label=words("item.note"), tone=Tone.MUTED, limit=2)
