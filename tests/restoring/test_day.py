"""What a restore loses is told before it: of a submitted verification all that no submission holds."""

from pathlib import Path

import pytest

from models.desk import findings, loose
from models.desk.desk import opened
from models.ledger import backups, driver
from models.restoring import Restore
from tests.desk.acts import sheet_of
from tests.desk.reviewing_kit import Trio, ready
from tests.exchange.kit import Memory, meets

pytestmark = pytest.mark.slow


def test_what_is_noted_of_the_day_is_in_no_submission_and_is_told_as_lost(team: Trio, tmp_path: Path) -> None:
    vera, carrier = team.verifier, Memory()
    folder, clock = tmp_path / "vera", vera.clock
    meets(vera, carrier)
    copy = backups.make(folder / driver.DATABASE, clock())
    submitted = ready(vera.desk, "12")
    vera.desk.do(loose.write, submitted, "Tanya peta jabatan")
    vera.desk.do(findings.record, submitted, "REG-03", {"text": "Sumbu belum sesuai", "stance": "agree"})
    vera.submits(submitted)
    meets(vera, carrier)
    vera.desk.close()
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        found = restore.preview
        restore.put(clock())
    assert [(work.agency, work.answers, work.others) for work in found.lost] == [("Provinsi Sumatera Utara", 0, 2)]
    assert [(work.agency, work.answers) for work in found.returning] == [("Provinsi Sumatera Utara", 52)]
    with opened(folder, clock=clock) as desk:
        vera.desk = desk
        meets(vera, carrier)
        assert sheet_of(desk, submitted).state == "submitted"
        assert desk.ask(loose.of, submitted) == ()
