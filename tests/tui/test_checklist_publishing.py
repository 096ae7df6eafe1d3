"""A checklist published from its screen by a supervisor, and refused to whoever may not."""

from pathlib import Path

import pytest

from models.desk import checklists
from tests.desk.publishing_kit import SMALL, small
from tests.desk.reviewing_kit import trio
from tests.driver import at_work


@pytest.mark.slow
async def test_a_supervisor_publishes_a_checklist_for_good_and_a_verifier_may_not(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        for laptop in (team.supervisor, team.verifier):
            laptop.desk.do(checklists.adopt, small(), "small.toml")
            laptop.desk.close()
        async with at_work(team.verifier.desk.ledger.folder, size=(100, 30), clock=team.verifier.clock) as vera:
            await vera.press("C", "down", "p")
            vera.sees("penanggung jawab")
            assert not [line.published for line in vera.desk.ask(checklists.lines) if line.name == SMALL and line.published]
        async with at_work(team.supervisor.desk.ledger.folder, size=(100, 30), clock=team.supervisor.clock) as surya:
            await surya.press("C", "p")
            surya.sees("mt-bkn 2026 sudah terbit")
            await surya.press("down", "p")
            await surya.type("Atas dasar rapat pleno")
            await surya.press("ctrl+s")
            surya.sees("Terbitkan small 1 (11 butir)?", "tidak dapat diubah lagi")
            await surya.press("y")
            surya.sees("small 1 terbit:", "Diterbitkan oleh Surya")
            (line,) = (line for line in surya.desk.ask(checklists.lines) if line.name == SMALL)
            assert line.published
