"""An issued verdict in words, the same on screen and read out."""

from collections.abc import Iterator

from models.explanation import verdict_name
from models.issuance import Revision, Standing
from models.moments import moment
from models.rules.checklist import Checklist
from models.words import Words


def issued_told(words: Words, checklist: Checklist, found: Standing) -> Iterator[str]:
    """What was issued, by whom and when, why where it differs from what was recommended, and who withdrew it and why."""
    yield f"{found.verdict}  {words.of(verdict_name(checklist, found.verdict))}"
    yield words("issuing.issued_by", person=found.issued_by, moment=words.moment(moment(found.issued_at)))
    if found.verdict_reason:
        yield words("verdict.reason_given", reason=found.verdict_reason)
    if found.later is not None:
        yield later_told(words, found.later)
    if found.crossed is not None:
        yield crossed_told(words, found.crossed)
    if found.state == "withdrawn":
        yield words("paper.result.withdrawn")
        for each in found.revisions:
            if each.kind == "withdrawal" and each.status == "withdrawn":
                yield words("issuing.withdrawn_by", person=each.person, moment=words.moment(moment(each.at)), reason=each.reason)


def later_told(words: Words, later: Revision) -> str:
    """That its verifier submitted again, which does not count."""
    return words("issuing.later", person=later.person, moment=words.moment(moment(later.at)))


def crossed_told(words: Words, crossed: Revision) -> str:
    """That somebody withdrew what it took the place of, or sent it back, without knowing of it."""
    return words("issuing.crossed", person=crossed.person, moment=words.moment(moment(crossed.at)), reason=crossed.reason)
