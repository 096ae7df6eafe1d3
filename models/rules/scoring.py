"""Scores as exact fractions of 100: weight times level, over what the applicable items could have had (domain.md, 4.1)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from models.rules.answers import UNCHECKED, Answer
from models.rules.checklist import TOP_LEVEL, Band, Checklist, Item


def area_score(items: Iterable[Item], answers: Mapping[str, Answer]) -> Fraction | None:
    """The score of the items of one area, 0 to 100, unanswered ones as 0; None when nothing in it is applicable."""
    return score(*points(items, answers))


def score(reached: int, possible: int) -> Fraction | None:
    """The same of the points reached, and of the weights of what is applicable."""
    return Fraction(reached * 100, possible * TOP_LEVEL) if possible else None


def points(items: Iterable[Item], answers: Mapping[str, Answer]) -> tuple[int, int]:
    """Weight times level of the items, and the weights of those that are applicable: of parts of an area they add up."""
    reached = possible = 0
    for item in items:
        answer = answers.get(item.code, UNCHECKED)
        if not answer.not_applicable:
            possible += item.weight
            # Most items of an area have none for most of the time.
            if answer.level:
                reached += item.weight * answer.level
    return reached, possible


def area_scores(checklist: Checklist, answers: Mapping[str, Answer]) -> Mapping[str, Fraction | None]:
    """The score of every area by its code."""
    return {code: area_score(items, answers) for code, items in checklist.by_area.items()}


def overall_score(checklist: Checklist, scores: Mapping[str, Fraction | None]) -> Fraction | None:
    """The areas' scores weighted together; an area with nothing applicable is left out and the other weights scaled."""
    return weighted((checklist.areas[code].weight, score) for code, score in scores.items() if score is not None)


def weighted(scores: Iterable[tuple[int, Fraction]]) -> Fraction | None:
    """Scores taken together by their weights; None where there is none."""
    # In whole numbers: each sum of fractions would be reduced, which takes as long as all of this.
    total, over, under = 0, 0, 1
    for weight, score in scores:
        total += weight
        over = over * score.denominator + weight * score.numerator * under
        under *= score.denominator
    return Fraction(over, under * total) if total else None


def band(checklist: Checklist, score: Fraction) -> Band:
    """The band `score` falls in, compared unrounded."""
    return next(band for band in checklist.bands if score >= band.floor)
