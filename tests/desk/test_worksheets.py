"""A worksheet that comes back says what is new and what differs, and nothing is taken that was not asked for."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from models.desk import answers, evidence, history, verdicts, worksheets
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.previews import Standing
from models.words import in_both
from tests.conftest import StillClock
from tests.desk.acts import acting_as_somebody_else, answer_all, begun, contents, raw, sheet_of, timeless
from tests.desk.filling import FREE, WAIVED, worked
from tests.formats import kit
from tests.formats.kit import entry, file_of, filled, loaded, place, saved, standings, with_cell

pytestmark = pytest.mark.slow

NEW, DIFFERS, KEPT, REFUSED = Standing.NEW, Standing.DIFFERS, Standing.KEPT, Standing.REFUSED
EVIDENCE: Final = ("Kode bukti",)
CITATION: Final = ("Kode butir", "Kode bukti")
COUNT: Final = ("Kode butir", "Kode hitungan")
FACT: Final = ("Kode fakta", "Baris", "Kode isian")


@pytest.fixture(scope="module")
def noted(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, bytes]:
    """A profile that is only copied, the verification in it on which something of every kind was noted, and its worksheet."""
    folder = tmp_path_factory.mktemp("noted") / "profile"
    shutil.copytree(template, folder)
    with opened(folder, clock=StillClock()) as desk:
        verification = worked(desk)
        return folder, verification, file_of(desk, verification)


@pytest.fixture
def desk(noted: tuple[Path, str, bytes], folder: Path, clock: StillClock) -> Iterator[Desk]:
    """The desk of Ani with that verification."""
    shutil.copytree(noted[0], folder)
    with opened(folder, clock=clock) as desk:
        yield desk


@pytest.fixture
def verification(noted: tuple[Path, str, bytes]) -> str:
    """A verification on which something of every kind was noted."""
    return noted[1]


@pytest.fixture
def body(noted: tuple[Path, str, bytes]) -> bytes:
    """Its worksheet in Indonesian."""
    return noted[2]


def taken(desk: Desk, body: bytes, *words: str) -> set[str]:
    """Take what `words` mean, and return the ids."""
    read = filled(body)
    return {each.id for each in desk.do(worksheets.take, read, desk.ask(worksheets.preview, read).chosen(words)).entries}


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_went_out_comes_back_the_same(desk: Desk, verification: str, language: str) -> None:
    found = kit.previewed(desk, file_of(desk, verification, language))
    assert standings(found) == {}
    assert len(found.entries) > 20
    assert found.unread == ()


def test_the_same_verification_is_the_same_file(desk: Desk, verification: str) -> None:
    first = desk.ask(worksheets.file, verification, "id")
    assert desk.ask(worksheets.file, verification, "id") == first
    assert first.name.startswith("2023-1_32_")
    desk.do(answers.record, verification, "REG-08", 1)
    assert desk.ask(worksheets.file, verification, "id").name != first.name


Change = tuple[Any, str, Any, tuple[str, ...], dict[str, Standing | None]]

CHANGES: Final[dict[str, Change]] = {
    "a new answer": ("DSN-01", "Jawaban", "2", ("Kode butir",), {"DSN-01/answer": NEW}),
    "a new answer as a number": ("DSN-01", "Jawaban", 2, ("Kode butir",), {"DSN-01/answer": NEW}),
    "a word of the other language": ("REG-03", "Jawaban", "partly", ("Kode butir",), {"REG-03/answer": NEW}),
    "another answer": ("REG-01", "Jawaban", "4", ("Kode butir",), {"REG-01/answer": DIFFERS}),
    "no answer": ("REG-01", "Jawaban", None, ("Kode butir",), {"REG-01/answer": KEPT}),
    "no such answer": ("REG-01", "Jawaban", "5", ("Kode butir",), {"REG-01/answer": REFUSED}),
    "a signed answer": ("REG-01", "Jawaban", "-3", ("Kode butir",), {"REG-01/answer": REFUSED}),
    "a word for a level": ("REG-01", "Jawaban", "Ya", ("Kode butir",), {"REG-01/answer": REFUSED}),
    "not applicable where it is not allowed": ("REG-01", "Jawaban", "Tidak berlaku", ("Kode butir",), {"REG-01/answer": REFUSED}),
    "not applicable without reason": ("SIS-09", "Jawaban", "Tidak berlaku", ("Kode butir",), {"SIS-09/answer": REFUSED}),
    "another reason": (WAIVED, "Alasan tidak berlaku", "Lain", ("Kode butir",), {f"{WAIVED}/answer": DIFFERS}),
    "no reason any more": (WAIVED, "Alasan tidak berlaku", None, ("Kode butir",), {f"{WAIVED}/answer": KEPT}),
    "a reason for a level": ("REG-01", "Alasan tidak berlaku", "sebab", ("Kode butir",), {"REG-01/answer": REFUSED}),
    "a new note": ("DSN-01", "Catatan", "baru", ("Kode butir",), {"DSN-01/note": NEW}),
    "another note": ("REG-01", "Catatan", "lain", ("Kode butir",), {"REG-01/note": DIFFERS}),
    "no note any more": ("REG-01", "Catatan", None, ("Kode butir",), {"REG-01/note": KEPT}),
    "a note too long": ("REG-01", "Catatan", "x" * 20_001, ("Kode butir",), {"REG-01/note": REFUSED}),
    "a code that is none": ("DSN-01", "Kode butir", "DSN-99", ("Kode butir",), {"DSN-99/answer": REFUSED}),
    "a code twice": ("REG-03", "Kode butir", "REG-01", ("Kode butir",), {"REG-01/answer": REFUSED}),
    "no code": ("REG-03", "Kode butir", None, ("Kode butir",), {"-/REG Regulasi!4/answer": REFUSED}),
    "evidence cited beside": ("DSN-01", "Bukti yang dirujuk", "B01 (hlm. 2)", ("Kode butir",), {"DSN-01/B01": NEW}),
    "evidence no longer cited beside": ("REG-02", "Bukti yang dirujuk", None, ("Kode butir",), {"REG-02/cited": KEPT}),
    "unknown evidence cited beside": ("DSN-01", "Bukti yang dirujuk", "B77", ("Kode butir",), {"DSN-01/B77": REFUSED}),
    "a citation nobody can read": ("DSN-01", "Bukti yang dirujuk", "perbup", ("Kode butir",), {"DSN-01/cited": REFUSED}),
    "another title": (["B01"], "Judul", "Lain", EVIDENCE, {"B01": DIFFERS, "REG-01/B01": None}),
    "a new number": (["B02"], "Nomor", "12/2023", EVIDENCE, {"B02": NEW}),
    "a number made a date": (["B02"], "Nomor", "date", EVIDENCE, {"B02": REFUSED}),
    "a number cut short": (["B02"], "Nomor", 199001012015041001, EVIDENCE, {"B02": REFUSED}),
    "another kind": (["B02"], "Jenis", "Decree", EVIDENCE, {"B02": DIFFERS}),
    "no such kind": (["B02"], "Jenis", "Batu", EVIDENCE, {"B02": REFUSED}),
    "no such date": (["B01"], "Tanggal", "32-1-2023", EVIDENCE, {"B01": REFUSED}),
    "no title any more": (["B01"], "Judul", None, EVIDENCE, {"B01": KEPT}),
    "another code of evidence": (["B03"], "Kode bukti", "B09", EVIDENCE, {"B09": NEW}),
    "no code of evidence": (["B03"], "Kode bukti", "Surat", EVIDENCE, {"Surat": REFUSED}),
    "another place": (["REG-01", "B02"], "Halaman atau pasal", "hlm. 9", CITATION, {"REG-01/B02": DIFFERS}),
    "a new place": (["REG-02", "B03"], "Halaman atau pasal", "hlm. 9", CITATION, {"REG-02/B03": NEW}),
    "cited by another": (["REG-01", "B02"], "Kode butir", "REG-02", CITATION, {"REG-02/B02": NEW}),
    "cited by nobody": (["REG-01", "B02"], "Kode butir", None, CITATION, {"-/Rujukan!3": REFUSED}),
    "another count": ([FREE, "posts"], "Jumlah terhitung (n)", "6", COUNT, {f"{FREE}/posts/count": DIFFERS}),
    "another total": ([FREE, "posts"], "Jumlah seluruhnya (N)", "20", COUNT, {f"{FREE}/posts/count": DIFFERS}),
    "more than there are": ([FREE, "posts"], "Jumlah terhitung (n)", "11", COUNT, {f"{FREE}/posts/count": REFUSED}),
    "a new count": (["INS-03", "valid"], "Jumlah terhitung (n)", "6", COUNT, {"INS-03/valid/count": NEW}),
    "a total alone": (["INS-03", "valid"], "Jumlah seluruhnya (N)", "6", COUNT, {"INS-03/valid/count": REFUSED}),
    "a count as a number": (["SIS-05", "index"], "Jumlah terhitung (n)", 98.45, COUNT, {}),
    "a count that is none": (["SIS-05", "index"], "Kode hitungan", "x", COUNT, {"SIS-05/x/count": REFUSED}),
    "a new figure": (["Data dasar", "pelaksana"], "Jumlah terhitung (n)", 7, COUNT, {"pelaksana": NEW}),
    "another figure": (["Data dasar", "jpt_filled"], "Jumlah terhitung (n)", "1.300", COUNT, {"jpt_filled": DIFFERS}),
    "no such figure": (["Data dasar", "jpt_filled"], "Kode hitungan", "x", COUNT, {"x": REFUSED}),
    "another field of a fact": (["PEN-01", "1", "box"], "Isian", "7", FACT, {"PEN-01/1": DIFFERS}),
    "a new field of a fact": (["PEN-01", "1", "rank"], "Isian", 2, FACT, {"PEN-01/1": NEW}),
    "a field emptied": (["PEN-01", "1", "box"], "Isian", None, FACT, {"PEN-01/1": KEPT}),
    "a choice that is none": (["PEN-06", "1", "category"], "Isian", "luar biasa", FACT, {"PEN-06/1": REFUSED}),
    "a fact without what it needs": (["PEN-02", "1", "number"], "Isian", "12", FACT, {"PEN-02/1": REFUSED}),
    "a fact that is none": (["PEN-06", "1", "category"], "Kode fakta", "PEN-99", FACT, {"PEN-99/1": REFUSED, "PEN-06/1": KEPT}),
    "a row that is none": (["PEN-06", "1", "category"], "Baris", "2", FACT, {"PEN-06/2": REFUSED, "PEN-06/1": KEPT}),
}
"""One change of one cell: whose it is, the column, what is written, the columns that say whose it is, and what stands how then."""


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_cell_is_told_and_taken_only_where_nothing_stood(desk: Desk, body: bytes, name: str) -> None:
    key, column, value, keys, expected = CHANGES[name]
    changed = with_cell(body, key, column, date(2023, 5, 1) if value == "date" else value, keys)
    found = kit.previewed(desk, changed)
    assert standings(found) == {each: standing for each, standing in expected.items() if standing}
    before = contents(desk, "trail", "verification")
    new = {each for each, standing in expected.items() if standing is NEW}
    assert taken(desk, changed, "new") == new
    assert (contents(desk, "trail", "verification") == before) == (not new)
    for each in found.of(REFUSED):
        assert each.why is not None
        assert each.place.id.startswith("lembar ")


def test_columns_that_only_tell_are_not_read(desk: Desk, body: bytes) -> None:
    for column in ("Judul butir", "Pertanyaan", "Arti jawaban", "Pilihan jawaban", "Usulan"):
        assert standings(kit.previewed(desk, with_cell(body, "REG-09", column, "lain"))) == {}


def test_what_differs_is_taken_when_it_is_named_and_all_of_it_by_all(desk: Desk, verification: str, body: bytes) -> None:
    changed = with_cell(with_cell(body, "REG-01", "Jawaban", "4"), "REG-02", "Jawaban", "Ya")
    assert taken(desk, changed, "none") == taken(desk, changed, "new") == set()
    assert taken(desk, changed, "REG-01") == {"REG-01/answer"}
    assert taken(desk, changed, "all") == {"REG-02/answer"}
    sheet = sheet_of(desk, verification)
    assert (sheet.line("REG-01").answer.level, sheet.line("REG-02").answer.level) == (4, 4)


def test_it_is_one_act_and_undone_at_once(desk: Desk, verification: str, body: bytes) -> None:
    before, sheet = contents(desk, "trail", "verification"), timeless(sheet_of(desk, verification))
    entries = len(contents(desk)["trail"])
    changed = with_cell(body, "REG-01", "Jawaban", "4")
    changed = with_cell(changed, "DSN-01", "Catatan", "baru")
    changed = with_cell(changed, ["B02"], "Nomor", "12/2023", EVIDENCE)
    changed = with_cell(changed, [FREE, "posts"], "Jumlah terhitung (n)", "7", COUNT)
    changed = with_cell(changed, ["Data dasar", "pelaksana"], "Jumlah terhitung (n)", "7", COUNT)
    changed = with_cell(changed, ["PEN-01", "2", "rank"], "Isian", "1", FACT)
    changed = with_cell(changed, "DSN-02", "Bukti yang dirujuk", "B01")
    assert len(taken(desk, changed, "all")) == 7
    assert len(contents(desk)["trail"]) == entries + 1
    undone = desk.do(history.undo, verification)
    assert (undone.verb, timeless(undone.sheet)) == ("worksheets.take", sheet)
    assert contents(desk, "trail", "verification") == before


def test_an_id_that_cannot_be_taken_is_refused_and_nothing_is_taken(desk: Desk, body: bytes) -> None:
    changed = with_cell(with_cell(body, "DSN-01", "Jawaban", "2"), "REG-01", "Jawaban", "7")
    before = contents(desk)
    for name in ("REG-01/answer", "REG-02/answer", "XXX"):
        with pytest.raises(Refusal) as caught:
            desk.do(worksheets.take, filled(changed), ["DSN-01/answer", name])
        assert caught.value.code == "worksheet.entry"
    assert contents(desk) == before


def test_all_answers_taken_count_as_progress(desk: Desk) -> None:
    verification = begun(desk, "11")
    body = file_of(desk, verification)
    answer_all(desk, verification, 3)
    complete = file_of(desk, verification)
    raw(desk, "DELETE FROM answer", "UPDATE progress SET answered = 0")
    assert kit.previewed(desk, body).entries == ()
    assert len(taken(desk, complete, "new")) == 52
    assert sum(int(str(row[2])) for row in contents(desk)["progress"] if row[0] == verification) == 52
    sheet = sheet_of(desk, verification)
    assert sheet.recommendation is not None
    desk.do(verdicts.record, verification, sheet.recommendation.code)


def test_the_trail_tells_what_was(desk: Desk, body: bytes) -> None:
    taken(desk, with_cell(body, "REG-01", "Jawaban", "4"), "all")
    last = max(contents(desk)["trail"], key=lambda row: int(row[0]))
    ((table, _, before, after),) = json.loads(next(str(cell) for cell in last if str(cell).startswith("{")))["writes"]
    assert (table, before["level"], after["level"]) == ("answer", 3, 4)


def test_somebody_elses_verification_takes_nothing(desk: Desk, body: bytes) -> None:
    acting_as_somebody_else(desk)
    with pytest.raises(Refusal) as caught:
        kit.previewed(desk, body)
    assert caught.value.code == "permission.not_yours"


def test_a_locked_verification_takes_nothing(desk: Desk, body: bytes) -> None:
    raw(desk, "UPDATE verification SET state = 'submitted'")
    with pytest.raises(Refusal) as caught:
        desk.do(worksheets.take, filled(body), [])
    assert caught.value.code == "workflow.locked"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("A", "x", "worksheet.none"),
        ("B", "2", "worksheet.none"),
        ("C", "0" * 16, "worksheet.verification"),
        ("D", "0" * 64, "worksheet.checklist"),
    ],
)
def test_whose_worksheet_it_is_must_be_known(desk: Desk, body: bytes, column: str, value: str, code: str) -> None:
    book = loaded(body)
    book.worksheets[0][f"{column}1"].value = value
    with pytest.raises(Refusal) as caught:
        kit.previewed(desk, saved(book))
    assert caught.value.code == code


def test_a_cell_that_is_filled_with_thousands_of_letters_was_told_in_full(desk: Desk, body: bytes) -> None:
    book = loaded(body)
    place(book, ["REG-01"], "Jawaban", ["Kode butir"]).value = "9" * 32_000
    place(book, ["REG-02"], "Kode butir", ["Kode butir"]).value = "R" * 32_000
    found = kit.previewed(desk, saved(book))
    told = [f"{each.id}: {words.refusal(each.why)}" for each in found.of(REFUSED) for words in in_both() if each.why]
    assert len(told) == 4
    assert max(map(len, told)) < 2_000


def test_the_evidence_of_another_under_the_same_code_does_not_slip_in(desk: Desk, verification: str, body: bytes) -> None:
    book = loaded(body)
    sheet = book["Bukti dukung"]
    for column, value in enumerate(("B04", "Milik rekan", "Surat", "7/2023"), 1):
        sheet.cell(5, column).value = value
    place(book, ["DSN-01"], "Bukti yang dirujuk", ["Kode butir"]).value = "B04 (hlm. 2)"
    theirs = saved(book)
    assert standings(kit.previewed(desk, theirs)) == {"B04": NEW, "DSN-01/B04": NEW}
    desk.do(evidence.register, verification, {"title": "Milik sendiri"})
    assert standings(kit.previewed(desk, theirs)) == {"B04": DIFFERS, "DSN-01/B04": DIFFERS}
    assert taken(desk, theirs, "new") == set()


def test_new_evidence_comes_with_what_cites_it(desk: Desk, verification: str, body: bytes) -> None:
    book = loaded(body)
    book["Bukti dukung"].cell(5, 1).value, book["Bukti dukung"].cell(5, 2).value = "B04", "Baru"
    place(book, ["DSN-01"], "Bukti yang dirujuk", ["Kode butir"]).value = "B04 (hlm. 2)"
    assert taken(desk, saved(book), "DSN-01") == {"B04", "DSN-01/B04"}
    (citation,) = sheet_of(desk, verification).line("DSN-01").citations
    assert (citation.evidence.title, citation.place) == ("Baru", "hlm. 2")


def test_what_is_seen_in_the_change_is_in_words(desk: Desk, body: bytes) -> None:
    (change,) = entry(kit.previewed(desk, with_cell(body, "REG-02", "Jawaban", "yes")), "REG-02/answer").changes
    assert (change.label, change.here, change.there) == tuple(
        type(change.label)(*pair) for pair in (("Jawaban", "Answer"), ("Sebagian", "Partly"), ("Ya", "Yes"))
    )
