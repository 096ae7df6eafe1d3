"""The lead's desk on its screens: the queue in its orders, the review of one submission, and what is greyed there and why."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.desk import reading, reviewing
from models.keyring import Keyring
from screens.review_sheet import ReviewScreen
from tests.desk.lead_kit import BANDUNG, HEALTH, PAPUA, WAIVED, WEAK, Waiting, waiting
from tests.driver import Verifier, at_work

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lead_screens")]
"""What stands on the laptops is made once."""


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Waiting:
    """Lina's laptop with three submissions, made once."""
    return waiting(tmp_path_factory.mktemp("lead"))


@pytest.fixture
def lina(laptop: Waiting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    """A copy of it for one test."""
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Documents")
    yield Waiting(Path(shutil.copytree(laptop.folder, tmp_path / "lina")), laptop.verifications, laptop.clock)


def listed(verifier: Verifier) -> list[str]:
    """The agencies of the queue in their order."""
    names = {"Kota Bandung": BANDUNG, "Kabupaten Intan Jaya": PAPUA, "Kementerian Kesehatan": HEALTH}
    rows = verifier.screen.partition("─")[0].splitlines()[2:]
    return [code for row in rows for name, code in names.items() if name in row]


async def test_the_queue_begins_with_what_is_most_worth_a_look_and_one_key_orders_it_anew(lina: Waiting) -> None:
    async with at_work(lina.folder, clock=lina.clock) as lead:
        await lead.press("r")
        lead.sees("menunggu reviu: 3", "urut: yang paling perlu dicermati", "Penyerahan ke-1 oleh Vera", "belum merujuk bukti dukung")
        assert listed(lead) == [PAPUA, HEALTH, BANDUNG]
        await lead.press("o")
        lead.sees("Diurutkan menurut: yang paling lama menunggu.")
        assert listed(lead) == [BANDUNG, PAPUA, HEALTH]
        await lead.press("o")
        lead.sees("urut: wilayah")
        assert listed(lead) == [BANDUNG, PAPUA, HEALTH]
        await lead.press("o", "t")
        lead.sees("dikembalikan: 0", "Tidak ada verifikasi yang sedang dikembalikan untuk perbaikan.")
        await lead.press("enter", "t", "enter")
        lead.sees("Belum ada hasil reviu yang diterima.")


async def test_the_review_begins_at_the_weakest_item_and_goes_on_by_weight(lina: Waiting) -> None:
    async with at_work(lina.folder, language="en", clock=lina.clock) as lead:
        await lead.press("r", "enter")
        lead.sees("Kabupaten Intan Jaya", "submission 1", f"› ! 4 {WEAK}", "Worth a look: no evidence is cited")
        await lead.press("w")
        lead.sees(f'2 of 2: {WAIVED}, answered "not applicable"')
        await lead.press("l")
        lead.sees("2 things are worth a look", f"1 {WEAK}", "no evidence is cited")
        await lead.press("enter")
        lead.sees(f"› ! 4 {WEAK}")


async def test_a_remark_is_made_settled_and_reopened_beside_the_answer(lina: Waiting) -> None:
    async with at_work(lina.folder, size=(140, 40), clock=lina.clock) as lead:
        await lead.press("r", "enter", "r")
        await lead.type("Dokumen yang mana?")
        await lead.press("tab", "right", "ctrl+s")
        lead.sees(f"{WEAK}: perbaikan dicatat.", "perbaikan, terbuka: Lina: Dokumen yang mana?")
        await lead.press("s")
        lead.sees(f"Catatan pada {WEAK} selesai.", "perbaikan, selesai: Lina:")
        await lead.press("s")
        lead.sees(f"Tidak ada catatan reviu yang terbuka pada {WEAK}.")
        await lead.press("o")
        await lead.type("Masih kurang.")
        await lead.press("ctrl+s")
        lead.sees(f"Catatan pada {WEAK} dibuka lagi.", "Lina: Masih kurang.")
        (remark,) = lead.desk.ask(reviewing.standing, lina.verifications[PAPUA]).remarks
        assert [message.act for message in remark.messages] == ["asked", "settled", "reopened"]


@pytest.mark.slow
async def test_half_a_remark_is_kept_and_offered_again(lina: Waiting) -> None:
    async with at_work(lina.folder, clock=lina.clock) as lead:
        await lead.press("r", "enter", "r")
        await lead.type("Belum selesai")
        await lead.press("escape", "q", "enter")
        lead.sees("dipulihkan", WEAK)
        await lead.press("r")
        lead.sees("Belum selesai")


async def test_an_approval_lists_what_it_lacks_and_goes_there(lina: Waiting) -> None:
    async with at_work(lina.folder, clock=lina.clock) as lead:
        await lead.press("r", "enter", "r")
        await lead.type("Dokumen yang mana?")
        await lead.press("ctrl+s", "a")
        lead.sees("belum dapat diterima", f"{WEAK}: catatan reviu belum selesai", f"{WAIVED}: jawaban Tidak berlaku belum ditegaskan")
        await lead.press("2")
        lead.sees(f"› ! TB {WAIVED}")
        await lead.press("c")
        lead.sees(f"{WAIVED}: jawaban Tidak berlaku ditegaskan.", "tegas")
        await lead.press("w", "c")
        lead.sees("tidak dijawab Tidak berlaku")


@pytest.mark.slow
async def test_an_approval_names_the_record_and_its_file_is_handed_out(lina: Waiting, tmp_path: Path) -> None:
    async with at_work(lina.folder, size=(120, 30), clock=lina.clock) as lead:
        await lead.press("r", "end", "enter", "c", "a")
        lead.sees("Terima hasil reviu Kota Bandung, periode 2023-1, penyerahan ke-1 oleh", "V2 Siap, belum menerapkan")
        await lead.press("enter")
        assert lead.desk.ask(reading.sheet, lina.verifications[BANDUNG]).state == "submitted"
        await lead.press("a", "y")
        lead.sees("Kota Bandung, 2023-1: hasil reviu diterima.", "hasil reviu diterima", "(r catatan)", "(a terima)")
        await lead.press("a")
        lead.sees("Penanggung jawab dapat menerbitkan hasilnya")
    assert len([*(tmp_path / "Documents" / "verifier").glob("2023-1_32.73_review_*.toml")]) == 1
    assert len([*(tmp_path / "Documents" / "verifier").glob("2023-1_32.73_review_*.toml.sig")]) == 1


@pytest.mark.slow
async def test_a_return_wants_a_remark_first_then_a_reason(lina: Waiting, tmp_path: Path) -> None:
    async with at_work(lina.folder, size=(120, 30), clock=lina.clock) as lead:
        await lead.press("r", "enter", "x")
        lead.sees("Beri dahulu paling sedikit satu catatan")
        await lead.press("r")
        await lead.type("Bukti?")
        await lead.press("ctrl+s", "x")
        lead.sees("Kembalikan untuk perbaikan: Kab. Intan Jaya, 2023-1", "Bukti dukung kurang atau tidak cocok")
        await lead.press("ctrl+s")
        lead.sees("Penjelasan")
        await lead.type("Lengkapi dahulu.")
        await lead.press("ctrl+s")
        lead.sees("Kabupaten Intan Jaya, 2023-1: dikembalikan.", "kirimkan kepada Vera")
        standing = lead.desk.ask(reviewing.standing, lina.verifications[PAPUA])
        assert (standing.state, standing.code, standing.reason) == ("returned", "evidence", "Lengkapi dahulu.")
        await lead.press("q", "t")
        lead.sees("dikembalikan: 1", "Kabupaten Intan Jaya")
    assert [*(tmp_path / "Documents" / "verifier").glob("2023-1_94.07_review_*.toml")]


async def test_evidence_facts_and_verdict_are_read_and_nothing_is_changed(lina: Waiting) -> None:
    async with at_work(lina.folder, clock=lina.clock) as lead:
        await lead.press("r", "end", "enter", "e")
        lead.sees("Peraturan Gubernur")
        # It was said to be cited although that was refused.
        await lead.press("space")
        lead.sees("Verifikasi ini")
        lead.does_not_see("B01 dirujuk")
        await lead.press("q", "f")
        lead.sees("PEN-02")
        await lead.press("q", "v")
        lead.sees("V2")
        await lead.press("q", "b")
        lead.sees("Di sini tidak ada verifikasi Kota Bandung dari periode sebelumnya.")


@pytest.mark.slow
async def test_a_folder_that_takes_no_file_loses_no_decision(lina: Waiting, tmp_path: Path) -> None:
    (tmp_path / "Documents").write_text("no folder")
    async with at_work(lina.folder, size=(120, 30), clock=lina.clock) as lead:
        await lead.press("r", "end", "enter", "c", "a", "y")
        lead.sees("sudah tersimpan di sini, tetapi berkasnya belum")
        assert lead.desk.ask(reading.sheet, lina.verifications[BANDUNG]).state == "approved"


async def test_a_decision_is_about_the_submission_that_was_on_the_screen(lina: Waiting) -> None:
    async with at_work(lina.folder, size=(120, 30), clock=lina.clock) as lead:
        await lead.press("r", "end", "enter", "c")
        screen = lead.app.screen
        assert isinstance(screen, ReviewScreen)
        screen.review = replace(screen.review, submission="0" * 64)
        await lead.press("a", "y")
        lead.sees("Kota Bandung", "berubah")
        assert lead.desk.ask(reading.sheet, lina.verifications[BANDUNG]).state == "submitted"


@pytest.mark.slow
async def test_a_locked_key_is_asked_for_over_the_form_and_then_held(lina: Waiting) -> None:
    ring = Keyring(lina.folder)
    ring.unlock()
    ring.relock("kunci rahasia")
    async with at_work(lina.folder, size=(120, 30), clock=lina.clock) as lead:
        await lead.press("r", "enter", "r")
        await lead.type("Bukti?")
        await lead.press("ctrl+s", "x", "tab")
        await lead.type("Lengkapi dahulu.")
        await lead.press("ctrl+s")
        lead.sees("Buka kunci tanda tangan")
        await lead.type("kunci rahasia")
        await lead.press("enter")
        await lead.until(lambda: "dikembalikan." in lead.screen)
        await lead.press("q", "end", "enter", "c", "a", "y")
        lead.sees("Kota Bandung, 2023-1: hasil reviu diterima.")


async def test_an_item_of_a_review_could_not_be_marked_as_a_practice_worth_showing(lina: Waiting) -> None:
    async with at_work(lina.folder, clock=lina.clock) as lead:
        await lead.press("r", "enter", "p")
        lead.sees(f"Praktik baik: {WEAK}")
        await lead.press("insert")
        lead.sees(f"Praktik baik {WEAK}: Kabupaten Intan Jaya")
