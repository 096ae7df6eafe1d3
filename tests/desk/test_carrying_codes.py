"""An agency that got another code, or was split off, begins with what its predecessor answered in a round before."""

from typing import Final

import pytest

from models.carryover_told import beginning, preview
from models.desk import agencies, answers, carrying, evidence, registering, rounds, verifications
from models.desk.desk import Desk
from models.formats import agency_list, reading
from models.words import Words
from tests.desk.acts import begun, sheet_of

OLD: Final = "32"
NEW: Final = "96.90"


@pytest.fixture
def half(desk: Desk) -> str:
    """A verification of an agency after which the register says that another came, half done."""
    text = f"Kode;Nama;Jenis;Kode provinsi;Pendahulu\n{NEW};Kabupaten Baru;kabupaten;96;{OLD}\n"
    assert desk.do(registering.take_over, agency_list.read(reading.tables(text.encode(), "l.csv"), "l.csv")).changes
    verification = begun(desk, OLD)
    desk.do(answers.record_all, verification, {"REG-01": 3, "REG-02": 4})
    desk.do(evidence.register, verification, {"title": "Pergub", "seen": "yes"}, "REG-01", "hal. 1")
    return verification


def next_round(desk: Desk, half: str) -> None:
    """Open the round of a later year, by the same checklist."""
    desk.do(rounds.begin, "2030-1", sheet_of(desk, half).checklist.name, "2030-01-02")


def test_an_agency_with_another_code_began_from_nothing_in_its_next_round(desk: Desk, half: str) -> None:
    # In the same round the predecessor answers for itself.
    assert desk.ask(carrying.preview_start, NEW) is None
    next_round(desk, half)
    found = desk.ask(carrying.preview_start, NEW)
    assert found is not None
    assert (found.verification, found.agency_name, found.carried, found.is_same_round) == (half, "Kabupaten Baru", 2, False)
    named = {line.agency.code: line.agency.name for line in desk.ask(agencies.lines)}
    assert found.predecessor == named[OLD]
    told = beginning(Words("id"), found)
    assert named[OLD] in told
    assert told in preview(Words("id"), found)
    new = desk.do(carrying.start, NEW)
    sheet = sheet_of(desk, new)
    assert (sheet.agency.code, sheet.follows, [each.code for each in sheet.evidence]) == (NEW, half, ["B01"])
    earlier = desk.ask(carrying.earlier, new, "REG-02")
    assert earlier is not None
    assert earlier.verification == half
    # The predecessor goes on by itself.
    assert desk.ask(carrying.preview_start, OLD) is not None
    assert [line.followed_as for line in desk.ask(verifications.mine)] == ["", ""]


def test_what_an_agency_has_of_its_own_counts_before_its_predecessor(desk: Desk, half: str) -> None:
    own = begun(desk, NEW)
    desk.do(answers.record, own, "REG-01", 2)
    next_round(desk, half)
    found = desk.ask(carrying.preview_start, NEW)
    assert found is not None
    assert (found.verification, found.predecessor) == (own, "")
