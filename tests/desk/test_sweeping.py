"""Files of evidence looked at again: what is there, changed, gone or out of reach is told, and nothing is changed by looking."""

import csv
import io
import sys
from datetime import date
from pathlib import Path

import pytest

from models import disks, evidence_files
from models.codes import digest
from models.desk import evidence, freeze, history, people
from models.desk.desk import Desk
from models.filed import path_of
from models.swept import Standing, Swept, sweep
from models.swept_told import is_clean, summary
from models.words import LANGUAGES, Words
from tests.desk.acts import LEVELS, WORDS, contents, decided, raw, refused

NAMES = ("tetap.pdf", "berubah.pdf", "hilang.pdf", "belum.pdf")


@pytest.fixture
def registered(desk: Desk, tmp_path: Path) -> tuple[str, Path]:
    """A decided verification with files that were read, one that was not, a link and a cabinet."""
    verification, place = decided(desk), tmp_path / "bukti"
    place.mkdir()
    for name in NAMES:
        (place / name).write_bytes(name.encode() * 1000)
        sheet = desk.do(evidence.register, verification, {"title": name, "location": str(place / name)}, LEVELS)
    for location in ("https://jdih.example.go.id/1", "Lemari 3"):
        desk.do(evidence.register, verification, {"title": "x", "location": location}, WORDS)
    assert len(sheet.evidence) == len(NAMES)
    list(evidence_files.known(desk, verification))
    raw(desk, "UPDATE evidence SET digest = '', size = 0 WHERE code = 'B04'")
    (place / "berubah.pdf").write_bytes(b"lain")
    (place / "hilang.pdf").unlink()
    return verification, place


def looked(desk: Desk, verification: str = "") -> dict[str, Swept]:
    found: list[Swept] = []
    steps = list(evidence_files.swept(desk, found, verification))
    assert steps[-1] == (len(found), len(found))
    return {each.reference.code: each for each in found}


def test_each_file_is_told_as_it_is_found(desk: Desk, registered: tuple[str, Path]) -> None:
    verification, _ = registered
    found = looked(desk, verification)
    assert {code: each.standing.value for code, each in found.items()} == {
        "B01": "present",
        "B02": "changed",
        "B03": "missing",
        "B04": "unread",
    }
    assert (found["B02"].digest, found["B02"].size) == (digest(b"lain"), 4)
    assert found["B02"].reference.digest == digest(b"berubah.pdf" * 1000)
    assert looked(desk) == found
    assert not is_clean(list(found.values()))
    assert summary(Words("id"), list(found.values())) == "1 ada · 1 belum pernah dibaca · 1 hilang · 1 berubah"


def test_a_folder_in_which_things_are_kept_was_told_as_a_file_that_is_gone(desk: Desk, registered: tuple[str, Path]) -> None:
    verification, place = registered
    before = looked(desk, verification)
    desk.do(evidence.register, verification, {"title": "Map", "location": str(place)}, LEVELS)
    found: list[Swept] = []
    list(evidence_files.swept(desk, found, verification))
    assert {each.reference.code for each in found} == set(before)
    # Where there was a file, it is gone.
    (place / "tetap.pdf").unlink()
    (place / "tetap.pdf").mkdir()
    found.clear()
    list(evidence_files.swept(desk, found, verification))
    assert {each.standing.value for each in found if each.reference.code == "B01"} == {"missing"}


def test_looking_changes_nothing_and_no_verdict_file_whatever_it_finds(desk: Desk, registered: tuple[str, Path]) -> None:
    verification, place = registered
    before, file = contents(desk), desk.ask(freeze.verdict_file, verification)
    looked(desk)
    for name in NAMES:
        (place / name).write_bytes(b"lagi")
    looked(desk)
    place.rename(place.with_name("pindah"))
    looked(desk)
    assert contents(desk) == before
    assert desk.ask(freeze.verdict_file, verification) == file


