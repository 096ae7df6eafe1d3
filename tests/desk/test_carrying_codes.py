"""An agency that got another code, or was split off, begins with what its predecessor answered in a round before."""

from models.carryover_told import beginning, preview
from models.desk import agencies, answers, carrying, registering, rounds, verifications
from models.desk.desk import Desk
from models.formats import agency_list, reading
from models.words import Words
from tests.desk.acts import sheet_of
from tests.desk.test_carrying import AGENCY, NEXT, half  # noqa: F401 - a fixture

NEW = "96.90"


def succeeds(desk: Desk) -> None:
    """Let the register say that another agency came after the one that was verified."""
    text = f"Kode;Nama;Jenis;Kode provinsi;Pendahulu\n{NEW};Kabupaten Baru;kabupaten;96;{AGENCY}\n"
    assert desk.do(registering.take_over, agency_list.read(reading.tables(text.encode(), "l.csv"), "l.csv")).changes


def test_an_agency_with_another_code_began_from_nothing_in_its_next_round(desk: Desk, half: str) -> None:  # noqa: F811
    succeeds(desk)
    # In the same round the predecessor answers for itself.
    assert desk.ask(carrying.preview_start, NEW) is None
    desk.do(rounds.begin, "2024-A", NEXT, "2023-06-01")
    found = desk.ask(carrying.preview_start, NEW)
    assert found is not None
    assert (found.verification, found.agency_name, found.old_round, found.carried) == (half, "Kabupaten Baru", "2023-A", 3)
    named = {line.agency.code: line.agency.name for line in desk.ask(agencies.lines)}
    assert found.predecessor == named[AGENCY]
    told = beginning(Words("id"), found)
    assert named[AGENCY] in told
    assert told in preview(Words("id"), found)
    new = desk.do(carrying.start, NEW)
    sheet = sheet_of(desk, new)
    assert (sheet.agency.code, sheet.follows, [each.code for each in sheet.evidence]) == (NEW, half, ["B01"])
    earlier = desk.ask(carrying.earlier, new, "REG-02")
    assert earlier is not None
    assert earlier.verification == half
    # The predecessor goes on by itself.
    assert desk.ask(carrying.preview_start, AGENCY) is not None
    assert [line.followed_as for line in desk.ask(verifications.mine)] == ["", ""]


def test_what_an_agency_has_of_its_own_counts_before_its_predecessor(desk: Desk, half: str) -> None:  # noqa: F811
    succeeds(desk)
    own = desk.do(verifications.begin, NEW)
    desk.do(answers.record, own, "REG-02", 2)
    desk.do(rounds.begin, "2024-A", NEXT, "2023-06-01")
    found = desk.ask(carrying.preview_start, NEW)
    assert found is not None
    assert (found.verification, found.predecessor) == (own, "")
