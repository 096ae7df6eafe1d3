"""The supervisor issues what was approved, amends and withdraws it, and settles a fork: every act names the record it is about."""

from pathlib import Path

from models.codes import digest
from models.desk import issued
from models.documents import kinds
from models.documents.verdict_file import VerdictFile
from tests.desk.reviewing_kit import Trio, approved, done, drawn
from tests.driver import Verifier, at_work

ACEH, BALI = "Provinsi Aceh", "Provinsi Bali"


def files() -> dict[str, bytes]:
    folder = Path.home() / "Documents" / "verifier"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


async def shows(surya: Verifier, text: str) -> None:
    """Wait until a text can be read."""
    await surya.until(lambda: text in " ".join(surya.screen.split()))


async def reasoned(surya: Verifier, text: str) -> None:
    """Type a reason into the field in focus, and save."""
    await surya.type(text)
    await surya.press("ctrl+s")


async def test_many_are_issued_at_once_each_named_before_the_passphrase(team: Trio, tmp_path: Path) -> None:
    both = [approved(team, agency) for agency in ("11", "51")]
    team.supervisor.ring.unlock()
    team.supervisor.ring.relock("frasa")
    team.supervisor.desk.close()
    async with at_work(tmp_path / "surya", size=(100, 30)) as surya:
        await surya.press("h")
        surya.sees("2 siap terbit", ACEH, BALI)
        await surya.press("space")
        surya.sees(f"[x] {BALI}", f"[ ] {ACEH}")
        await surya.press("a", "i")
        surya.sees("Terbitkan 2 hasil")
        await reasoned(surya, "31-12-2027")
        surya.sees(f"{ACEH}, periode 2023-1: V", f"{BALI}, periode 2023-1: V")
        await surya.press("y")
        await surya.type("frasa")
        await surya.press("enter")
        await surya.until(lambda: "2 hasil diterbitkan" in surya.screen)
        surya.sees("0 siap terbit · 2 terbit")
        await surya.press("x", "2")
        await surya.until(lambda: "2 dari 2 berkas hasil ditulis" in surya.screen)
        issued_ = {line.id for line in surya.desk.ask(issued.lines) if line.state == "issued"}
        assert issued_ == set(both)
    verdicts = [kinds.parsed(body, name) for name, body in files().items() if name.endswith(".toml")]
    assert sorted(document.kind for document in verdicts) == ["review", "review", "submission", "submission", "verdict", "verdict"]
    assert {each.valid_until for each in verdicts if isinstance(each, VerdictFile)} == {"2027-12-31"}


async def test_one_is_issued_amended_read_again_and_withdrawn(team: Trio, tmp_path: Path) -> None:
    approved(team, "11")
    team.supervisor.desk.close()
    async with at_work(tmp_path / "surya", size=(80, 24)) as surya:
        await surya.press("h", "enter")
        surya.sees(f"{ACEH}, periode 2023-1", "Vera", "Lina", "(m perbaiki)")
        await surya.press("m")
        surya.sees("hasil reviu diterima", "Penanggung jawab dapat menerbitkan")
        await surya.press("i", "ctrl+s")
        surya.sees(f"{ACEH}, periode 2023-1: V")
        await surya.press("y")
        await surya.until(lambda: f"Hasil {ACEH}, periode 2023-1, sudah diterbitkan" in " ".join(surya.screen.split()))
        await surya.press("n", "enter")
        await shows(surya, f"Nota Rekomendasi {ACEH}")
        assert any("nota-rekomendasi" in name for name in files())
        await surya.press("m")
        await shows(surya, f"Perbaiki hasil: {ACEH}, periode 2023-1")
        await surya.press("3", "down", "down")
        await surya.type("Persetujuan dicabut.")
        await surya.press("escape", "m", "ctrl+s")
        await shows(surya, "sudah diperbaiki")
        await surya.press("end", "home")
        await surya.press("w")
        await reasoned(surya, "Salah instansi.")
        await shows(surya, f"Hasil {ACEH}, periode 2023-1, dicabut")
        await surya.press("end")
        surya.sees("Salah instansi.")
        found = surya.desk.ask(issued.lines)[0]
        assert (found.state, found.verdict) == ("withdrawn", "V3")
        revisions = surya.desk.ask(issued.standing, found.id).revisions
        assert [each.kind for each in revisions].count("verdict") == 2
        assert next(each.reason for each in revisions if each.kind == "verdict" and each.reason) == "Persetujuan dicabut."
        await surya.press("end", "up", "up", "enter")
        surya.sees("Sidik")
        await surya.press("q")
        withdrawn = next(each.digest for each in revisions if each.is_withdrawn)
        surya.app.screen.go("revision", document=withdrawn)  # type: ignore[attr-defined]
        await shows(surya, "Hasil ini sudah dicabut")
        await surya.press("q", "q")
        surya.sees("1 dicabut")


async def test_a_fork_is_looked_at_side_by_side_and_settled_by_keeping_one(team: Trio, tmp_path: Path) -> None:
    verification = approved(team, "11")
    done(team.supervisor, verification, "issue")
    first = drawn(team.supervisor, verification, "amend", verdict="V3", reason="Persetujuan dicabut.")
    second = drawn(team.supervisor, verification, "amend", reason="Tanggal keliru.", valid_until="31-12-2025")
    team.supervisor.takes(first, second)
    team.supervisor.desk.close()
    async with at_work(tmp_path / "surya", size=(100, 30)) as surya:
        # The start screen told that nothing waits.
        surya.sees("1 instansi dengan hasil terbit yang berdampingan menunggu keputusan Anda (h)")
        await surya.press("h")
        surya.sees("bercabang")
        await surya.press("enter", "d")
        surya.sees(f"Berdampingan: {ACEH}, periode 2023-1", "Persetujuan dicabut.")
        kept = "1" if surya.screen.index(digest(first.body)[:16]) < surya.screen.index(digest(second.body)[:16]) else "2"
        await surya.press(kept)
        await surya.press("down", "down")
        await reasoned(surya, "Keputusan rapat 12 Mei.")
        await shows(surya, "sudah diperbaiki")
        assert surya.desk.ask(issued.standing, verification).forks == ()
        assert surya.desk.ask(issued.lines)[0].verdict == "V3"


async def test_who_is_no_supervisor_is_told_why_not(team: Trio, tmp_path: Path) -> None:
    team.verifier.desk.close()
    async with at_work(tmp_path / "vera") as vera:
        await vera.press("h")
        vera.sees("penanggung jawab", "Pekerjaan saya")


async def test_the_verdict_screen_of_its_verifier_told_only_the_recorded_verdict(team: Trio, tmp_path: Path) -> None:
    verification = approved(team, "11")
    issued_ = (done(team.supervisor, verification, "issue"), done(team.supervisor, verification, "amend", verdict="V3", reason="Dicabut."))
    team.verifier.takes(*issued_)
    team.verifier.desk.close()
    async with at_work(tmp_path / "vera", size=(80, 24)) as vera:
        await vera.press("enter", "v")
        vera.sees("Hasil terbit", "V3", "Diterbitkan Surya", "Alasan: Dicabut.", "Kesimpulan verifikator")
