"""Documents written by hand: whatever way they are read and checked, the same is found as by reading and counting all of them."""

from functools import partial
from typing import Any, Final
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.checklists import all_shipped, load
from models.documents import checking, kinds, lookahead, once, recomputing, resulted, toml
from models.documents.checking import Checked, Known
from models.documents.parts import tables
from models.documents.submission import Submission, head
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.documents.verified import Verified
from models.errors import Refusal
from models.rules.checklist import Checklist
from tests.documents import rewriting
from tests.documents.team_kit import key, team

pytestmark = pytest.mark.slow

ASKED: Final = (
    *(kinds.purpose, kinds.signer, kinds.kind, kinds.status, kinds.about, kinds.title, kinds.supersedes, kinds.refers),
    *(kinds.named_kinds, kinds.authors),
)
"""What is asked of a document while it is taken in."""


def checklist(digest: str) -> Checklist | None:
    """The checklist of a digest."""
    return load(all_shipped()[digest], digest) if digest in all_shipped() else None


KNOWN: Final = Known(checklist, team())


def told(refused: Refusal) -> tuple[object, ...]:
    """What a refusal says."""
    return (refused.code, *map(str, sorted(refused.fields.items(), key=str)))


def said(found: Checked) -> dict[str, Any]:
    """All that was found of a document."""
    document = found.document
    kept: dict[str, Any] = {} if document is None else {each.__name__: each(document) for each in ASKED}
    if isinstance(document, Verified):
        kept["named"] = kinds.named(document, b"")
        if isinstance(document, VerdictFile) and not found.against:
            kept["columns"] = list(once.found((resulted.told, found.digest, True), partial(columns, document)).items())
        kept["written"] = {name: getattr(document, name) for name in _model(document).model_fields}
        kept["order"] = [list(getattr(document, name)) for name in ("people", "areas", "facts", "items", "evidence", "remarks", "base")]
    against = [told(each) if isinstance(each, Refusal) else each for each in found.against]
    return {"digest": found.digest, "signature": found.signature.signer, "recommended": found.recommended, "against": against, **kept}


def _model(document: Verified) -> type[Verified]:
    return VerdictFile if isinstance(document, VerdictFile) else Submission


def columns(document: VerdictFile) -> dict[str, Any]:
    """What a verdict file tells to be counted."""
    return resulted.told(document, checklist(document.checklist.digest))


def slowly(offered: Signed) -> dict[str, Any]:
    """What is found where all of a document is parsed, and held against its checklist word by word."""

    def read(body: bytes, file: str) -> kinds.Document:
        raw = tables(body, tuple(kinds._MODELS), file)
        return toml.read(kinds._MODELS[raw["kind"]], raw, file)

    with patch.object(kinds, "known", read), patch.object(recomputing, "asks_alike", lambda *_: False):
        return said(checking.checked(offered, KNOWN))


def quickly(offered: Signed, *, ahead: str) -> dict[str, Any]:
    """What is found otherwise: by what is familiar, and after others, or this process itself, looked ahead."""
    looking = lookahead._Looking(frozenset({key("citra").public, key("ani").public}), all_shipped())
    with once.kept():
        if ahead == "others":
            with patch.object(lookahead, "_HERE", [looking]):
                lookahead._keep(offered, *lookahead._look([(offered.body, offered.signatures)]))
        elif ahead == "here":
            lookahead._keep(offered, looking.found(offered.body, offered.signatures))
        return said(checking.checked(offered, KNOWN))


def is_found_alike(body: bytes, kind: str = "verdict") -> dict[str, Any]:
    """What is found of bytes that were signed as a kind, which is the same in every way."""
    offered = rewriting.signed(body, kind)
    found = slowly(offered)
    for ahead in ("", "others", "here"):
        assert quickly(offered, ahead=ahead) == found, ahead
    if kind == "submission" and "submitted_at" in found.get("written", {}):
        assert head(body) == (found["written"]["number"], found["written"]["submitted_at"])
    return found


def test_a_document_that_nobody_rewrote_holds_whatever_way_it_is_read() -> None:
    found = is_found_alike(rewriting.issued())
    assert found["against"] == [] and found["signature"].person == "citra" and found["columns"]
    found = is_found_alike(rewriting.submitted(), "submission")
    assert found["against"] == [] and found["signature"].person == "ani"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_verdict_that_its_supervisor_rewrote_is_found_to_say_the_same_whatever_way_it_is_read(data: st.DataObject) -> None:
    is_found_alike(data.draw(rewriting.rewritten(rewriting.issued())))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_submission_that_its_verifier_rewrote_is_found_to_say_the_same_whatever_way_it_is_read(data: st.DataObject) -> None:
    is_found_alike(data.draw(rewriting.rewritten(rewriting.submitted())), "submission")
