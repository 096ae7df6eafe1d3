"""Whoever a new team list makes no verifier any more is told of the work that nobody could submit then, before it is taken."""

from pathlib import Path

import pytest

from models.desk import teams, verifications
from models.documents.travelling import put
from tests.desk.acts import begun
from tests.desk.reviewing_kit import Trio
from tests.driver import at_work
from tests.tui.commands import Commands

pytestmark = pytest.mark.slow


def promoted(team: Trio, *roles: str) -> teams.CurrentTeam:
    """The next team list, in which Vera has these roles."""
    team.supervisor.clock.step()
    vera = team.verifier.desk.actor.person
    return team.supervisor.desk.do(teams.assign, vera, roles, "Jawa Barat", team.supervisor.ring.root())  # type: ignore[arg-type]


async def test_a_verifier_made_a_lead_could_not_submit_what_they_had_begun_and_was_not_told(
    team: Trio, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(team.verifier.desk, "11")
    desk = team.verifier.desk
    both = promoted(team, "verifier", "lead").document
    assert desk.ask(verifications.stranded_by, [both]) == ("lead", 0)
    desk.do(teams.take, both)
    document = promoted(team, "lead").document
    assert desk.ask(verifications.stranded_by, [both, document]) == ("lead", 1)
    put(tmp_path / "stick", document)
    desk.close()
    vera = Commands(desk.ledger.folder, capsys)
    code, _, said = vera("import", tmp_path / "stick", "--dry-run")
    assert (code, "you become team lead" in said, "1 verification that you work on" in said) == (0, True, True), said
    async with at_work(desk.ledger.folder, size=(80, 24)) as at:
        at.app.screen.go("arrivals", paths=(tmp_path / "stick",))  # type: ignore[attr-defined]
        await at.worked()
        await at.until(lambda: "Tim Uji" in at.screen)
        await at.press("y")
        at.sees("peran Anda menjadi ketua tim", "1 verifikasi yang sedang Anda kerjakan", "sekarang juga?")
        await at.press("t")
        assert "verifier" in at.desk.actor.roles
        await at.press("y", "y")
        await at.worked()
        assert at.desk.actor.roles == ("lead",)
        await at.press("q")
        at.sees("1 verifikasi tidak dapat Anda serahkan tanpa peran verifikator")
    assert "can be neither submitted nor handed over" in vera("import", tmp_path / "stick")[2]
