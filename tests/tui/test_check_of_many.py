"""`verifier check` of a folder: what files name is found without reading all the others for it."""

from pathlib import Path

import pytest

from models import foreign
from models.documents import travelling
from tests.benchmarks.documents import Way, gone, put
from tests.desk.reviewing_kit import trio
from tests.tui.commands import Commands, data
from tui.headless.at_hand import AtHand

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    return gone(tmp_path_factory.mktemp("way"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read, as often as they are."""
    found: list[Path] = []

    def taken(path: Path, *limits: int, **how: bool) -> bytes:
        found.append(path)
        return foreign.taken(path, *limits, **how)

    monkeypatch.setattr(travelling, "taken", taken)
    return found


def test_all_files_were_read_anew_for_each_document_that_a_verdict_names(
    way: Way, read: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with trio(tmp_path / "team") as team:
        for number in range(8):
            team.supervisor.takes(*way.repeated(number))
    verifier, counts = Commands(tmp_path / "team" / "surya", capsys), []
    for count in (4, 8):
        folder = tmp_path / str(count)
        for number in range(count):
            put(folder, way.repeated(number)[-1])
        read.clear()
        found = data(verifier("check", "--json", folder))
        assert [each["holds"] for each in found["files"]] == [True] * count
        assert [len(each["rests_on"]) for each in found["files"]] == [2] * count
        assert all(link["holds"] for each in found["files"] for link in each["rests_on"])
        counts.append(len(read))
    assert counts[1] <= 2 * counts[0]


def test_a_named_document_under_another_name_is_found_among_the_files_and_beside_them_by_its_name(way: Way, tmp_path: Path) -> None:
    submission, review, verdict = way.repeated(0)
    put(tmp_path / "a", verdict)
    put(tmp_path / "a", review)
    put(tmp_path / "b", submission)
    renamed = (tmp_path / "b" / submission.name).rename(tmp_path / "b" / "lain.toml")
    (tmp_path / "b" / f"{submission.name}.sig").rename(tmp_path / "b" / "lain.toml.sig")
    path = tmp_path / "a" / verdict.name
    at_hand = AtHand([path, renamed], None)
    found = at_hand.find(submission.digest, path)
    assert found is not None
    assert (found.name, found.body, found.signatures) == ("lain.toml", submission.body, submission.signatures)
    # Nobody named it, and it lies beside the verdict.
    assert at_hand.find(review.digest, path) == review
    assert at_hand.find("0" * 64, path) is None
    assert at_hand.find("", path) is None
    # Its name says that it is one, and it is another.
    (tmp_path / "a" / review.name).write_bytes(submission.body)
    assert AtHand([path], None).find(review.digest, path) is None
