"""A lead who looks at a repaired submission sees beside its facts what the one before told of them."""

from pathlib import Path

import pytest

from models.desk import facts, reviewing, verdicts
from models.ledger import driver
from tests.desk.acts import sheet_of
from tests.desk.reviewing_kit import ready, returned, trio
from tests.driver import at_work

pytestmark = pytest.mark.slow


async def test_what_a_fact_said_before_it_came_back_was_nowhere_beside_it(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        vera, lina = team.verifier, team.lead
        verification = ready(vera.desk)
        remark = returned(team, verification, "REG-01")
        vera.desk.do(reviewing.reply, verification, remark, "Pasal 4.")
        vera.desk.do(facts.record, verification, "PEN-02", {"status": "proposed"}, 0)
        vera.desk.do(facts.base, verification, {next(iter(sheet_of(vera.desk, verification).checklist.base)): "12"})
        vera.desk.do(verdicts.record, verification, sheet_of(vera.desk, verification).recommendation.code)  # type: ignore[union-attr]
        lina.takes(vera.submits(verification))
        folder, clock = lina.desk.ledger.folder, lina.clock
    assert (folder / driver.DATABASE).exists()
    async with at_work(folder, clock=clock) as lead:
        await lead.press("r", "enter", "l")
        lead.sees("Data dasar instansi", "PEN-02", "berubah sejak penyerahan sebelumnya")
        await lead.press("escape", "f")
        lead.sees("berubah", "Pada penyerahan sebelumnya: tidak ada isian")
