"""The lead finds the one weak answer in a minute: two laptops, a stick between them, and the keys counted."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from models.desk import answers, evidence, reading, reviewing, submitting, weighing
from models.desk.desk import Desk, opened
from models.documents.travelling import put
from models.keyring import Keyring
from tests.desk.lead_kit import BANDUNG, DAY, HEALTH, PAPUA, WAIVED, WEAK, solid
from tests.desk.reviewing_kit import Laptop, trio
from tests.journeys.kit import OneClock, take_all

KEYS_TO_THE_REMARK = 4
"""Keys from the start screen to the remark on the weakest answer of the queue, besides what is typed."""


@dataclass
class Two(OneClock):
    """Vera's laptop and Lina's, the stick that goes between them, and the verification with the weak answer."""

    vera: Path
    lina: Path
    stick: Path
    verification: str

    def submit(self, desk: Desk, verification: str) -> None:
        """Vera submits and puts the file on the stick."""
        self.clock.step(60)
        vera = Laptop(desk, Keyring(self.vera), self.clock)
        signed = vera.sign(desk.ask(submitting.drawn_up, verification))
        desk.do(submitting.submit, verification, signed)
        put(self.stick, signed)


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    """Three of Vera's submissions on the stick; in one of them nothing carries an answer at the highest level."""
    stick = tmp_path / "verifier"
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    monkeypatch.setattr(Path, "home", lambda: stick)
    with trio(tmp_path / "laptops") as team:
        made = Two(team.lead.clock, tmp_path / "laptops" / "vera", tmp_path / "laptops" / "lina", stick, "")
        for agency, bare in ((BANDUNG, ()), (PAPUA, (WEAK,)), (HEALTH, ())):
            team.verifier.clock.step(DAY)
            verification = solid(team.verifier.desk, agency, *bare)
            made.submit(team.verifier.desk, verification)
            made.verification = verification if bare else made.verification
    return made


async def test_the_one_weak_answer_is_found_and_remarked_on_with_four_keys(two: Two) -> None:
    async with two.at(two.lina) as lina:
        await take_all(lina)
        before = lina.pressed
        await lina.press("r", "enter")
        lina.sees("Kabupaten Intan Jaya", f"› ! 4 {WEAK}", "belum merujuk bukti dukung")
        await lina.press("r")
        typed = lina.pressed
        await lina.type("Dokumen yang mana?")
        typed = lina.pressed - typed
        await lina.press("ctrl+s")
        lina.sees(f"{WEAK}: pertanyaan dicatat.")
        assert lina.pressed - before - typed == KEYS_TO_THE_REMARK
        (remark,) = lina.desk.ask(reviewing.standing, two.verification).remarks
        assert (remark.item, remark.kind, remark.messages[0].person) == (WEAK, "question", "Lina")


async def test_it_goes_back_is_repaired_and_is_approved(two: Two) -> None:
    async with two.at(two.lina) as lina:
        await take_all(lina)
        await lina.press("r", "enter", "r")
        await lina.type("Dokumen yang mana?")
        await lina.press("ctrl+s", "x", "tab")
        await lina.type("Lengkapi bukti dukungnya.")
        await lina.press("ctrl+s")
        lina.sees("Kabupaten Intan Jaya, 2023-1: dikembalikan.", "(r catatan)")
    async with two.at(two.vera) as vera:
        await take_all(vera)
        vera.sees("dikembalikan", "Kabupaten Intan Jaya")
        (remark,) = vera.desk.ask(reviewing.standing, two.verification).remarks
        assert remark.messages[0].text == "Dokumen yang mana?"
    with opened(two.vera, clock=two.clock) as desk:
        desk.do(evidence.cite, two.verification, WEAK, "B01", "Lampiran II")
        desk.do(reviewing.reply, two.verification, remark.id, "Lampiran II peraturan itu.")
        two.submit(desk, two.verification)
    async with two.at(two.lina, (140, 40), "en") as lina:
        await take_all(lina)
        await lina.press("r", "o")
        lina.sees("longest waiting")
        await lina.press("end", "enter")
        lina.sees("Kabupaten Intan Jaya", "submission 2")
        await lina.press("a")
        lina.sees(f"{WEAK}: a remark is not settled", f'{WAIVED}: "not applicable" is not confirmed')
        await lina.press("1")
        lina.sees("question, answered: Lina: Dokumen yang mana?", "Vera: Lampiran II peraturan itu.")
        await lina.press("s", "a", "1", "c", "a")
        lina.sees("Approve Kabupaten Intan Jaya, round 2023-1, submission 2 by Vera?")
        await lina.press("y")
        lina.sees("Kabupaten Intan Jaya, 2023-1: approved.")
        await lina.press("q", "t", "t")
        lina.sees("approved: 1")
    async with two.at(two.vera) as vera:
        await take_all(vera)
        assert vera.desk.ask(reading.sheet, two.verification).state == "approved"


