"""The profiles that are measured with hold what the desk would have written."""

import shutil
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import figures, intake, projections, reading, searching, verifications
from models.desk.desk import opened
from tests.benchmarks import counted, documents, many
from tests.benchmarks import searching as noted
from tests.desk.reviewing_kit import founded

pytestmark = pytest.mark.slow


def fits(folder: Path) -> None:
    """All that is kept so that nobody counts it anew is as it would be counted."""
    with opened(folder) as desk:
        assert desk.ask(projections.progress).unlike == []
        assert desk.ask(projections.texts).unlike == []
        assert desk.ask(projections.sums).unlike == []


def test_repeated_verifications_are_whole(folder: Path) -> None:
    many.filled(folder, 750, is_deep=True)
    fits(folder)
    with opened(folder) as desk:
        lines = desk.ask(verifications.mine)
        assert len(lines) == 750 and len({(line.agency, line.round) for line in lines}) == 750
        for line in lines[-8:]:
            assert desk.ask(reading.sheet, line.id).progress.values()


def test_notes_are_found(folder: Path) -> None:
    noted.noted(folder, 12)
    fits(folder)
    with opened(folder, writing=False) as desk:
        assert len(desk.ask(searching.find, "talenta")) > 3


def test_results_are_counted(folder: Path) -> None:
    counted.issued(folder, 30)
    with opened(folder) as desk:
        assert len(desk.ask(figures.results)) == 30
        assert desk.ask(projections.sums).unlike == []


def test_documents_of_other_verifications_are_taken_in_as_those_of_the_first(tmp_path: Path) -> None:
    way = documents.gone(tmp_path / "team")
    shutil.copytree(founded()[0] / "surya", tmp_path / "profile")
    offered = [each for number in (0, 5, documents.OF_A_ROUND) for each in way.repeated(number)]
    with opened(tmp_path / "profile") as desk:
        found = desk.do(intake.take, offered, {digest(each.body) for each in offered})
        assert [each.why for each in found] == [None] * 9
        assert sorted(line.state for line in desk.ask(verifications.every)) == ["issued"] * 3
        assert [each.standing for each in desk.ask(figures.results)] == [""] * 3
