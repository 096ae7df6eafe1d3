"""How a trial of a checklist's rules is told: what is assumed as lines, what follows as paragraphs. Pictures only."""

from collections.abc import Iterator, Mapping
from typing import Final

from models import register
from models.explanation import sentence, verdict_name
from models.figures_told import type_name
from models.rules.answers import UNCHECKED, Answer
from models.rules.checklist import Checklist, Item
from models.rules.conditions import TYPE
from models.rules.scoring import band
from models.rules.trial import COUNTED, Assumed, Outcome
from models.views import SheetLine
from models.words import Words
from screens.checklist_telling import area_line
from screens.telling import item_line
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph

ALL: Final = "all"
"""Key of the line that stands for every item."""
GIVEN: Final = "given/"
"""Beginning of the keys of the lines of what else is assumed."""
Drawn = dict[str, tuple[tuple[str, Answer, bool], Line]]
"""The line of each item, with the language, the answer and whether it is hidden: of two thousand one key changes one."""
_FIELDS: Final = {"approval": "status", "merit": "category"}
_BAND_TONES: Final = (Tone.GOOD, Tone.WARN, Tone.BAD)


def choosable(checklist: Checklist) -> tuple[str, ...]:
    """What besides answers is chosen by name: those that the rules of a checklist look at."""
    types = any(each.item == TYPE for item in checklist.conditional for each in item.when)
    return (*(("kind",) if types else ()), *(name for name in _FIELDS if checklist.fact_with(name)))


def choices(words: Words, checklist: Checklist, name: str) -> Mapping[str, str]:
    """What can be assumed of one of them, as it is stored and as it is read."""
    unknown = {"": words("trial.unknown")}
    if name == "kind":
        return unknown | {kind: type_name(words, kind) for kind in register.TYPES}
    fact, rules = checklist.fact_with(name), checklist.verdict
    found = {key: words.of(label) for key, label in fact.fields[_FIELDS[name]].choices.items()} if fact else {}
    return unknown | (found or {key: key for key in (rules.approval_received if name == "approval" else rules.merit_cap)})


def lines(words: Words, checklist: Checklist, assumed: Assumed, outcome: Outcome, drawn: Drawn) -> Iterator[Line]:
    """What is assumed: of every item at once, of the facts, area by area and item by item; those in `drawn` are not made anew."""
    answered = len(outcome.asked.items) - len(outcome.unanswered)
    told = words("sheet.progress", answered=answered, total=len(outcome.asked.items))
    yield Line(ALL, text=words("trial.all"), right=((told, Tone.MUTED),), tone=Tone.HEADING)
    facts = {name: choices(words, checklist, name).get(value := getattr(assumed, name), value) for name in choosable(checklist)}
    if checklist.fact_with("placements"):
        facts |= {name: str(getattr(assumed, name)) for name in COUNTED}
    for name, value in facts.items():
        yield Line(f"{GIVEN}{name}", text=words(f"trial.given.{name}"), right=((value, Tone.ACCENT),))
    for area in checklist.areas.values():
        yield area_line(words, checklist, area, _score(words, outcome, area.code))
        for item in checklist.by_area[area.code]:
            said = (words.language, assumed.answers.get(item.code, UNCHECKED), item.code not in outcome.asked.items)
            if item.code not in drawn or drawn[item.code][0] != said:
                drawn[item.code] = said, _item_line(words, item, said[1], is_hidden=said[2])
            yield drawn[item.code][1]


def _item_line(words: Words, item: Item, answer: Answer, *, is_hidden: bool) -> Line:
    return item_line(words, SheetLine(item, answer, (), None, (), (), is_hidden), has_draft=False)


def _score(words: Words, outcome: Outcome, area: str) -> tuple[Span, ...]:
    """Gates, score and band of an area; before every item is answered how many are."""
    items = outcome.asked.by_area[area]
    left = sum(item.code in outcome.open for item in items)
    if left:
        return ((words("verdict.answered", given=len(items) - left, total=len(items)), Tone.MUTED),)
    gates = [gate for gate in outcome.ready.gates if gate.area == area]
    passed, score = sum(gate.passed for gate in gates), outcome.ready.scores[area]
    met = (f"{words('verdict.gates', passed=passed, total=len(gates))}  ", Tone.GOOD if passed == len(gates) else Tone.BAD)
    if score is None:
        return (met, (words("score.none"), Tone.MUTED))
    found = band(outcome.asked, score)
    tone = _BAND_TONES[min(2, outcome.asked.bands.index(found))]
    return (met, (f"{words.number(score):>6}  ", Tone.PLAIN), (words.of(found.name), tone))


def figures(words: Words, outcome: Outcome) -> list[Span]:
    """The score of each area in short; before every item is answered how many are."""
    found: list[Span] = []
    for area, items in outcome.asked.by_area.items():
        left, score = sum(item.code in outcome.open for item in items), outcome.ready.scores[area]
        if left:
            found.append((f"{area} {len(items) - left}/{len(items)}", Tone.MUTED))
        else:
            found.append((f"{area} {'-' if score is None else words.number(score)}", Tone.PLAIN))
    return found


def total(words: Words, outcome: Outcome) -> str:
    """How many gates are met, and the overall score once every item is answered."""
    passed = sum(gate.passed for gate in outcome.ready.gates)
    gates = words("trial.gates", passed=passed, total=len(outcome.ready.gates))
    if outcome.unanswered or outcome.overall is None:
        return gates
    return f"{gates} · {words.number(outcome.overall)}"


def paragraphs(words: Words, outcome: Outcome) -> Iterator[Paragraph]:
    """What is recommended, on what it rests and what better verdicts lack."""
    used, found = outcome.asked, outcome.recommendation
    if found is None:
        yield Paragraph(words.count("trial.incomplete", len(outcome.unanswered), first=outcome.unanswered[0]), tone=Tone.WARN)
        failed = [gate.item for gate in outcome.ready.gates if not gate.passed and gate.item not in outcome.open]
        if failed:
            yield Paragraph(", ".join(failed), label=words("verdict.gates_failed"), tone=Tone.BAD)
        return
    yield Paragraph(words.of(verdict_name(used, found.code, found.variant)), label=found.code, tone=Tone.ACCENT, label_tone=Tone.ACCENT)
    for flag in found.flags:
        yield Paragraph(words("show.flag", flag=words.of(used.verdict.flags[flag])), tone=Tone.WARN)
    for heading, reasons in (("because", found.because), ("missing", found.missing)):
        if reasons:
            yield Paragraph(words(f"verdict.{heading}"), tone=Tone.HEADING)
        for reason in reasons:
            yield Paragraph(sentence(words, used, reason), label="·")
    why = used.fact_with("not-started")
    if why is not None and not outcome.ready.placements:
        yield Paragraph(words("trial.asks_why", fact=why.code), tone=Tone.MUTED)


def in_full(words: Words, outcome: Outcome) -> str:
    """Scores and everything that follows, as a text to read."""
    scores = []
    for area, score in outcome.ready.scores.items():
        gates = [gate for gate in outcome.ready.gates if gate.area == area]
        told = words("score.none") if score is None else f"{words.number(score)} {words.of(band(outcome.asked, score).name)}"
        met = words("trial.gates", passed=sum(gate.passed for gate in gates), total=len(gates))
        scores.append(f"{area} {words.of(outcome.asked.areas[area].name)}: {told} · {met}")
    return "\n".join([*map(str, paragraphs(words, outcome)), "", words("verdict.scores"), *scores])
