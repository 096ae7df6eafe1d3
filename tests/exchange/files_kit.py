"""What tests of files of evidence share: a file, and a carrier with a submission that tells of it."""

from pathlib import Path
from typing import Final

from models import evidence_files
from models.desk import evidence
from models.exchange_files import exchange_files
from tests.desk.reviewing_kit import Laptop, Trio, ready
from tests.exchange.kit import Memory, meets

CONTENT: Final = bytes(range(256)) * 10_000


def handed_in(team: Trio, scan: Path) -> Memory:
    """A carrier with a submission that tells of the file."""
    vera, carrier = team.verifier, Memory()
    verification = ready(vera.desk)
    vera.desk.do(evidence.register, verification, {"title": "Pergub 12/2022", "location": str(scan), "seen": "yes"})
    assert list(dict.fromkeys(evidence_files.known(vera.desk, verification))) == [(0, 1), (1, 1)]
    vera.submits(verification)
    meets(vera, carrier)
    meets(team.lead, carrier)
    return carrier


def told(laptop: Laptop, carrier: Memory, limit: int = 10_000_000) -> list[str]:
    """Why files stayed or did not come."""
    return [each.code for each in exchange_files(laptop.desk, "hq", carrier, limit).told]
