"""How what an agency says of itself is told beside what was verified, the same on screens and papers."""

from fractions import Fraction

from models.explanation import answer_word
from models.rules.self_assessment import SILENT, SelfScore, difference, overall, scores
from models.views import Sheet, SheetLine
from models.words import Words


def level_said(words: Words, line: SheetLine) -> str:
    """The agency's own answer to an item as it is said; that there is none where it gives none."""
    said = line.self_answer or SILENT
    if said.not_applicable:
        return words("answer.not_applicable")
    return words("self.unstated") if said.level is None else answer_word(words, line.item, said.level)


def said(words: Words, line: SheetLine) -> str:
    """The agency's own answer to an item, and how far it is from what was verified."""
    told, found = level_said(words, line), difference(line.self_answer, line.answer)
    return words.count("self.above" if found > 0 else "self.below", abs(found), answer=told) if found else told


def own_scores(sheet: Sheet) -> dict[str, SelfScore]:
    """The agency's own score of every area of a sheet, as far as that is asked."""
    return dict(scores(sheet.asked, {line.item.code: line.self_answer for line in sheet.lines if line.self_answer is not None}))


def own_score(words: Words, found: SelfScore) -> str:
    """An agency's own score of an area, or how many of its items it assessed."""
    return _score(words, found.given, found.total, found.score)


def verified_score(words: Words, sheet: Sheet, area: str) -> str:
    """The verified score of an area, or how many of its items are answered."""
    lines = [line for line in sheet.lines if line.item.area == area]
    return _score(words, sum(line.answer.is_given for line in lines), len(lines), sheet.scores[area])


def overall_scores(words: Words, sheet: Sheet) -> tuple[str, str] | None:
    """The agency's own score as a whole and the verified one, a dash for what is not known yet; None where neither is."""
    found = overall(sheet.asked, own_scores(sheet)), sheet.overall if sheet.recommendation else None
    if found == (None, None):
        return None
    own, verified = ("–" if each is None else words.number(each) for each in found)
    return own, verified


def _score(words: Words, given: int, total: int, score: Fraction | None) -> str:
    if given < total:
        return f"{given}/{total}"
    return words("score.none") if score is None else words.number(score)
