"""How a merge is told: what it would do, and the two answers and findings that differ. Sentences only."""

from collections.abc import Iterator
from typing import Final

from models.explanation import answer_word
from models.handovers import MergePreview
from models.minutes import Finding
from models.rules.answers import Answer, Counted
from models.rules.numbers import typed
from models.views import Sheet
from models.words import Words

_LISTED: Final = 40
"""Most items that a question before a merge lists."""
_ORDER: Final = ("differs", "new", "same")


def short(answer: Answer) -> str:
    """An answer in one sign."""
    return "-" if answer.not_applicable else "·" if answer.level is None else str(answer.level)


def said(words: Words, sheet: Sheet, item: str, answer: Answer, finding: Finding | None = None) -> str:
    """An answer with all that was noted with it, and the finding where it is given."""
    asked = sheet.line(item).item
    if answer.not_applicable:
        level = words("item.not_applicable")
    elif answer.level is None:
        level = "·"
    else:
        level = answer_word(words, asked, answer.level)
    counts = (f"{words.of(asked.counts[key].label)} {_counted(counted)}" for key, counted in answer.counts.items())
    told = " · ".join(part for part in (level, *counts, answer.reason, answer.note) if part)
    if finding is None:
        return told
    found = words("handing.finding", told=said_finding(words, finding))
    return found if answer == Answer() else f"{told} · {found}"


def said_finding(words: Words, finding: Finding) -> str:
    """A finding, with what the agency says to it and until when."""
    parts = (
        finding.text,
        words(f"finding.stance.{finding.stance}") if finding.stance else "",
        finding.response,
        words("handing.deadline", day=words.day(finding.deadline)) if finding.deadline else "",
    )
    return " · ".join(" ".join(part.split()) for part in parts if part)


def counts(seen: MergePreview) -> dict[str, int]:
    """How many items are new, the same, and differ."""
    return {standing: seen.count(standing) for standing in ("new", "same", "differs")}


def asked(words: Words, seen: MergePreview, sheet: Sheet, areas: str) -> str:
    """The question before a merge: what it would do, item by item."""
    told = [words("handing.merge", areas=areas, name=seen.giver, agency=seen.agency_name, round=seen.round)]
    told.append(words("handing.merge_counts", evidence=seen.evidence, **counts(seen)))
    told += day_lines(words, seen)
    for each in sorted(seen.entries, key=lambda each: _ORDER.index(each.standing))[:_LISTED]:
        here, there = (said(words, sheet, each.item, answer) for answer in (each.here, each.there))
        standing = words(f"handing.standing.{each.standing}")
        told.append(words("handing.merge_line", item=each.item, standing=standing, here=here, name=seen.giver, there=there))
    for found in sorted(seen.findings, key=lambda each: _ORDER.index(each.standing))[:_LISTED]:
        here = "·" if found.here is None else said_finding(words, found.here)
        standing, there = words(f"handing.standing.{found.standing}"), said_finding(words, found.there)
        told.append(words("handing.finding_line", item=found.item, standing=standing, here=here, name=seen.giver, there=there))
    return "\n".join(told)


def day_lines(words: Words, seen: MergePreview) -> Iterator[str]:
    """What comes of findings and recalculations, one sentence each; nothing where there are none."""
    if seen.findings:
        stand = [each.standing for each in seen.findings]
        yield words("handing.finding_counts", **{standing: stand.count(standing) for standing in _ORDER})
    if seen.recalculations:
        yield words("handing.recalculated", items=", ".join(seen.recalculations))
    if seen.kept:
        yield words("handing.recalculation_kept", items=", ".join(seen.kept), name=seen.giver)


def _counted(counted: Counted) -> str:
    return "/".join(typed(each) for each in (counted.count, counted.of) if each is not None)
