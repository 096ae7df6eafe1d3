"""Many documents taken in with other processes that look ahead: the same is here afterwards, and the same is refused, as without them."""

from collections.abc import Collection
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any, Final

import pytest

from models.desk.desk import opened
from models.documents import lookahead, partly, signatures
from models.documents import verdict_file as doc
from models.documents.travelling import Signed, put
from models.ledger import driver
from models.previews import Arrival
from tests.benchmarks import documents
from tests.conftest import StillClock
from tests.desk.reviewing_kit import founded
from tui.headless import arrivals

pytestmark = pytest.mark.slow

COUNT: Final = 60
TABLES: Final = ("document", "signature", "result", "agency_sum", "quarantine")
_Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with verdict files, one whose answer was changed, one that bears the signature of another, one under another's name,
    and one issued by who made it."""
    folder = tmp_path_factory.mktemp("stick")
    way = documents.gone(folder / "team")
    files = [way.repeated(number)[-1] for number in range(COUNT)]
    for each in files:
        put(folder / "files", each)
    first, second, third = files[:3]
    put(folder / "files", Signed("a.toml", first.body.replace(b"level = 2", b"level = 4", 1), first.signatures))
    put(folder / "files", Signed("b.toml", second.body + b"\n", third.signatures))
    put(folder / "files", Signed(f"c_{first.name}", third.body, third.signatures))
    put(folder / "files", own_behind_the_rest(way, first.body))
    return folder / "files"


def own_behind_the_rest(way: documents.Way, body: bytes) -> Signed:
    """A verdict that says behind all else that whoever issued it took part in the verification."""
    supervisor = doc.parsed(body, "").people["supervisor"]
    made = body + f'\n[people.verifier-2]\nid = "{supervisor.id}"\nname = "{supervisor.name}"\nrole = "verifier"\n'.encode()
    return Signed("d.toml", made, (signatures.sign(way.keys[-1], made, way.purposes[-1]),))


def taken(profile: Path, stick: Path) -> tuple[list[Arrival], _Rows]:
    """How the files of a stick stood when they were taken in twice, and what is in the database afterwards."""
    found: list[Arrival] = []
    with opened(profile, clock=StillClock()) as desk:
        for _ in range(2):
            taking = arrivals._Taking(desk, frozenset({"new"}), dry_run=False)
            assert list(taking.steps([stick]))[-1] == (COUNT + 4, COUNT + 4)
            found += taking.judged
    with closing(driver.connect(profile / driver.DATABASE, writing=False)) as connection:
        return found, {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in TABLES}


def told(found: Collection[Arrival]) -> list[tuple[str, ...]]:
    """How files stood, as text."""
    return [(each.file, each.standing.value, each.title, each.signer, each.why.code if each.why else "") for each in found]


def test_what_others_looked_into_is_taken_in_and_refused_as_without_them(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts: list[bytes] = []

    def read(body: bytes, *rest: Any) -> Any:
        parts.append(body)
        return reads(body, *rest)

    reads = partly.read
    monkeypatch.setattr(lookahead, "FEW", 10)
    monkeypatch.setattr(partly, "read", read)
    # What others were given is waited for, whoever could do it sooner.
    monkeypatch.setattr(Future, "cancel", lambda _: False)
    stood: list[tuple[list[tuple[str, ...]], _Rows]] = []
    for processors in (1, 2):
        assert not parts
        monkeypatch.setattr(lookahead, "_processors", lambda processors=processors: processors)
        profile = Path(copytree(founded()[0] / "surya", tmp_path / str(processors)))
        found, rows = taken(profile, stick)
        stood.append((told(found), rows))
    assert stood[0] == stood[1]
    assert len(set(parts)) == COUNT
    found_, rows = stood[0]
    assert [len(rows[name]) for name in ("document", "signature", "result", "quarantine")][2:] == [COUNT, 4]
    codes = [code for *_, code in found_]
    assert (
        codes[: COUNT + 4].count("") == COUNT
        and sorted(filter(None, codes)) == ["check.name"] * 2 + ["signature.bytes"] * 4 + ["signer.own"] * 2
    )