def test_a_file_is_registered_anew_only_as_an_act_of_its_own(desk: Desk, registered: tuple[str, Path]) -> None:
    verification, _ = registered
    found = looked(desk)
    evidence_files.read_anew(desk, found["B02"])
    assert looked(desk)["B02"].standing is Standing.PRESENT
    assert desk.do(history.undo, verification).verb == "evidence.know"
    assert looked(desk)["B02"].standing is Standing.CHANGED
    assert refused(lambda: evidence_files.read_anew(desk, found["B03"])) == "evidence.no_file"


@pytest.mark.skipif(sys.platform == "win32", reason="drives have letters there")
def test_a_share_that_is_gone_is_no_missing_file(desk: Desk, registered: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _, place = registered
    fstab = place.parent / "fstab"
    fstab.write_text(f"# kantor\n//server/bukti {place} cifs noauto 0 0\n", "utf-8")
    monkeypatch.setattr(disks.is_reached, "__defaults__", (fstab,))
    assert looked(desk)["B03"].standing is Standing.UNREACHED
    assert looked(desk)["B01"].standing is Standing.PRESENT


@pytest.mark.skipif(sys.platform == "win32", reason="drives have letters there")
@pytest.mark.parametrize(
    ("path", "is_reached"),
    [
        ("/media/ani/TIDAK-ADA/x.pdf", False),
        ("/media/tidak-ada/x.pdf", False),
        ("/run/media/ani/TIDAK-ADA/x.pdf", False),
        ("/mnt/tidak-ada/x.pdf", False),
        ("/Volumes/TIDAK-ADA/x.pdf", False),
        ("/home/tidak/ada.pdf", True),
    ],
)
def test_where_disks_appear_one_that_is_not_there_is_known(tmp_path: Path, path: str, is_reached: bool) -> None:
    assert disks.is_reached(Path(path), tmp_path / "none") is is_reached


def test_the_file_of_somebody_else_is_looked_for_where_the_exchange_put_it(desk: Desk, registered: tuple[str, Path]) -> None:
    me = desk.ask(people.owner)
    assert me is not None
    raw(desk, "INSERT INTO person VALUES ('b0', 'Budi', 'verifier', '', 'id', false)", "UPDATE verification SET person_id = 'b0'")
    found = looked(desk)
    # The same path leads to something else on another laptop, unless the very file lies there.
    assert {code: each.standing.value for code, each in found.items()} == {"B01": "present", "B02": "elsewhere", "B03": "elsewhere"}
    stored = path_of(desk.ledger.folder, found["B02"].reference.digest)
    stored.parent.mkdir()
    stored.write_bytes(b"berubah.pdf" * 1000)
    assert looked(desk)["B02"].standing is Standing.PRESENT
    stored.write_bytes(b"rusak")
    changed = looked(desk)["B02"]
    assert (changed.standing, changed.path) == (Standing.CHANGED, str(stored))
    assert refused(lambda: evidence_files.read_anew(desk, changed)) == "evidence.no_file"


def test_what_is_stopped_leaves_what_was_seen_by_then(desk: Desk, registered: tuple[str, Path]) -> None:
    found: list[Swept] = []
    steps = evidence_files.swept(desk, found)
    while not found:
        next(steps)
    assert [each.reference.code for each in found] == ["B01"]


def test_a_file_that_many_cite_is_read_once(desk: Desk, registered: tuple[str, Path]) -> None:
    verification, place = registered
    for _ in range(20):
        desk.do(evidence.register, verification, {"title": "lagi", "location": str(place / "tetap.pdf")})
    found: list[Swept] = []
    assert len(list(evidence_files.swept(desk, found))) < 2 * len(found)
    assert list(sweep((), place, found)) == [(0, 0)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_found_is_a_table(desk: Desk, registered: tuple[str, Path], language: str) -> None:
    words, found = Words(language), looked(desk)
    made = evidence_files.table(words, found.values(), "csv", date(2026, 11, 29))
    rows = list(csv.DictReader(io.StringIO(made.body.decode())))
    assert made.name == f"{words('sweep.file')}_2026-11-29.csv"
    assert [row[words("sweep.column.standing")] for row in rows] == [words(f"sweep.standing.{each.standing}") for each in found.values()]
    assert rows[1][words("sweep.column.found")] == digest(b"lain")
    assert evidence_files.table(words, found.values(), "xlsx", date(2026, 11, 29)).body[:2] == b"PK"
