"""A stick that somebody else had overnight: what they put on it is no segment, overwrites nothing, and keeps nobody else waiting."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from models.carriers import connected, parsed
from models.causes import Cause
from models.documents import segment
from models.errors import Refusal
from models.exchanged import Exchanged
from models.words import Words
from tests.desk.reviewing_kit import Laptop, Trio
from tests.exchange.kit import documents, meets, writes

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links, and has no such pipes")
_STRANGE = "0" * 16


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "STICK"
    made.mkdir()
    return made


def plugged_in(laptop: Laptop, stick: Path) -> Exchanged:
    """An exchange of a laptop with a stick."""
    return meets(laptop, connected(parsed("stik", str(stick))), "stik")  # type: ignore[arg-type]


def next_of(stick: Path) -> Path:
    """Where the only writer on a stick puts the next segment."""
    (written,) = stick.rglob("*.seg")
    return written.with_name("00000002.seg")


@pytest.mark.parametrize("is_there", [True, False], ids=["to a file", "to nothing"])
def test_a_link_in_the_place_of_ones_next_segment_overwrites_no_file_of_the_laptop(
    team: Trio, stick: Path, tmp_path: Path, is_there: bool
) -> None:
    precious, vera = tmp_path / "Skripsi.docx", team.verifier
    if is_there:
        precious.write_bytes(b"satu-satunya")
    writes(vera)
    plugged_in(vera, stick)
    next_of(stick).symlink_to(precious)
    note = writes(vera)
    plugged_in(vera, stick)
    assert (precious.read_bytes() if precious.exists() else None) == (b"satu-satunya" if is_there else None)
    plugged_in(team.lead, stick)
    assert note in documents(team.lead)


def test_a_folder_that_is_a_link_out_of_the_stick_is_not_written_through(team: Trio, stick: Path, tmp_path: Path) -> None:
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (stick / "w").symlink_to(elsewhere)
    writes(team.verifier)
    with pytest.raises(Refusal) as caught:
        plugged_in(team.verifier, stick)
    assert (caught.value.code, caught.value.fields["cause"]) == ("carrier.failed", Cause("link_out"))
    assert not [path for path in elsewhere.rglob("*") if path.is_file()]


def _link(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo, _link], ids=["folder", "pipe", "link to itself"])
def test_what_is_no_file_in_the_place_of_a_segment_stops_that_log_alone(team: Trio, stick: Path, put: Callable[[Path], None]) -> None:
    place = stick / segment.path(_STRANGE, 1)
    place.parent.mkdir(parents=True)
    put(place)
    note = writes(team.verifier)
    plugged_in(team.verifier, stick)
    assert [each.code for each in plugged_in(team.lead, stick).waiting] == ["segment.framing"]
    assert note in documents(team.lead)


def test_a_pipe_in_the_place_of_ones_next_segment_gives_way(team: Trio, stick: Path) -> None:
    writes(team.verifier)
    plugged_in(team.verifier, stick)
    os.mkfifo(next_of(stick))
    note = writes(team.verifier)
    plugged_in(team.verifier, stick)
    plugged_in(team.lead, stick)
    assert note in documents(team.lead)


def test_a_folder_in_the_place_of_ones_next_segment_was_told_with_nothing_to_do_about_it(team: Trio, stick: Path) -> None:
    writes(team.verifier)
    plugged_in(team.verifier, stick)
    place = next_of(stick)
    place.mkdir()
    note = writes(team.verifier)
    with pytest.raises(Refusal) as caught:
        plugged_in(team.verifier, stick)
    assert caught.value.fields["cause"] == Cause("folder")
    assert "move it off the carrier, or delete it" in Words("en").refusal(caught.value)
    place.rmdir()
    plugged_in(team.verifier, stick)
    plugged_in(team.lead, stick)
    assert note in documents(team.lead)


@pytest.mark.parametrize("bad", [1, 5])
def test_a_bad_sector_under_one_log_stops_that_log_alone_and_under_all_of_them_the_exchange(
    team: Trio, stick: Path, monkeypatch: pytest.MonkeyPatch, bad: int
) -> None:
    for number in range(bad):
        place = stick / segment.path(f"{number:016x}", 1)
        place.parent.mkdir(parents=True)
        place.write_bytes(b"x")
    note = writes(team.verifier)
    plugged_in(team.verifier, stick)
    really = os.open

    def fails(path: object, *rest: int, **more: int) -> int:
        if "0000000000000" in str(path):
            raise OSError(5, os.strerror(5))
        return really(str(path), *rest, **more)

    monkeypatch.setattr(os, "open", fails)
    if bad == 1:
        assert [each.code for each in plugged_in(team.lead, stick).waiting] == ["carrier.failed"]
        assert note in documents(team.lead)
    else:
        with pytest.raises(Refusal) as caught:
            plugged_in(team.lead, stick)
        assert caught.value.code == "carrier.failed"
