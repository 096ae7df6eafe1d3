"""How a sheet is told: lines and paragraphs of items, areas and progress. Pictures only; nothing is decided here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rich.cells import cell_len

from models import self_told
from models.checklist_told import item_help
from models.explanation import answer_word, conditions
from models.rules.answers import Flag, Gap
from models.rules.checklist import Checklist, Scale
from models.rules.scoring import band
from models.rules.self_assessment import SILENT, is_big
from models.sheet_told import answer_sign, citation_text, count_text, lack_text
from models.swept import Swept
from models.views import AreaProgress, Evidence, Sheet, SheetLine
from models.words import Words
from screens.swept_telling import TONES
from screens.widgets.drawing import Span, Tone, columns, cropped, wrapped
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph

_VERIFIER_WIDTH = 18
"""Most cells the name of a verifier takes from the title."""


STATE_TONES: Final = {"approved": Tone.ACCENT, "issued": Tone.GOOD, "withdrawn": Tone.MUTED}
"""How a verification looks to its supervisor, by its state."""
_BANDS: Final = (Tone.GOOD, Tone.WARN, Tone.BAD)
"""How the bands of a score look, the best first."""
_LEAST_TEXT: Final = 20
_QUESTION, _STEP = 6, 4
"""Most lines that a question and a step of a ladder take beside the list: behind a long one nobody would see the next."""
_LETTERS: Final = {0: "sheet.words.t", 2: "sheet.words.s", 4: "sheet.words.y"}
"""What answers an item without levels."""


def prose(
    key: str, text: str, width: int, tone: Tone = Tone.PLAIN, *, left: Span = ("", Tone.PLAIN), selectable: bool = False
) -> Iterator[Line]:
    """A text as lines that fit into a window of this width, behind what stands `left` of it; the first may be selectable."""
    label, label_tone = left
    for number, part in enumerate(wrapped(text, max(_LEAST_TEXT, width - 4 - cell_len(label)))):
        shown = label if number == 0 else " " * cell_len(label)
        name = key if number == 0 else f"{key}.{number}"
        yield Line(name, left=((shown, label_tone),), text=part, tone=tone, selectable=selectable and number == 0)


def item_line(words: Words, line: SheetLine, *, has_draft: bool, marks: Sequence[Span] = ()) -> Line:
    """The line of an item in the list; `marks` are what else there is to see of it."""
    item, answer = line.item, line.answer
    right: list[Span] = [*marks, *self_mark(words, line)]
    if answer.is_carried:
        right.append((words("mark.carried") + " ", Tone.WARN))
    if has_draft:
        right.append((words("mark.draft") + " ", Tone.WARN))
    if answer.note:
        right.append((words("mark.note") + " ", Tone.MUTED))
    is_bare = Flag.NO_EVIDENCE in line.flags
    if line.citations or is_bare:
        right.append((words("mark.evidence", count=len(line.citations)) + " ", Tone.WARN if is_bare else Tone.MUTED))
    if item.gate is not None:
        tone = Tone.MUTED if answer.level is None else Tone.GOOD if answer.level >= item.gate else Tone.BAD
        if Gap.GATE_EVIDENCE in line.gaps:
            tone = Tone.WARN
        right.append((words("mark.gate"), tone))
    sign_tone = Tone.MUTED if not answer.is_given else Tone.ACCENT
    if line.is_hidden:
        sign_tone = Tone.MUTED
        right.append((words("mark.hidden"), Tone.WARN))
    left = ((f"{answer_sign(words, line):<5}", sign_tone), (f"{item.code}  ", Tone.MUTED if answer.is_given else Tone.PLAIN))
    return Line(item.code, left=left, text=words.of(item.title), right=tuple(right), tone=Tone.MUTED if line.is_hidden else Tone.PLAIN)


def self_sign(words: Words, line: SheetLine) -> str:
    """What the agency says of an item in at most four letters; a dot where it gives no answer."""
    said = line.self_answer or SILENT
    return answer_sign(words, replace(line, answer=said.answer))


def self_mark(words: Words, line: SheetLine) -> tuple[Span, ...]:
    """That an answer is far from what the agency says of itself, as a mark beside its line; a warning until a note gives the reason."""
    if not is_big(line.self_answer, line.answer):
        return ()
    return ((f"{words('mark.self')} ", Tone.WARN if Gap.SELF_ASSESSMENT in line.gaps else Tone.MUTED),)


def _of_agency(words: Words, line: SheetLine) -> Iterator[Paragraph]:
    """What the agency says of itself, with the evidence it names, and the reason where that is far from the answer."""
    said = line.self_answer
    if said is None:
        return
    tone = Tone.WARN if is_big(said, line.answer) else Tone.PLAIN
    yield Paragraph(self_told.said(words, line), label=words("self.label"), tone=tone)
    for name in ("evidence", "note"):
        if text := getattr(said, name):
            yield Paragraph(text, label=words(f"self.label.{name}"), limit=1)
    if is_big(said, line.answer) and line.answer.note:
        yield Paragraph(line.answer.note, label=words("item.note"), limit=3)


def item_pane(words: Words, checklist: Checklist, line: SheetLine) -> tuple[Paragraph, ...]:
    """All that is known of an item, the most needed first."""
    return tuple(_item_paragraphs(words, checklist, line))


def _item_paragraphs(words: Words, checklist: Checklist, line: SheetLine) -> Iterator[Paragraph]:
    item, answer = line.item, line.answer
    yield Paragraph(words.of(item.question), tone=Tone.HEADING, limit=_QUESTION)
    if line.is_hidden:
        yield Paragraph(words("item.hidden", conditions=conditions(words, checklist, item)), tone=Tone.WARN)
    yield from _urgent(words, line)
    for level in sorted(item.ladder, reverse=True):
        chosen = level == answer.level
        sign = str(level) if item.scale is Scale.LEVEL else words.press[_LETTERS[level]]
        tone = Tone.ACCENT if chosen else Tone.PLAIN
        passes = item.gate is not None and level == item.gate
        text = words.of(item.ladder[level]) + (f"  ‹{words('item.gate_here')}›" if passes else "")
        yield Paragraph(text, label=f"{'●' if chosen else ' '} {sign}", tone=tone, label_tone=tone, limit=_STEP)
    if answer.counts:
        counted = (count_text(words, item, key, answer.counts[key]) for key in item.counts if key in answer.counts)
        yield Paragraph("; ".join(counted), label=words("item.counts"), limit=3)
    if answer.note and not is_big(line.self_answer, answer):
        yield Paragraph(answer.note, label=words("item.note"), limit=3)
    if line.citations:
        yield Paragraph("; ".join(citation_text(citation) for citation in line.citations), label=words("item.cited"), limit=2)
    yield Paragraph(words.of(item.evidence), label=words("item.evidence"), tone=Tone.MUTED)
    if item.when and not line.is_hidden:
        yield Paragraph(conditions(words, checklist, item), label=words("item.when"), tone=Tone.MUTED)
    if item.basis:
        yield Paragraph(item.basis, label=words("item.basis"), tone=Tone.MUTED)
    if item.help is not None:
        yield Paragraph(words.of(item.help), label=words("item.help"), tone=Tone.MUTED)


def _urgent(words: Words, line: SheetLine) -> Iterator[Paragraph]:
    """What asks for an act, above the ladder so that no long ladder hides it."""
    item, answer = line.item, line.answer
    if answer.not_applicable:
        yield Paragraph(answer.reason, label=words("item.not_applicable"), tone=Tone.ACCENT)
    if line.proposed is not None and line.proposed != answer.level:
        key = "item.proposed_other" if answer.is_given else "item.proposed"
        yield Paragraph(words(key, level=answer_word(words, item, line.proposed)), tone=Tone.ACCENT)
    elif answer.counts and not answer.is_given and (lack := lack_text(words, line)):
        yield Paragraph(words("item.unproposed", lack=lack), tone=Tone.MUTED)
    yield from _of_agency(words, line)
    for gap in line.gaps:
        if gap is not Gap.UNANSWERED:
            yield Paragraph(words(f"gap.{gap}"), tone=Tone.WARN)
    for flag in line.flags:
        if flag is not Flag.NO_EVIDENCE or item.gate is None:
            yield Paragraph(words(f"flag.{flag}"), tone=Tone.MUTED)


def item_details(words: Words, sheet: Sheet, line: SheetLine) -> str:
    """An item in full, as text to read."""
    item = line.item
    head = words(
        "item.head", code=item.code, title=words.of(item.title), weight=item.weight, unit=words.of(sheet.checklist.units[item.unit])
    )
    gate = "" if item.gate is None else "\n" + words("item.gate", level=answer_word(words, item, item.gate))
    told = (f"{part.label} {part.text}" if part.label else part.text for part in _item_paragraphs(words, sheet.checklist, line))
    helped = (f"{label} {text}" for label, text in item_help(words, sheet.checklist, item))
    return f"{head}{gate}\n\n" + "\n".join(told) + "\n\n" + "\n".join(helped)


def evidence_line(words: Words, found: Evidence, place: str | None, today: str, swept: Swept | None = None) -> Line:
    """Registered evidence; `place` is where the item cites it, None when it does not, and `swept` how its file was found."""
    sign = f"[{'x' if place is not None else ' '}] "
    seen = words("evidence.seen.yes" if found.seen else "evidence.seen.no")
    tone = {"accepted": Tone.GOOD, "incomplete": Tone.WARN, "rejected": Tone.BAD}[found.status]
    right: list[Span] = [(f"{place}  ", Tone.ACCENT)] if place else []
    if found.valid_until and found.valid_until < today:
        right.append((f"{words('evidence.expired')} · ", Tone.WARN))
    if swept is not None:
        right.append((f"{words(f'sweep.standing.{swept.standing}')} · ", TONES[swept.standing]))
    right += [(f"{seen} · ", Tone.MUTED), (words(f"evidence.status.{found.status}"), tone)]
    left = ((sign, Tone.ACCENT if place is not None else Tone.MUTED), (f"{found.code}  ", Tone.MUTED))
    number = f" {found.number}" if found.number else ""
    return Line(found.code, left=left, text=f"{found.title}{number}", right=tuple(right))


def progress_text(words: Words, progress: Sequence[AreaProgress]) -> str:
    """Progress by area: `REG 13/13 · DSN 4/15 · …`."""
    return " · ".join(f"{area.area} {area.answered}/{area.total}" for area in progress) or words("progress.none")


def sheet_place(words: Words, sheet: Sheet, person: str) -> str:
    """Round, checklist and state of a sheet, behind whose it is where it is not that of the `person`."""
    moved = sheet.standing.followed_as
    state = words("carry.moved_to", checklist=moved) if moved else words(f"state.{sheet.state}")
    told = f"{sheet.round} · {sheet.checklist.name} · {state}"
    return told if sheet.standing.owner == person else f"{cropped(sheet.verifier, _VERIFIER_WIDTH)} · {told}"


def score_lines(words: Words, sheet: Sheet) -> Iterator[Line]:
    """The areas with gates, score and band, and what they come to; what is not answered whole tells how far it is, for that is not 0."""
    rows = columns([_score(words, sheet, area) for area in sheet.scores], numbers=(1,))
    for (code, score), (met, number, level) in zip(sheet.scores.items(), rows, strict=True):
        is_whole = bool(number.strip())
        passed = all(gate.passed for gate in sheet.gates if gate.area == code)
        met_tone = Tone.MUTED if not is_whole else Tone.GOOD if passed else Tone.BAD
        tone = _BANDS[min(2, sheet.checklist.bands.index(band(sheet.checklist, score)))] if is_whole and score is not None else Tone.MUTED
        right = ((f"{met} ", met_tone), (f"{number}  ", Tone.PLAIN), (level, tone))
        name = words.of(sheet.checklist.areas[code].name)
        yield Line(f"area.{code}", left=((f"{code}  ", Tone.MUTED),), text=name, right=right, selectable=False)
    if sheet.overall is not None and sheet.recommendation is not None:
        total = f"{words.number(sheet.overall)}  {' ' * len(rows[0][2])}"
        yield Line("area.overall", text=words("verdict.overall"), right=((total, Tone.PLAIN),), selectable=False)


def _score(words: Words, sheet: Sheet, area: str) -> tuple[str, str, str]:
    lines = [line for line in sheet.lines if line.item.area == area]
    given = sum(line.answer.is_given for line in lines)
    if given < len(lines):
        return words("verdict.answered", given=given, total=len(lines)), "", ""
    gates, score = [gate for gate in sheet.gates if gate.area == area], sheet.scores[area]
    met = words("verdict.gates", passed=sum(gate.passed for gate in gates), total=len(gates))
    if score is None:
        return met, words("score.none"), ""
    return met, words.number(score), words.of(band(sheet.checklist, score).name)
