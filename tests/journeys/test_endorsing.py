"""A supervisor endorses what somebody signed who left: offered where they are marked, and from the list of members."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import keeping, teams
from models.desk.desk import opened
from models.documents import kinds
from models.documents.endorsement import Endorsement
from models.documents.travelling import put
from tests.desk.ended_kit import mark, of_kind, successor
from tests.desk.reviewing_kit import Laptop, Trio, approved, done, ready, trio
from tests.driver import at_work
from tests.exchange.kit import Memory, meets, writes

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    with trio(tmp_path) as found:
        yield found


def two_submissions(team: Trio) -> None:
    """Two submissions of Vera that are at the supervisor's laptop and not decided about yet."""
    team.supervisor.takes(*(team.verifier.submits(ready(team.verifier.desk, agency)) for agency in ("11", "12")))


def closed(laptop: Laptop) -> Path:
    """The profile of a laptop, left for the program."""
    laptop.desk.ledger.close()
    return laptop.desk.ledger.folder


async def test_who_marks_somebody_as_having_left_is_offered_what_would_be_refused_elsewhere(team: Trio, stick: Path) -> None:
    two_submissions(team)
    async with at_work(closed(team.supervisor), size=(100, 34), clock=team.supervisor.clock) as surya:
        await surya.press("t", "down", "down", "down", "x", "1", "ctrl+s")
        surya.sees("2 dokumen bertanda tangan Vera ada di sini", "Lihat dan kukuhkan sekarang?")
        await surya.press("y")
        surya.sees("Pengukuhan dokumen", "Vera · 2 dari 2 dokumen ditandai", "Provinsi Aceh", "penyerahan verifikasi")
        await surya.press("space")
        surya.sees("1 dari 2 dokumen ditandai")
        await surya.press("a", "a")
        surya.sees("0 dari 2 dokumen ditandai")
        await surya.press("y")
        surya.sees("Belum ada dokumen Vera yang ditandai")
        await surya.press("a", "y", "ctrl+s")
        surya.sees("Kukuhkan 2 dokumen Vera")
        await surya.type("Diserahkan sebelum Vera keluar.")
        await surya.press("ctrl+s")
        surya.sees("Dokumen Vera dikukuhkan", "Tidak ada dokumen yang perlu dikukuhkan")
        await surya.press("q", "p")
        surya.sees("Tidak ada yang perlu dikukuhkan: semua dokumen Vera")
    (path,) = stick.glob("Vera_endorsement_*.toml")
    document = kinds.parsed(path.read_bytes(), path.name)
    assert isinstance(document, Endorsement)
    assert (len(document.documents), document.reason, document.of.name) == (2, "Diserahkan sebelum Vera keluar.", "Vera")


async def test_what_a_stolen_key_signed_is_ticked_by_nobody_but_the_supervisor(team: Trio) -> None:
    two_submissions(team)
    mark(team, "Vera", "compromised")
    async with at_work(closed(team.supervisor), size=(80, 24), language="en", clock=team.supervisor.clock) as surya:
        await surya.press("t", "down", "down", "down", "p")
        surya.sees("0 of 2 documents marked", "[ ]", "key in other hands", "Mark it only if the owner")
        await surya.press("y")
        surya.sees("No document of Vera is marked")
        await surya.press("question_mark")
        surya.sees("Space", "Mark all documents, or none")
        await surya.press("escape", "escape", "home", "p")
        surya.sees("Highlight the member first")


async def test_a_lead_sees_why_they_endorse_nothing(team: Trio) -> None:
    two_submissions(team)
    async with at_work(closed(team.lead), size=(80, 24), clock=team.lead.clock) as lina:
        await lina.press("t", "down", "p")
        lina.sees("Ini dilakukan oleh penanggung jawab; peran Anda ketua tim")


async def test_what_a_lost_laptop_had_sent_is_endorsed_from_its_line(team: Trio) -> None:
    carrier = Memory()
    writes(team.verifier)
    meets(team.verifier, carrier)
    meets(team.supervisor, carrier)
    async with at_work(closed(team.supervisor), size=(100, 34), clock=team.supervisor.clock) as surya:
        await surya.press("t", *["down"] * 6, "x", "2", "ctrl+s")
        surya.sees("Yang pernah dikirim dari laptop Vera", "Kukuhkan sekarang?")
        await surya.press("t", "p")
        surya.sees("Kiriman dari laptopnya ikut dikukuhkan")
        surya.does_not_see("ditandai")
        await surya.press("y")
        surya.sees("Kukuhkan kiriman laptop Vera")
        await surya.type("Hilang di Sugapa, sebelumnya dipakai Vera.")
        await surya.press("ctrl+s", "q", "p")
        surya.sees("Tidak ada yang perlu dikukuhkan")
    with opened(team.supervisor.desk.ledger.folder, writing=False) as desk:
        (found,) = [each.id for each in desk.ask(keeping.lines) if each.kind == "endorsement"]
        document = desk.ask(keeping.read, found, Endorsement)
        assert (len(document.logs), document.documents) == (1, {})


async def test_a_supervisor_who_takes_the_team_list_is_offered_what_whoever_left_had_signed(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    with successor(team, tmp_path / "wati") as wati:
        wati.takes(of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict)
    mark(team, "Surya", "left")
    path = put(tmp_path / "kiriman", team.supervisor.desk.ask(teams.demanded).document)
    async with at_work(tmp_path / "wati", size=(100, 34), clock=team.supervisor.clock) as verifier:
        await verifier.press("t", "m", "tab")
        await verifier.type(str(path))
        await verifier.press("enter")
        verifier.sees("1 dokumen bertanda tangan Surya ada di sini", "Lihat dan kukuhkan sekarang?")
        await verifier.press("y")
        verifier.sees("Surya · 1 dari 1 dokumen ditandai")
