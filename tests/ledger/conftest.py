"""What tests of the ledger are given."""

from pathlib import Path

import pytest

from models.desk import answers, evidence, verdicts
from models.desk.desk import Desk
from tests.desk.acts import LEVELS, WORDS, answer_all, begun, contents, raw
from tests.ledger.kit import TO_FORMAT_1, Rows


@pytest.fixture
def older(desk: Desk, folder: Path) -> Rows:
    """A full profile taken back to format 1; what it held before."""
    verification = begun(desk)
    answer_all(desk, verification, 2)
    desk.do(answers.annotate, verification, LEVELS, "Catatan zamrud")
    desk.do(answers.not_applicable, verification, "INS-06", "Alasan zamrud")
    desk.do(evidence.register, verification, {"title": "Perbup zamrud"}, WORDS)
    desk.do(verdicts.record, verification, "V1", "Kesimpulan zamrud")
    kept = contents(desk)
    desk.close()
    raw(desk, *TO_FORMAT_1)
    return kept
