"""Evidence in bulk: a folder registered as one act, and one document cited for many items."""

import os
import sys
from pathlib import Path

import pytest

from models import evidence_files, scanning
from models.desk import evidence, history
from models.desk.desk import Desk
from models.views import Sheet
from tests.desk.acts import LEVELS, WORDS, begun, contents, refused, sheet_of


def cited(sheet: Sheet, code: str) -> dict[str, str]:
    return {line.item.code: each.place for line in sheet.lines for each in line.citations if each.evidence.code == code}


def test_many_pieces_are_registered_and_cited_as_one_act(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "x"})
    before = contents(desk, "trail", "search_entry", "search_text", "verification")
    entered = [{"title": f"Berkas {number}", "kind": "other", "location": f"/mnt/{number}.pdf"} for number in range(3)]
    sheet = desk.do(evidence.register_all, verification, entered, LEVELS)
    assert [found.code for found in sheet.evidence] == ["B01", "B02", "B03", "B04"]
    assert [each.evidence.title for each in sheet.line(LEVELS).citations] == ["Berkas 0", "Berkas 1", "Berkas 2"]
    desk.do(history.undo, verification)
    assert contents(desk, "trail", "search_entry", "search_text", "verification") == before
    assert refused(lambda: desk.do(evidence.register_all, verification, [])) == "evidence.none_ticked"


def test_one_piece_that_is_refused_keeps_all_from_being_registered(desk: Desk) -> None:
    verification = begun(desk)
    assert refused(lambda: desk.do(evidence.register_all, verification, [{"title": "a"}, {"title": ""}])) == "evidence.title_missing"
    assert sheet_of(desk, verification).evidence == ()


def test_one_document_is_cited_for_many_items_each_with_its_own_article(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Perbup"}, LEVELS, "Pasal 1")
    sheet = desk.do(evidence.cite_all, verification, "B01", {WORDS: "Pasal 2", "INS-01": ""})
    assert cited(sheet, "B01") == {WORDS: "Pasal 2", "INS-01": ""}
    assert cited(desk.do(history.undo, verification).sheet, "B01") == {LEVELS: "Pasal 1"}
    assert refused(lambda: desk.do(evidence.cite_all, verification, "B09", {})) == "evidence.unknown"
    assert refused(lambda: desk.do(evidence.cite_all, verification, "B01", {"X": ""})) == "answer.unknown_item"


def test_a_folder_is_listed_without_hidden_files_or_links(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("SK Tim.pdf", "b/Perbup 1.docx", ".hidden", ".git/x", "~$SK Tim.docx"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "SK Tim.pdf")
    found = list(scanning.files(tmp_path))
    assert [(each.title, each.location) for each in found] == [
        ("SK Tim", str(tmp_path / "SK Tim.pdf")),
        ("Perbup 1", str(tmp_path / "b" / "Perbup 1.docx")),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_hostile_names_are_harmless_and_still_registered(desk: Desk, tmp_path: Path) -> None:
    verification, folder = begun(desk), tmp_path / "berkas"
    folder.mkdir()
    for name in (b"\x1b[31mred\n.pdf", b"\xff\xfe.pdf", "\u202egnp.exe".encode(), b"[red].pdf"):
        (folder / os.fsdecode(name)).write_bytes(b"")
    found = list(scanning.files(folder))
    assert all(text.isprintable() for each in found for text in (each.name, each.title, each.location))
    entered = [{"title": each.title, "location": each.location} for each in found]
    assert len(desk.do(evidence.register_all, verification, entered).evidence) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_that_no_text_may_hold_was_registered_as_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in (b"SK \xff.pdf", b"SK \xfe.pdf", b"SK.pdf ", b"SK.pdf"):
        (tmp_path / os.fsdecode(name)).touch()
    found = list(scanning.files(tmp_path))
    assert {each.name: each.fault for each in found} == {"SK.pdf": "", "SK.pdf ": "gathering.unnamed", "SK .pdf": "gathering.unnamed"}
    assert len({each.location for each in found}) == 4


def test_one_large_file_was_read_in_one_step_that_nobody_could_stop(desk: Desk, tmp_path: Path) -> None:
    verification = begun(desk)
    with (tmp_path / "besar.pdf").open("wb") as file:
        file.truncate(20_000_000)
    desk.do(evidence.register, verification, {"title": "Besar", "location": str(tmp_path / "besar.pdf")})
    assert len(list(evidence_files.known(desk, verification))) > 4
    assert [each.size for each in desk.do(evidence.know, verification, ()).evidence] == [20_000_000]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(lambda: list(scanning.files(tmp_path / "none"))) == "evidence.folder"


def test_a_folder_without_end_is_listed_up_to_its_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MOST", 3)
    for number in range(5):
        (tmp_path / f"{number}.pdf").write_bytes(b"")
    assert len(list(scanning.files(tmp_path))) == 3
