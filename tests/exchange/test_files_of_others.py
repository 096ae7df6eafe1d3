"""Whoever hands evidence over names files of their own laptop: on another one nothing is read or sent for that."""

from pathlib import Path

import pytest

from models import evidence_files
from models.codes import digest
from models.desk import answers, evidence, intake, merging, verdicts, worksheets
from models.desk.desk import Desk
from models.exchange_files import exchange_files
from models.fingerprints import of_file
from models.formats import reading
from models.swept import Standing, Swept
from tests.desk.acts import begun, sheet_of
from tests.desk.asking_kit import PERBUP, back, taken, with_rows
from tests.desk.reviewing_kit import Laptop, Trio, hands, ready
from tests.exchange.kit import Memory, meets

pytestmark = pytest.mark.slow

SECRET = b"kata sandi: mangga"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the one to whom something is handed over."""
    path = tmp_path / "rahasia.txt"
    path.write_bytes(SECRET)
    return path


def registers(desk: Desk, verification: str, location: Path) -> None:
    """Register evidence that says to be the file at a path."""
    desk.do(evidence.register, verification, {"title": "Peraturan", "seen": "yes", "location": str(location)}, "REG-04")


def sends(laptop: Laptop, verification: str) -> Memory:
    """What lies on a carrier once a laptop submitted and exchanged with files going along."""
    carrier = Memory()
    code = sheet_of(laptop.desk, verification).recommendation
    assert code is not None
    laptop.desk.do(verdicts.record, verification, code.code)
    list(evidence_files.known(laptop.desk, verification))
    laptop.submits(verification)
    meets(laptop, carrier)
    exchange_files(laptop.desk, "hq", carrier, 10_000_000)
    return carrier


@pytest.mark.parametrize("is_hidden", [False, True], ids=["in sight", "put out of sight"])
def test_a_whole_verification_that_is_handed_over_has_no_file_of_its_receiver_read_or_sent(
    team: Trio, secret: Path, is_hidden: bool
) -> None:
    vera, lina = team.verifier, team.lead
    hers = ready(lina.desk, "11")
    registers(lina.desk, hers, secret)
    handover = hands(lina, hers, "vera")
    vera.takes(handover)
    if is_hidden:
        vera.desk.do(intake.hide, [digest(handover.body)])
    carrier = sends(vera, hers)
    assert not any(SECRET in body for body in carrier.files.values())
    assert [each.digest for each in sheet_of(vera.desk, hers).evidence if each.location] == [""]


def test_an_area_that_is_merged_has_no_file_of_its_receiver_read(team: Trio, secret: Path) -> None:
    vera, lina = team.verifier, team.lead
    mine, hers = begun(vera.desk, "11"), begun(lina.desk, "11")
    lina.desk.do(answers.record, hers, "REG-04", 4)
    registers(lina.desk, hers, secret)
    handover = hands(lina, hers, "vera", "REG")
    vera.takes(handover)
    vera.desk.do(merging.merge, digest(handover.body))
    list(evidence_files.known(vera.desk, mine))
    assert [each.digest for each in sheet_of(vera.desk, mine).evidence] == [""]


def test_what_its_giver_had_read_stays_known(team: Trio, secret: Path) -> None:
    vera, lina = team.verifier, team.lead
    hers = ready(lina.desk, "11")
    registers(lina.desk, hers, secret)
    list(evidence_files.known(lina.desk, hers))
    vera.takes(hands(lina, hers, "vera"))
    there = of_file(secret)[0]
    secret.write_bytes(SECRET * 2)
    carrier = sends(vera, hers)
    assert [each.digest for each in sheet_of(vera.desk, hers).evidence if each.location] == [there]
    assert not any(SECRET in body for body in carrier.files.values())


def test_what_an_agency_names_in_a_list_that_came_back_is_told_and_not_read(team: Trio, secret: Path) -> None:
    vera = team.verifier
    verification = ready(vera.desk, "11")
    drawn = reading.tables(vera.desk.ask(worksheets.request, verification, "id").body, "p.xlsx")
    came = back(with_rows(drawn, {**PERBUP, "location": str(secret)}))
    taken(vera.desk, came)
    assert not vera.desk.ask(worksheets.preview, came).chosen(["all"])
    carrier = sends(vera, verification)
    assert not any(SECRET in body for body in carrier.files.values())
    (found,) = (each for each in sheet_of(vera.desk, verification).evidence if each.title == PERBUP["title"])
    assert (found.location, found.digest) == (f"“{secret}”", "")


def test_what_was_handed_over_is_looked_for_where_its_giver_had_it_and_their_file_still_travels(team: Trio, secret: Path) -> None:
    vera, lina = team.verifier, team.lead
    hers, theirs = ready(lina.desk, "11"), secret.with_name("peraturan.pdf")
    theirs.write_bytes(b"peraturan")
    registers(lina.desk, hers, theirs)
    list(evidence_files.known(lina.desk, hers))
    registers(lina.desk, hers, secret)
    vera.takes(hands(lina, hers, "vera"))
    theirs.rename(theirs.with_suffix(".di-laptop-lina"))
    found: list[Swept] = []
    list(evidence_files.swept(vera.desk, found, hers))
    # It is not gone, and what was never read is nothing to be looked at here.
    assert [(each.reference.location, each.standing) for each in found] == [(str(theirs), Standing.ELSEWHERE)]
    carrier = sends(vera, hers)
    assert exchange_files(vera.desk, "hq", carrier, 10_000_000).told == []
    meets(lina, carrier)
    theirs.with_suffix(".di-laptop-lina").rename(theirs)
    assert exchange_files(lina.desk, "hq", carrier, 10_000_000).sent == 1
    theirs.unlink()
    assert exchange_files(vera.desk, "hq", carrier, 10_000_000).received == 1
    list(evidence_files.swept(vera.desk, found, hers))
    assert found[-1].standing is Standing.PRESENT
    assert not any(SECRET in body for body in carrier.files.values())


def test_a_file_that_went_to_another_and_came_back_is_ones_own_again(team: Trio, secret: Path) -> None:
    vera, lina = team.verifier, team.lead
    mine = ready(vera.desk, "11")
    registers(vera.desk, mine, secret)
    list(evidence_files.known(vera.desk, mine))
    lina.takes(hands(vera, mine, "lina"))
    vera.takes(hands(lina, mine, "vera"))
    assert any(SECRET in body for body in sends(vera, mine).files.values())
    secret.unlink()
    found: list[Swept] = []
    list(evidence_files.swept(vera.desk, found, mine))
    assert [each.standing for each in found] == [Standing.MISSING]
