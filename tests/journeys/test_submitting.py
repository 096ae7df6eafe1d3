"""A verification goes to the lead, comes back, is repaired and goes out again: what Vera does at her keyboard, and Lina on her laptop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from models import evidence_files
from models.codes import digest
from models.desk import answers, drafts, evidence, reading, reviewing
from models.desk.desk import Desk
from models.documents import travelling
from models.documents.travelling import Signed
from models.keyring import Keyring
from screens.base import HouseScreen
from tests.desk.reviewing_kit import Trio, approved, ready
from tests.driver import Verifier, at_work

ITEM, OTHER = "REG-01", "DSN-02"
SECRET = "kuda-terbang-9"


@asynccontextmanager
async def vera(team: Trio, **how: object) -> AsyncIterator[Verifier]:
    """Vera at her keyboard."""
    folder = team.verifier.desk.ledger.folder
    team.verifier.desk.close()
    team.verifier.clock.step()
    async with at_work(folder, clock=team.verifier.clock, **how) as verifier:  # type: ignore[arg-type]
        yield verifier


def stick() -> list[Signed]:
    """The documents that lie in the folder of files."""
    folder = Path.home() / "Documents" / "verifier"
    found = travelling.gathered([folder]) if folder.exists() else ()
    return [each for each in found if isinstance(each, Signed)]


def submissions() -> list[str]:
    return [each.name for each in stick() if "_submission_" in each.name]


def handed_back(team: Trio, verification: str) -> Path:
    """Lina takes what lies in the folder in, remarks on two items and returns it; her review lies in the folder then."""
    lead = team.lead
    lead.takes(*stick())
    lead.desk.do(reviewing.remark, verification, ITEM, "correction", "Pasal berapa?")
    lead.desk.do(reviewing.remark, verification, OTHER, "question", "Dari mana angkanya?")
    lead.desk.do(reviewing.remark, verification, "REG-03", "praise", "Rapi.")
    lead.clock.step()
    reason = "Lengkapi pasalnya.\nSelebihnya sudah baik."
    review = lead.sign(lead.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", reason))
    lead.desk.do(reviewing.conclude, verification, review)
    return travelling.put(Path.home() / "Documents" / "verifier", review)


async def take_in(verifier: Verifier, path: Path) -> None:
    """Take a document in from the start screen, be it here already or not."""
    await verifier.press("m", "tab")
    await verifier.type(str(path))
    await verifier.press("enter")
    await verifier.until(lambda: "Lina" in verifier.screen)
    await verifier.worked()
    if "[x]" not in verifier.screen:
        await verifier.press("a")
    verifier.sees("[x]")
    await verifier.press("y")
    await verifier.worked()
    verifier.sees("sudah ada")


async def to_the_start(verifier: Verifier) -> None:
    """Go back to the start screen, which is a few steps away."""
    for _ in range(6):
        if isinstance(verifier.app.screen, HouseScreen) and verifier.app.screen.HELP_ID == "start":
            return
        await verifier.press("q")
    raise AssertionError(f"never at the start:\n{verifier.screen}")


async def test_what_blocks_is_put_right_then_it_is_submitted_recalled_and_handed_out(team: Trio) -> None:
    verification = ready(team.verifier.desk, "32")
    team.verifier.desk.do(answers.clear, verification, ITEM)
    async with vera(team) as verifier:
        await verifier.press("y")
        verifier.sees("Status: draf", "penyerahan ke-1", "1 hal menghalangi", f"{ITEM}: belum diperiksa")
        verifier.sees("perlu dicermati", "(s serahkan)")
        await verifier.press("s")
        verifier.sees("Belum dapat diserahkan: 1 hal belum lengkap, yang pertama REG-01")
        await verifier.press("enter", "3", "q")
        verifier.sees("Tidak ada yang menghalangi")
        await verifier.press("s")
        verifier.sees("Provinsi Jawa Barat, periode 2023-1", "penyerahan ke-1?")
        await verifier.press("enter")
        assert verifier.desk.ask(reading.sheet, verification).state == "draft"
        await verifier.press("s", "y")
        verifier.sees("penyerahan ke-1 tersimpan", "~/Documents/verifier")
        await verifier.press("t")
        verifier.sees("Status: diserahkan", "Berkasnya belum keluar:")
        assert submissions() == []
        await verifier.press("t")
        verifier.sees("Tarik kembali penyerahan ke-1 Provinsi Jawa Barat, periode 2023-1?")
        await verifier.press("y")
        verifier.sees("ditarik kembali", "Status: draf", "Ini akan menjadi penyerahan ke-1")
        team.verifier.clock.step()
        await verifier.press("s", "y", "y")
        verifier.sees("berikan kepada ketua tim", "sudah ditulis untuk ketua tim")
        (name,) = submissions()
        verifier.sees(name)
        await verifier.press("t")
        verifier.sees("penyerahan ini sudah keluar")
        await to_the_start(verifier)
        verifier.sees("diserahkan")
    team.lead.takes(*stick())
    assert team.lead.desk.ask(reviewing.standing, verification).number == 1


async def test_what_comes_back_is_on_top_answered_repaired_and_goes_out_as_the_second(team: Trio) -> None:
    verification = ready(team.verifier.desk, "32")
    team.verifier.clock.step()
    ready(team.verifier.desk, "33")
    async with vera(team) as verifier:
        await verifier.press("down", "y", "s", "y", "y")
        await to_the_start(verifier)
        review = handed_back(team, verification)
        await take_in(verifier, review)
        await to_the_start(verifier)
        told, _, first = verifier.screen.splitlines()[1:4]
        assert "1" in told
        assert "Jawa Barat" in first
        assert "dikembalikan" in first
        verifier.sees("Bukti dukung kurang atau tidak cocok: Lengkapi pasalnya.")
        await verifier.press("home", "enter")
        verifier.sees("Dikembalikan oleh Lina", "2 butir menunggu jawaban", "‹ jawab", "• apresiasi", "Lina: Pasal berapa?", "Tekan r")
        await verifier.press("r")
        verifier.sees(f"Catatan reviu pada {ITEM}", "perbaikan, terbuka", "Lina bertanya", "Pasal berapa?", "Apakah peraturan internal MT")
        await verifier.press("up", "enter")
        verifier.sees("Alasan pengembalian", "Selebihnya sudah baik.")
        await verifier.press("escape", "down", "r")
        await verifier.type("Pasal 3 ayat (2).")
        await verifier.press("escape", "q")
        verifier.sees("‹ jawab draf")
        await verifier.press("r", "r")
        verifier.sees("Pasal 3 ayat (2).")
        await verifier.press("ctrl+s")
        verifier.sees("jawaban tersimpan. 1 butir lagi", "perbaikan, sudah dijawab", "Vera menjawab")
        await verifier.press("q", "2")
        # The same return once more, from another stick, before the repair went out.
        await to_the_start(verifier)
        await take_in(verifier, review)
        await to_the_start(verifier)
        sheet = verifier.desk.ask(reading.sheet, verification)
        assert (sheet.state, sheet.line(ITEM).answer.level) == ("returned", 2)
        await verifier.press("home", "enter", "home", "g")
        verifier.sees(f"{OTHER}: catatan reviu belum dijawab")
        await verifier.press("v", "s")
        verifier.sees("Status: dikembalikan", "Ini akan menjadi penyerahan ke-2", f"{OTHER}: catatan reviu belum dijawab")
        await verifier.press("down", "enter", "r")
        await verifier.type("SIMPEG.")
        await verifier.press("ctrl+s", "q")
        verifier.sees("Tidak ada yang menghalangi")
        team.verifier.clock.step()
        await verifier.press("s")
        verifier.sees("penyerahan ke-2?")
        await verifier.press("y", "y")
        assert len(submissions()) == 2
        # And a third time, after it went out again: it was about the first.
        await to_the_start(verifier)
        await take_in(verifier, review)
        await to_the_start(verifier)
        sheet = verifier.desk.ask(reading.sheet, verification)
        assert (sheet.state, sheet.line(ITEM).answer.level) == ("submitted", 2)
        assert "dikembalikan" not in verifier.screen
    team.lead.takes(*stick())
    found = team.lead.desk.ask(reviewing.standing, verification)
    assert (found.state, found.number) == ("submitted", 2)
    assert [message.text for remark in found.remarks for message in remark.messages if message.person == "Vera"] == [
        "SIMPEG.",
        "Pasal 3 ayat (2).",
    ]
    assert team.lead.desk.ask(reading.sheet, verification).line(ITEM).answer.level == 2


async def test_a_passphrase_is_asked_for_before_anything_is_signed_and_leaving_it_submits_nothing(team: Trio) -> None:
    verification = ready(team.verifier.desk, "32")
    Keyring(team.verifier.desk.ledger.folder).relock(SECRET)
    async with vera(team) as verifier:
        await verifier.press("y", "s", "y")
        verifier.sees("Buka kunci tanda tangan")
        await verifier.press("escape")
        assert verifier.desk.ask(reading.sheet, verification).state == "draft"
        await verifier.press("s", "y")
        await verifier.type(SECRET)
        await verifier.press("enter")
        await verifier.until(lambda: verifier.desk.ask(reading.sheet, verification).state == "submitted")
        await verifier.settle()
        verifier.sees("penyerahan ke-1 tersimpan")


async def test_all_that_waits_is_handed_out_at_once(team: Trio) -> None:
    verifications = [ready(team.verifier.desk, agency) for agency in ("32", "33")]
    files = {digest(team.verifier.submits(each).body) for each in verifications}
    async with vera(team, language="en") as verifier:
        await verifier.press("y", "w")
        verifier.sees("Write 2 submission files to ~/Documents/verifier?", "Provinsi Jawa Barat, 2023-1", "Provinsi Jawa Tengah, 2023-1")
        await verifier.press("y")
        await verifier.worked()
        verifier.sees("2 submission files are in ~/Documents/verifier", "Its file was written for the lead")
        assert {digest(each.body) for each in stick()} == files
        await verifier.press("w")
        verifier.sees("No submission waits here")


async def test_what_was_decided_about_was_still_said_to_be_recalled(team: Trio) -> None:
    approved(team)
    async with vera(team) as verifier:
        await verifier.press("y")
        verifier.sees("Status: hasil reviu diterima")
        assert "Berkasnya belum keluar" not in verifier.screen


async def test_without_a_team_it_is_said_what_to_do(folder: Path, desk: Desk) -> None:
    ready(desk, "32")
    desk.close()
    async with at_work(folder) as ani:
        await ani.press("y")
        ani.sees("Profil ini belum bergabung dengan tim")
        await ani.press("s")
        ani.sees("Minta bergabung di layar tim")
        await ani.press("enter")
        ani.sees("Tim")


async def test_half_a_note_was_left_out_of_what_is_submitted_without_a_word(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    team.verifier.desk.do(drafts.keep, f"{verification}/note/{ITEM}", {"text": "Pasal 3 belum"})
    async with vera(team, size=(100, 30)) as verifier:
        await verifier.press("y")
        verifier.sees("1 teks yang belum disimpan tidak disertakan", f"catatan {ITEM}")
        await verifier.press("enter")
        verifier.sees("Pasal 3 belum")


async def test_a_file_that_was_changed_since_it_was_read_was_submitted_as_it_is_now_without_a_word(team: Trio, tmp_path: Path) -> None:
    scan = tmp_path / "SK.pdf"
    scan.write_bytes(b"SK")
    verification = ready(team.verifier.desk)
    code = team.verifier.desk.do(evidence.register, verification, {"title": "SK", "location": str(scan)}).evidence[-1].code
    list(evidence_files.known(team.verifier.desk, verification))
    scan.write_bytes(b"SK lain")
    async with vera(team, size=(100, 30)) as verifier:
        await verifier.press("y", "s", "y")
        await verifier.worked()
        verifier.sees("1 berkas bukti dukung berbeda dari yang dahulu dibaca", f"sudah dicatat: {code}.")
        await verifier.press("t")
        assert verifier.desk.ask(reading.sheet, verification).state == "draft"
        await verifier.press("s", "y")
        await verifier.worked()
        assert verifier.desk.ask(reading.sheet, verification).state == "submitted"
