"""What tests of the lead's desk share: the laptop of a lead on which submissions wait, with one answer in each that nothing carries."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.desk import answers, evidence, verdicts
from models.desk.desk import Desk
from models.ledger import tables
from models.ledger.transaction import Transaction
from tests.conftest import StillClock
from tests.desk.acts import begun, fill_facts, sheet_of
from tests.desk.reviewing_kit import Trio, trio

DAY: Final = 24 * 3600
WEAK: Final = "DSN-11"
"""The one answer that nothing carries."""
WAIVED: Final = "SIS-06"
"""The item that is not applicable."""
BANDUNG, PAPUA, HEALTH = "32.73", "94.07", "KEMENKES"


@dataclass(frozen=True)
class Waiting:
    """The lead's laptop, closed: its folder, the verification of each agency, and the time it is."""

    folder: Path
    verifications: dict[str, str]
    clock: StillClock


def solid(desk: Desk, agency: str, *bare: str) -> str:
    """The id of a verification that can be submitted: the highest answers, all of them carried by evidence but the `bare` ones."""
    verification = begun(desk, agency)
    sheet = desk.do(answers.record_all, verification, dict.fromkeys(sheet_of(desk, verification).checklist.codes, 4))
    desk.do(answers.not_applicable, verification, WAIVED, "Disediakan oleh BKN")
    desk.do(evidence.register, verification, {"title": "Peraturan Gubernur", "seen": "yes"})
    desk.do(_cited, verification, [code for code in sheet.checklist.codes if code not in (WAIVED, *bare)])
    found = fill_facts(desk, verification).recommendation
    assert found is not None
    desk.do(verdicts.record, verification, found.code)
    return verification


def _cited(tx: Transaction, verification: str, items: Sequence[str]) -> None:
    # Written at once: fifty citations one by one would take most of the time of a test.
    tx.verification = verification
    for item in items:
        tx.put(tables.Citation, {"verification_id": verification, "item": item, "evidence": "B01"}, place="Pasal 4")


def waiting(folder: Path, agencies: Sequence[str] = (BANDUNG, PAPUA, HEALTH)) -> Waiting:
    """Vera submitted `agencies`, one every three days, the first with everything carried; Lina's laptop has them all."""
    with trio(folder) as team:
        found = {agency: submitted(team, agency, *((WEAK,) if number else ())) for number, agency in enumerate(agencies)}
        return Waiting(folder / "lina", found, team.lead.clock)


def submitted(team: Trio, agency: str, *bare: str) -> str:
    """A verification of Vera's that Lina's laptop has taken in."""
    team.verifier.clock.step(3 * DAY)
    verification = solid(team.verifier.desk, agency, *bare)
    team.lead.takes(team.verifier.submits(verification))
    return verification