async def test_whoever_leads_not_is_told_why_and_nobody_decides_on_their_own_work(two: Two) -> None:
    async with two.at(two.vera) as vera:
        vera.sees("(r reviu)")
        await vera.press("r")
        vera.sees("Ini dilakukan oleh ketua tim, penanggung jawab; peran Anda verifikator.")
    with opened(two.lina, clock=two.clock) as desk:
        own = solid(desk, "34")
        lina = Laptop(desk, Keyring(two.lina), two.clock)
        desk.do(submitting.submit, own, lina.sign(desk.ask(submitting.drawn_up, own)))
    async with two.at(two.lina, (120, 30)) as lead:
        waiting = lead.desk.ask(weighing.waiting)
        await lead.press("r")
        # The queue counts as the start screen does, which tells of those of others.
        lead.sees(f"menunggu reviu: {waiting} (+1 milik Anda)")
        lead.sees("Anda ikut menyusunnya; orang lain yang memutuskan.")
        await lead.press("enter")
        lead.sees("(r catatan)", "(x kembalikan)", "(a terima)", "q kembali")
        for key in ("r", "x", "a", "c"):
            await lead.press("u", key)
            lead.sees("Anda ikut menyusun verifikasi ini")
        assert lead.desk.ask(reading.sheet, own).state == "submitted"


async def test_the_round_before_stands_beside_the_answers(two: Two) -> None:
    from models.desk import rounds

    async with two.at(two.lina) as lina:
        await take_all(lina)
    with opened(two.vera, clock=two.clock) as desk:
        two.clock.step(30 * DAY)
        desk.do(rounds.begin, "2023-2", "mt-kasn 2023", "2023-06-08")
        again = solid(desk, PAPUA, WEAK)
        two.submit(desk, again)
    async with two.at(two.lina, (120, 30)) as lina:
        await take_all(lina)
        await lina.press("r")
        lina.sees("Kabupaten Intan Jaya 2023-2")
        await lina.press("o", "end", "enter", "b")
        lina.sees("Di samping: periode 2023-1 (diserahkan), oleh Vera. 52 dari 52 butir sama artinya.", "lama 4", "Periode 2023-1: 4:")
        await lina.press("b")
        lina.does_not_see("lama 4")


async def test_of_a_sheet_with_slight_things_alone_nought_were_counted_and_one_was_named(two: Two) -> None:
    with opened(two.vera, clock=two.clock) as desk:
        verification = solid(desk, "11")
        desk.do(answers.record, verification, WAIVED, 4)
        desk.do(evidence.cite, verification, WAIVED, "B01", "")
        two.submit(desk, verification)
    async with two.at(two.lina) as lina:
        await take_all(lina)
        await lina.press("r", "end", "enter")
        lina.sees("Provinsi Aceh", "Tidak ada yang khusus perlu dicermati; l menampilkan yang ringan.")
        lina.does_not_see("0 hal perlu dicermati")
