"""Scans of minutes signed by hand: attached by digest to the minutes that stand, in any state of the work."""

from pathlib import Path

import pytest

from models import attaching
from models.codes import digest
from models.desk import agreed, answers, freeze, history, minutes, scans
from models.minutes import Scan
from tests.desk.acts import refused
from tests.desk.minutes_kit import closes, visited
from tests.desk.reviewing_kit import Trio, ready

PDF = b"%PDF-1.4 signed"


def scan(folder: Path, name: str = "ba.pdf", body: bytes = PDF) -> Scan:
    """A scan that lies in a folder."""
    (folder / name).write_bytes(body)
    return attaching.scanned(folder / name)


@pytest.mark.parametrize(("name", "body"), [("ba.PDF", PDF), ("ba.jpeg", b"\xff\xd8\xff\xe0"), ("ba.png", b"\x89PNG\r\n\x1a\n.")])
def test_a_scan_is_known_by_its_bytes(tmp_path: Path, name: str, body: bytes) -> None:
    assert scan(tmp_path, name, body) == Scan(digest(body), name, len(body), str(tmp_path / name))


def test_what_is_no_scan_by_its_name_or_its_bytes_is_refused(tmp_path: Path) -> None:
    for name, body in {"ba.docx": PDF, "ba.pdf": b"PK\x03\x04", "ba.png": PDF, "leer.pdf": b""}.items():
        assert refused(lambda name=name, body=body: scan(tmp_path, name, body)) == "scan.kind"
    assert refused(lambda: attaching.scanned(tmp_path / "none.pdf")) == "document.missing"
    assert refused(lambda: attaching.scanned(tmp_path)) == "document.unreadable"


def test_a_scan_belongs_to_the_minutes_that_stood_and_each_act_is_taken_back(team: Trio, tmp_path: Path) -> None:
    desk, verification = team.verifier.desk, ready(team.verifier.desk)
    visited(team.verifier, verification)
    first = scan(tmp_path)
    assert refused(lambda: desk.do(scans.attach, verification, first)) == "scan.no_minutes"
    mark = digest(closes(team.verifier, verification).body)
    assert desk.do(scans.attach, verification, first).minutes == mark
    desk.do(answers.record, verification, "REG-01", 4)
    closes(team.verifier, verification)
    desk.do(scans.attach, verification, scan(tmp_path, "lagi.pdf"))  # the same bytes, which were moved
    desk.do(scans.attach, verification, scan(tmp_path, "tambahan.pdf", PDF + b"."))
    found = [(each.name, each.minutes) for each in desk.ask(scans.of, verification)]
    assert found == [("lagi.pdf", mark), ("tambahan.pdf", desk.ask(agreed.mark, verification))]
    desk.do(scans.remove, verification, first.digest)
    assert refused(lambda: desk.do(scans.remove, verification, first.digest)) == "scan.unknown"
    assert desk.do(history.undo, verification).verb == "scans.remove"
    assert [(each.name, each.minutes) for each in desk.ask(scans.of, verification)] == found
    assert desk.do(history.undo, verification).verb == "scans.attach"
    assert [each.name for each in desk.ask(scans.of, verification)] == ["lagi.pdf"]


def test_number_and_scan_come_when_the_work_has_been_submitted_but_no_first_minutes(team: Trio, tmp_path: Path) -> None:
    desk, verification = team.verifier.desk, ready(team.verifier.desk)
    visited(team.verifier, verification)
    before = digest(closes(team.verifier, verification).body)
    paper = desk.do(scans.attach, verification, scan(tmp_path, "dahulu.pdf", PDF + b"!")).digest
    draft = desk.ask(freeze.verdict_file, verification).body
    assert {f'minutes_scan = "{paper}"'.encode() in body for body in (draft, team.verifier.submits(verification).body)} == {True}
    closes(team.verifier, verification, "12/BA/2023")
    told = desk.ask(agreed.of, verification)
    assert told is not None and (told.number, told.supersedes) == ("12/BA/2023", (before,))
    desk.do(scans.attach, verification, scan(tmp_path))
    assert refused(lambda: team.lead.desk.do(scans.attach, verification, scan(tmp_path))) == "verification.unknown"


def test_minutes_of_what_is_submitted_without_any_are_refused(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    visited(team.verifier, verification)
    team.verifier.submits(verification)
    assert refused(lambda: team.verifier.desk.ask(minutes.drawn_up, verification)) == "workflow.locked"
