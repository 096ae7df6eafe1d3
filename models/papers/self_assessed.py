"""What an agency says of itself on the papers of its result: both scores by area, and the items on which the two differ far, with why."""

from collections.abc import Iterator

from models.concluded import Concluded
from models.paper import Block, Heading, Paragraph, Table
from models.papers import results
from models.rules.self_assessment import is_big
from models.self_told import level_said, overall_scores, own_score, own_scores, verified_score
from models.views import SheetLine
from models.words import Words


def compared(words: Words, told: Concluded) -> Iterator[Block]:
    """The agency's assessment of itself beside what was verified; nothing where there is none."""
    sheet, found = told.sheet, told.sheet.self_assessment
    if found is None:
        return
    own = own_scores(sheet)
    areas: list[tuple[str, ...]] = [
        (f"{code} {words.of(area.name)}", own_score(words, own[code]), verified_score(words, sheet, code))
        for code, area in sheet.asked.areas.items()
    ]
    whole = overall_scores(words, sheet)
    areas += [(words("verdict.overall"), *whole)] if whole else []
    yield Heading(words("self.title"))
    source = words(
        "self.paper.source", file=found.file, digest=found.digest[:16], day=results.on(words, found.taken_at), person=found.person
    )
    yield Paragraph(source, is_small=True)
    yield Table(tuple(words(f"self.paper.{name}") for name in ("area", "own", "verified")), tuple(areas), (8, 4, 4))
    far = tuple(_far(words, line) for line in sheet.lines if is_big(line.self_answer, line.answer))
    if not far:
        yield Paragraph(words("self.none_far"))
        return
    yield Paragraph(words.count("self.paper.far", len(far)))
    head = (words("paper.code"), words("paper.minutes.item"), *(words(f"self.paper.{name}") for name in ("own", "verified", "why")))
    yield Table(head, far, (3, 7, 5, 4, 7))


def _far(words: Words, line: SheetLine) -> tuple[str, ...]:
    own = level_said(words, line)
    return results.coded(line.item), words.of(line.item.title), own, results.answered(words, line), line.answer.note or "–"
