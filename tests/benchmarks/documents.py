"""Signed documents in any number: one way of a verification by three people of a team, repeated for other agencies and rounds.

Each is the bytes that the desk froze with another agency, round and id in them, and the digests of those it rests on; signed anew.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import tomli_w

from models import register
from models.codes import digest
from models.desk.desk import opened
from models.documents import kinds, signatures
from models.documents.keys import PrivateKey
from models.documents.travelling import Signed
from tests.conftest import StillClock
from tests.desk.reviewing_kit import Laptop, approved, done, founded, trio

_AGENCY: Final = re.compile(rb"\[agency\]\n(?:[a-z_]+ = .*\n)+")
_ROUND: Final = re.compile(rb'^round = ".*"$', re.MULTILINE)
OF_A_ROUND: Final = 640
"""Agencies of a round; so many files lie in a folder."""


@dataclass(frozen=True, slots=True)
class Way:
    """The documents of one verification, and the keys of those who signed them."""

    verification: str
    documents: tuple[Signed, ...]
    """Submission, review and verdict."""
    keys: tuple[PrivateKey, ...]
    purposes: tuple[str, ...]
    """What each was signed as."""

    def repeated(self, number: int) -> tuple[Signed, ...]:
        """The same of another verification: of the agency and in the round of this number."""
        agency, of = _agencies()[number % OF_A_ROUND], f"2023-{number // OF_A_ROUND + 1}"
        told = {name: agency[name] for name in ("code", "name", "type")} | _province(agency)
        table = f"[agency]\n{tomli_w.dumps(told)}".encode()
        digests: list[tuple[str, str]] = [(self.verification, digest(str(number).encode())[:16])]
        made = []
        for document, key, purpose in zip(self.documents, self.keys, self.purposes, strict=True):
            body = _ROUND.sub(f'round = "{of}"'.encode(), _AGENCY.sub(lambda _: table, document.body, count=1), count=1)
            for before, after in digests:
                body = body.replace(before.encode(), after.encode())
            digests.append((digest(document.body), digest(body)))
            _, _, *kind, _ = document.name.split("_")
            name = "_".join([of, agency["code"], *kind, f"{digest(body)[:16]}.toml"])
            made.append(Signed(name, body, (signatures.sign(key, body, purpose),)))
        return tuple(made)


def gone(folder: Path) -> Way:
    """A way that three people went in a folder, whose laptops stay there."""
    with trio(folder) as team:
        verification = approved(team)
        verdict = done(team.supervisor, verification, "issue")
        (submission,), (review,) = (team.supervisor.documents(kind) for kind in ("submission", "review"))
        people: tuple[Laptop, ...] = (team.verifier, team.lead, team.supervisor)
        found = (submission, review, verdict)
        purposes = tuple(kinds.purpose(kinds.parsed(each.body, each.name)) for each in found)
        return Way(verification, found, tuple(each.ring.person() for each in people), purposes)


def written(folder: Path, count: int) -> None:
    """A folder with `count` verdict files in folders by their round, and the profile of somebody of the team who has none of them yet."""
    way = gone(folder / "team")
    for number in range(count):
        put(folder / "files" / f"{number // OF_A_ROUND:02}", way.repeated(number)[-1])
    shutil.rmtree(folder / "team")
    shutil.copytree(founded()[0] / "surya", folder / "profile")
    with opened(folder / "profile", clock=StillClock()):
        pass


def put(folder: Path, document: Signed) -> None:
    """Write a document and its signature as they travel, without waiting for the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / document.name).write_bytes(document.body)
    (folder / f"{document.name}.sig").write_bytes(document.signatures[0])


def read(folder: Path) -> Iterator[bytes]:
    """The bytes of the documents in a folder and in those in it."""
    for path in sorted(folder.rglob("*.toml")):
        yield path.read_bytes()


def _agencies() -> list[dict[str, str]]:
    if not _KNOWN:
        _KNOWN.extend(register.agencies())
    return _KNOWN


_KNOWN: Final[list[dict[str, str]]] = []


def _province(agency: dict[str, str]) -> dict[str, str]:
    if agency["type"] == "provinsi" or not agency["province_code"]:
        return {}
    names = {each["code"]: each["name"] for each in _agencies() if each["type"] == "provinsi"}
    return {"province": names[agency["province_code"]]}
