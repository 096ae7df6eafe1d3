"""What is asked before agencies are assigned, and how a round is told there."""

from collections.abc import Sequence

from models.assignments import Assigned, Assigning
from models.moments import written
from models.words import Words

_LISTED = 8
"""Most agencies that a question lists by name."""


def titled(words: Words, round_id: str, *, is_second: bool, is_closed: bool) -> str:
    """What is assigned, in which round, and that this one is closed: then agencies are only taken back."""
    title = words("assigning.title_second" if is_second else "assigning.title", round=round_id)
    return f"{title} ({words('rounds.amiss_mark.closed')})" if is_closed else title


def called(words: Words, each: Assigned, name: str) -> str:
    """Whose an agency is, and that they verify no more where the team says so."""
    return words("assigning.gone", name=name) if each.is_gone else name


def asked(words: Words, found: Assigning) -> str:
    """The question before an assignment: how many agencies, of which round, whose they are already and who has begun."""
    if found.verifier:
        due = words("assigning.until", due=written(found.due)) if found.due else words("assigning.no_due")
        head = words.count("assigning.confirm", len(found.lines), round=found.round, name=found.verifier, due=due)
    else:
        head = words.count("assigning.confirm_back", len(found.lines), round=found.round)
    if found.purpose == "second":
        head = f"{words('sheet.second')}. {head}"
    named = _listed(words, [line.agency.name for line in found.lines])
    told = [f"{head}\n{named}"]
    if found.verifier and found.taken_over:
        already = [f"{line.agency.name} → {' / '.join(each.name for each in line.assigned)}" for line in found.taken_over]
        told.append(f"{words.count('assigning.already', len(already))}\n{_listed(words, already)}")
    if found.begun:
        begun = [f"{line.agency.name}: {', '.join(line.begun)}" for line in found.begun]
        told.append(f"{words.count('assigning.already_begun', len(begun))}\n{_listed(words, begun)}")
    return "\n\n".join(told)


def _listed(words: Words, names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    shown = [f"- {name}" for name in names[:_LISTED]]
    return "\n".join([*shown, *([words.count("assigning.more", more)] if more > 0 else [])])
