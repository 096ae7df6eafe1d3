"""What takes long to find out of bytes is found out once, as long as somebody keeps it, and never in another thread."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from models.codes import digest
from models.desk import intake, keeping
from models.documents import once, signatures
from models.errors import Refusal
from tests.desk.reviewing_kit import trio
from tests.exchange.kit import writes


def test_what_was_found_is_kept_until_the_outermost_block_ends() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(0)
        return len(made)

    def found() -> int:
        return once.found("key", make)

    assert (found(), found()) == (1, 2)
    with once.kept():
        assert found() == 3
        with once.kept():
            assert found() == 3
        assert found() == 3
        with ThreadPoolExecutor(1) as others:
            assert others.submit(found).result() == 4
    assert found() == 5


def test_what_was_refused_is_looked_at_again() -> None:
    made: list[int] = []

    def refuse() -> None:
        made.append(0)
        raise Refusal("check.unsigned")

    with once.kept():
        for _ in range(2):
            with pytest.raises(Refusal):
                once.found("key", refuse)
    assert len(made) == 2


def test_a_signature_is_looked_at_once_where_documents_are_judged_before_they_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bytes] = []
    fits = signatures.fits

    def watched(body: bytes, *more: Any) -> Any:
        looked.append(body)
        return fits(body, *more)

    monkeypatch.setattr(signatures, "fits", watched)
    with trio(tmp_path) as team:
        offered = [team.verifier.desk.ask(keeping.stored, writes(team.verifier, agency)) for agency in ("11", "12")]
        looked.clear()
        with once.kept():
            team.lead.desk.ask(intake.judged, offered)
            assert len(looked) == 2
            team.lead.desk.do(intake.take, offered, {digest(each.body) for each in offered})
        assert len(looked) == 2
