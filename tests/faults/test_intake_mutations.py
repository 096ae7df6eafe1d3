"""Ten thousand mutants of honest documents and of their signatures: none is taken for the original, and none for anything else."""

import base64
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

import pytest

from models.codes import digest
from models.desk import intake, keeping, knowing, teams
from models.desk.desk import opened
from models.documents import checking, team_chain
from models.documents.travelling import Signed
from models.errors import Refusal
from models.ledger import trail
from models.ledger.transaction import Transaction
from tests.faults.intake_kit import CLOCK, copied, honest, is_set_aside

pytestmark = pytest.mark.slow

MANY: Final = 5_000
"""Mutants of documents, and as many of signatures."""
SOME: Final = 150
"""Of each, through the whole intake."""


def flipped(body: bytes, random: Random) -> bytes:
    at = random.randrange(len(body))
    return body[:at] + bytes([body[at] ^ 1 << random.randrange(8)]) + body[at + 1 :]


def inserted(body: bytes, random: Random) -> bytes:
    at = random.randrange(len(body) + 1)
    return body[:at] + random.randbytes(random.randint(1, 4)) + body[at:]


def deleted(body: bytes, random: Random) -> bytes:
    at = random.randrange(len(body))
    return body[:at] + body[at + random.randint(1, 8) :]


def truncated(body: bytes, random: Random) -> bytes:
    return body[: random.randrange(len(body))]


def swapped(body: bytes, random: Random) -> bytes:
    lines = body.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def cased(body: bytes, random: Random) -> bytes:
    at = random.randrange(len(body))
    return body[:at] + body[at : at + random.randint(1, 30)].swapcase() + body[at + 30 :]


def blanked(body: bytes, random: Random) -> bytes:
    at = random.choice([0, len(body), *(place for place, each in enumerate(body) if each in b"\n =")])
    return body[:at] + random.choice((b" ", b"\t", b"\n", b"\r", b"\0", b"\xef\xbb\xbf", b"#")) + body[at:]


def other_letters(body: bytes, random: Random) -> bytes:
    """Base64 that lenient readers take for the same: the alphabet of URLs, other padding, other last letters, other lines."""
    first, *inner, last, rest = body.split(b"\n")
    letters = b"".join(inner)
    # Bits of the last letter that mean nothing, where there is padding.
    loose = letters.rstrip(b"=")[:-1] + random.choice((b"B", b"Z", b"h", b"9")) + b"=" * letters.count(b"=")
    changed = random.choice(
        (letters.translate(bytes.maketrans(b"+/", b"-_")), letters.rstrip(b"="), letters + b"=", letters + b"====", loose)
    )
    width = random.randint(1, 100)
    lines = [changed[at : at + width] for at in range(0, len(changed), width)]
    return b"\n".join([first, *lines, last, rest])


def doubled(body: bytes, random: Random) -> bytes:
    one, other = sorted((random.randrange(len(body)), random.randrange(len(body) + 1)))
    return random.choice((body * 2, body + b"\n" + body, body[:other] + body[one:]))


def other_ends(body: bytes, random: Random) -> bytes:
    return random.choice((body.replace(b"\n", b"\r\n"), body.replace(b"\n", b"\r\n", 1), body.replace(b"\n", b"\r"), body.rstrip(b"\n")))


def recoded(body: bytes, random: Random) -> bytes:
    return random.choice((body.decode().encode("utf-16"), b"\xef\xbb\xbf" + body, base64.b64encode(body)))


Change = Callable[[bytes, Random], bytes]
USUAL: Final[tuple[Change, ...]] = (flipped, inserted, deleted, truncated, swapped, cased, blanked, doubled, other_ends, recoded)


def mutants(body: bytes, changes: tuple[Change, ...], count: int, random: Random) -> list[bytes]:
    """So many that differ from the original, by each of the changes in turn."""
    found: list[bytes] = []
    number = 0
    while len(found) < count:
        mutant = changes[number % len(changes)](body, random)
        number += 1
        if mutant != body:
            found.append(mutant)
    return found


def forged(document: Signed, count: int) -> list[Signed]:
    """So many mutants of a document under its own signature, and so many of its signature beside the document as it was."""
    random = Random(20231126)
    (signature,) = document.signatures
    bodies = [Signed(document.name, body, (signature,)) for body in mutants(document.body, USUAL, count, random)]
    others = mutants(signature, (*USUAL, other_letters), count, random)
    return bodies + [Signed(document.name, document.body, (other,)) for other in others]


def known(tx: Transaction) -> checking.Known:
    current = teams.current(tx)
    assert current is not None
    return knowing.known(tx, current.team)


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("mutants"))


def test_none_of_ten_thousand_mutants_is_taken(laptop: Path) -> None:
    with opened(laptop, clock=CLOCK) as desk:
        here = desk.ask(known)
    original = honest().verdict
    assert checking.purpose(original, here) == "verdict"
    tried = forged(original, MANY)
    assert len(tried) == 2 * MANY
    for document in tried:
        with pytest.raises(Refusal, match=r"^signature\.|^signer\.unknown"):
            checking.purpose(document, here)


def test_none_of_the_mutants_of_a_team_is_taken(laptop: Path) -> None:
    with opened(laptop, clock=CLOCK) as desk:
        current = desk.ask(teams.current)
    assert current is not None
    before = (current.team, current.document.body)
    original = honest().team
    assert team_chain.accepted(before, original.body, original.signatures, "x").number == current.team.number + 1
    for document in forged(original, SOME):
        with pytest.raises(Refusal):
            team_chain.accepted(before, document.body, document.signatures, "x")


def test_mutants_go_into_quarantine_and_the_original_among_them_is_kept(laptop: Path) -> None:
    there = honest()
    # The bytes of one document wait once, whatever lay beside them; so each mutant of a signature goes with other bytes.
    tried = [each for document in (there.verdict, there.submission) for each in forged(document, SOME)]
    with opened(laptop, clock=CLOCK) as desk:
        found = desk.do(intake.take, (*tried, there.verdict), {digest(each.body) for each in (*tried, there.verdict)})
        assert [each.is_admitted for each in found] == [False] * len(tried) + [True]
        assert [line.id for line in desk.ask(keeping.lines)] == [digest(there.verdict.body)]
        assert desk.ask(keeping.stored, digest(there.verdict.body)).signatures == there.verdict.signatures
        by_bytes = {digest(document.body): document for document in tried}
        assert all(is_set_aside(desk, document) for document in by_bytes.values())
    with opened(laptop, clock=CLOCK) as desk, desk.ledger.transaction(writing=False) as connection:
        assert trail.verify(connection) > 0
