"""What a verdict tells again of what others signed: remarks and replies, and how second verifications were settled."""

from collections.abc import Callable

from models.documents.decisions import Review
from models.documents.kinds import Document
from models.documents.second import SecondResult
from models.documents.settlement import Settlement
from models.documents.signatures import namespace
from models.documents.submission import Submission
from models.documents.verdict_file import VerdictFile
from models.documents.verified import MessageResult
from models.errors import Refusal


def tells(document: VerdictFile, signed: Review | Submission, is_theirs: Callable[[MessageResult], bool]) -> bool:
    """Whether a verdict tells the remarks of a document as far as whoever signed that said them; more of others takes nothing away."""
    for id_, remark in signed.remarks.items():
        theirs = {key: _words(each) for key, each in remark.messages.items() if is_theirs(each)}
        told = document.remarks.get(id_)
        if theirs and (
            told is None
            or (told.item, told.kind) != (remark.item, remark.kind)
            or not theirs.items() <= {key: _words(each) for key, each in told.messages.items()}.items()
        ):
            return False
    return True


def _words(message: MessageResult) -> tuple[str, ...]:
    """What is said and by whom, as it stays; a reply is told under the name of whoever signed the submission."""
    return message.act, message.at, message.text, "" if message.act == "answered" else message.person


def settled(document: VerdictFile, find: Callable[[str], Document | None]) -> tuple[Refusal, ...]:
    """What speaks against what a verdict tells of second verifications by the settlements that it names, as far as these are at hand."""
    return tuple(why for told in document.second.values() for why in _against(document, told, find(told.settlement)))


def _against(document: VerdictFile, told: SecondResult, settlement: Document | None) -> tuple[Refusal, ...]:
    short = told.settlement[:16]
    if settlement is None:
        return ()
    if not isinstance(settlement, Settlement):
        return (Refusal("check.chain_kind", document=short, purpose=namespace("settlement")),)
    said = SecondResult(
        person=settlement.by,
        opinion=settlement.opinion,
        settlement=told.settlement,
        settled_by=settlement.person,
        compared=settlement.compared,
        items=settlement.items,
    )
    is_same = settlement.verification == document.verification and said == told
    return () if is_same else (Refusal("check.chain_second", document=short),)
