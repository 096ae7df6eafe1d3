"""Whoever was cut off in the middle of a file leaves nothing half written at a place once they were there again."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models import carrying
from models.carriers import connected, parsed
from models.carriers.heeding import Heeding
from models.desk.desk import opened
from models.errors import Refusal
from tests.carriers.asking import LIMIT, refused
from tests.carriers.faults import relayed
from tests.carriers.servers import Place, impatient
from tests.desk.reviewing_kit import trio

MARK = "0a1b2c3d"


@pytest.mark.slow
@pytest.mark.xdist_group("carriers")
@pytest.mark.parametrize("kind", ["openssh", "apache"])
def test_every_line_that_was_cut_left_one_more_half_file_on_the_server_for_ever(kind: str, places: Callable[[str], Place]) -> None:
    place, content = places(kind), bytes(300_000)
    text = place.address()
    port = urlsplit(text).port or 0
    # The one keeps what came of a file until then, the other holds it whole before it is renamed.
    half = place.at() / "w" / f"1.{MARK}.tmp"

    def breaks(up: bytes, _down: int) -> bool:
        return len(up) > 150_000 and (kind == "openssh" or half.exists())

    with relayed(port) as relay:
        for _ in range(2):
            carrier = connected(parsed("hq", text.replace(f":{port}/", f":{relay.port}/")), place.password, impatient, MARK)
            relay.times, relay.breaks = 99, breaks
            refused("carrier.away", carrier.put, "w/1", content)
            carrier.close()
            # What a server writes aside by itself goes by itself, a moment later.
            left = [each.name for each in (place.at() / "w").iterdir() if not each.name.startswith(".dav")]
            assert [name.startswith(f"1.{MARK}") for name in left] == [True], left
    carrier = connected(parsed("hq", text), place.password, impatient, MARK)
    carrier.put("w/1", content)
    assert carrier.get("w/1", LIMIT) == content
    assert carrier.names("w") == {"1"}
    carrier.close()


def test_what_a_laptop_left_half_written_on_a_stick_stayed_there_for_ever(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / f"1.{MARK}.part").write_bytes(b"sa")
    connected(parsed("usb", str(tmp_path)), mark=MARK).put("w/1", b"satu")
    assert [each.name for each in (tmp_path / "w").iterdir()] == ["1"]


def test_a_profile_calls_what_is_half_written_the_same_each_time_and_its_copy_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks: list[str] = []

    def reached(*given: object) -> Heeding:
        marks.append(str(given[-1]))
        raise Refusal("carrier.away", carrier="hq", address="hq.example", cause="-")

    monkeypatch.setattr(carrying, "reached", reached)
    with trio(tmp_path) as team:
        shutil.copytree(tmp_path / "vera", tmp_path / "copy")
        with opened(tmp_path / "copy") as copy:
            for desk in (team.verifier.desk, team.verifier.desk, copy, team.lead.desk):
                with suppress(Refusal):
                    carrying.carry(desk, "hq", str(tmp_path), lambda _: "")
    assert marks[0] == marks[1]
    assert len({*marks}) == 3
