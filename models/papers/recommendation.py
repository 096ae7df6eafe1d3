"""The note for the supervisor: what was concluded, what it rests on, and what is to follow, on a page or two."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from models.agenda_told import follow_up
from models.concluded import Concluded
from models.paper import Block, Heading, Office, Pairs, Paper, Paragraph, Table
from models.papers import results, seconded
from models.rules import extremes
from models.rules.verdict import Gate
from models.views import Sheet
from models.words import Words

_MOST: Final = 5
"""Items that are named as the strongest and as the weakest."""
_FOLLOWED: Final = 8
"""Findings that are named; the report has all."""


def recommendation(words: Words, told: Concluded, office: Office) -> Paper:
    """The note about what was concluded."""
    blocks = (
        Pairs(
            (
                (words("paper.recommendation.to"), words("role.supervisor").capitalize()),
                (words("paper.recommendation.from"), told.standing.lead or told.sheet.verifier),
            )
        ),
        *results.conclusion(words, told),
        *results.explained(words, told),
        *_second(words, told),
        *results.scores(words, told),
        *_extremes(words, told),
        *_gates(words, told),
        *results.hidden(words, told),
        *results.facts(words, told, whole=False),
        *_followed(words, told),
        results.signed(words, told),
    )
    return results.paper(words, told, office, "recommendation", blocks)


def _second(words: Words, told: Concluded) -> Iterator[Block]:
    """What an independent second verification showed."""
    if told.seconds:
        yield Heading(words("paper.second"))
        yield from map(Paragraph, seconded.told_short(words, told))


def _extremes(words: Words, told: Concluded) -> Iterator[Block]:
    """The strongest items beside the weakest."""
    sheet = told.sheet
    answers = {line.item.code: line.answer for line in sheet.lines}
    best, worst = (find(sheet.checklist, answers, _MOST) for find in (extremes.strongest, extremes.weakest))
    if not best and not worst:
        return

    def told_of(code: str | None) -> tuple[str, str]:
        if code is None:
            return "–", ""
        line = sheet.line(code)
        return f"{code} {words.of(line.item.title)}", results.answered(words, line)

    answer = words("paper.result.answer")
    head = (words("paper.recommendation.strongest"), answer, words("paper.recommendation.weakest"), answer)
    yield Heading(words("paper.recommendation.extremes"))
    yield Table(head, tuple((*told_of(one), *told_of(other)) for one, other in zip_longest(best, worst)), (8, 3, 8, 3))


def _gates(words: Words, told: Concluded) -> Iterator[Block]:
    """Every gate by area: those that are met by their codes, the others with what was answered and what is needed."""
    sheet = told.sheet
    rows = []
    for code, area in sheet.checklist.areas.items():
        here = [each for each in sheet.gates if each.area == code]
        met = ", ".join(each.item for each in here if each.passed)
        failed = "\n".join(_failed(words, sheet, each) for each in here if not each.passed)
        rows.append((f"{code} {words.of(area.name)}", met or "–", failed or "–"))
    head = tuple(words(f"paper.{name}") for name in ("result.area", "recommendation.met", "recommendation.failed"))
    yield Heading(results.gates_title(words, sheet))
    yield Table(head, tuple(rows), (5, 5, 11))


def _failed(words: Words, sheet: Sheet, gate: Gate) -> str:
    code, title, answer, needed, _ = results.gate(words, sheet, gate)
    return words("paper.recommendation.gate", code=code, title=title, answer=answer, needed=needed)


def _followed(words: Words, told: Concluded) -> Iterator[Block]:
    """What is to be mended by when."""
    yield Heading(words("paper.recommendation.follow"))
    yield Paragraph(follow_up(words, told.agenda))
    if not told.findings:
        yield Paragraph(words("paper.result.no_findings"))
        return
    yield Paragraph(results.agreed(words, told), is_small=True)
    head = (words("paper.code"), words("finding.text"), words("finding.stance"), words("finding.deadline"))
    rows = tuple(
        (
            each.item,
            each.text,
            words(f"finding.stance.{each.stance}") if each.stance else "–",
            words.day(each.deadline) if each.deadline else "–",
        )
        for each in told.findings[:_FOLLOWED]
    )
    yield Table(head, rows, (2, 10, 4, 4))
    if len(told.findings) > _FOLLOWED:
        yield Paragraph(words("paper.recommendation.more", count=len(told.findings) - _FOLLOWED))
