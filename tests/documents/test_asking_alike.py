"""A file asks what its checklist asks exactly where no difference between them can be told."""

import re
from typing import Final

import pytest

from models.checklists import all_shipped, load
from models.documents import familiar, recomputing
from models.documents.asking_alike import asks_alike
from models.documents.verdict_file import VerdictFile
from tests.documents.kit import a_full_body

pytestmark = pytest.mark.slow

_TOLD: Final = re.compile(rb'^(?:id|en|basis|digest|scale|weight|area|gate) = (?:"[^"\n]*"|[0-9]+)$', re.MULTILINE)


def test_a_file_asks_alike_exactly_where_nothing_is_told_to_be_otherwise() -> None:
    body, seen = a_full_body(), set()
    document = VerdictFile.model_validate(familiar.read(body, "verdict", VerdictFile))
    checklist = load(all_shipped()[document.checklist.digest], document.checklist.digest)
    assert asks_alike(document, checklist)
    for found in _TOLD.finditer(body):
        line = found[0]
        other = line[:-2] + b'x"' if line.endswith(b'"') and line[-2:] != b'x"' else line[:-1] + (b"1" if line[-1:] != b"1" else b"2")
        changed = familiar.read(body[: found.start()] + other + body[found.end() :], "verdict", VerdictFile)
        if changed is not None:
            alike = asks_alike(changed, checklist)
            assert alike is not any(recomputing._asked_otherwise(changed, checklist)), line
            seen.add(alike)
    assert seen == {True, False}


def test_a_file_without_one_of_what_is_asked_does_not_ask_alike() -> None:
    document = familiar.read(a_full_body(), "verdict", VerdictFile)
    assert document is not None
    checklist = load(all_shipped()[document.checklist.digest], document.checklist.digest)
    for name in ("items", "facts", "areas"):
        parts = dict(getattr(document, name))
        parts.pop(next(iter(parts)))
        changed = document.model_copy(update={name: parts})
        assert not asks_alike(changed, checklist) and any(recomputing._asked_otherwise(changed, checklist))
