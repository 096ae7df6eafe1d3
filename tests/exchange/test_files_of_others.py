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
from tests.desk.acts import begun, sheet_of
from tests.desk.asking_kit import PERBUP, back, taken, with_rows
from tests.desk.reviewing_kit import Laptop, Trio, hands, ready
from tests.exchange.kit import Memory, meets

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
