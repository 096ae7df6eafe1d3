"""`verifier import` of documents and `verifier documents`: what comes in, what is refused, and how both go out again."""

from pathlib import Path

import pytest

from models.desk.desk import opened
from models.documents.travelling import Signed, met, put
from tests.conftest import StillClock
from tests.desk.acts import decided
from tests.desk.arriving import founded, member, sent
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture
def stick(verifier: Commands, verification: str, tmp_path: Path, clock: StillClock) -> Path:
    """A stick with a verdict file of Budi, who is in the team, one with a byte changed, and a link."""
    folder = tmp_path / "stick"
    with opened(verifier.folder, clock=clock) as desk, member(desk, founded(desk), tmp_path / "budi", clock) as (other, ring):
        good = sent(other, ring, decided(other))
        put(folder, good)
        put(folder, Signed("lain.toml", good.body.replace(b"level = 3", b"level = 4", 1), good.signatures))
        (folder / "tautan.toml").symlink_to(folder / good.name)
    return folder


def test_a_whole_stick_is_looked_at_and_then_taken_in(verifier: Commands, stick: Path) -> None:
    code, out, said = verifier("import", stick, "--dry-run")
    assert code == 1
    assert [line.split()[0] for line in out.splitlines()[1:]] == ["new", "refused"]
    assert "signed by Budi" in out
    assert "1 document would be taken in" in said
    assert "link" in said
    assert data(verifier("documents", "--json"))["documents"] == []
    code, _, said = verifier("import", stick, language="id")
    assert code == 1
    assert "1 dokumen diambil. 1 berkas ditolak dan disimpan dalam karantina" in said
    code, _, said = verifier("import", stick)
    assert (code, "0 documents taken in" in said) == (1, True), "what is here already is not taken again"
    code, out, _ = verifier("import", stick, "--json")
    assert code == 1
    assert '"standing": "here"' in out
    assert '"standing": "unread"' in out


def test_what_came_in_goes_out_again_byte_for_byte(verifier: Commands, stick: Path, tmp_path: Path) -> None:
    verifier("import", stick)
    code, out, _ = verifier("documents", "--to", tmp_path / "out")
    assert code == 0
    path = Path(out.strip())
    assert met(path) == met(stick / path.name)


def test_what_was_refused_is_listed_and_handed_on_with_its_reason(verifier: Commands, stick: Path, tmp_path: Path) -> None:
    verifier("import", stick)
    code, out, said = verifier("documents", "--refused")
    assert (code, "lain.toml" in out, "1 file in quarantine" in said) == (0, True, True)
    code, out, _ = verifier("documents", "--refused", "--to", tmp_path / "hq")
    path = Path(out.strip())
    assert path.read_bytes() == (stick / "lain.toml").read_bytes()
    assert len(path.with_name(f"{path.name}.txt").read_text("utf-8").splitlines()) == 3


def test_a_document_is_hidden_and_seen_again(verifier: Commands, stick: Path) -> None:
    verifier("import", stick)
    (line,) = data(verifier("documents", "--json"))["documents"]
    verifier("documents", line["id"][:12], "--hide")
    assert data(verifier("documents", "--json"))["documents"] == []
    assert [each["is_hidden"] for each in data(verifier("documents", "--all", "--json"))["documents"]] == [True]
    verifier("documents", line["id"][:12], "--unhide")
    assert [each["is_hidden"] for each in data(verifier("documents", "--json"))["documents"]] == [False]


def test_nothing_is_hidden_that_was_not_named(verifier: Commands, stick: Path) -> None:
    verifier("import", stick)
    assert "No document is named" in verifier.refused("documents", "--hide")
    assert "no document ffff" in verifier.refused("documents", "ffff", "--hide")
