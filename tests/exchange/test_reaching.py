"""Carriers by the names of the settings: which are meant, which of their folders are there, and that a failure is kept wherever it was."""

import time
from pathlib import Path

import pytest

from models.carriers.address import Address
from models.carriers.folder import Folder
from models.carrying import carry
from models.causes import Cause
from models.desk import ways
from models.desk.desk import Desk
from models.documents.travelling import gathered
from models.errors import Refusal
from models.exchange import Stopped
from models.exchange_told import Doing, summary, warnings
from models.exchanged import Exchanged
from models.previews import Arrival, Arriving
from models.reaching import Run, admit, chosen, folders, present
from models.words import Words
from tests.desk.reviewing_kit import Trio
from tests.exchange.files_kit import handed_in
from tests.exchange.kit import writes


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def no_password(_address: Address) -> str:
    return ""


def test_those_named_are_meant_once_and_all_where_none_is() -> None:
    carriers = {"usb": "/usb", "hq": "sftp://hq/x"}
    assert chosen(carriers, ()) == ("usb", "hq")
    assert chosen(carriers, ("hq", "hq")) == ("hq",)
    with refused("carrier.unknown"):
        chosen(carriers, ("usb", "lain"))
    with refused("carrier.none"):
        chosen({}, ())


def test_an_address_is_looked_at_when_it_is_set_and_nothing_else_is() -> None:
    admit("look.theme", "bukan folder")
    admit("carriers.usb", None)
    admit("carriers.usb", "/media/usb")
    with refused("carrier.address"):
        admit("carriers.usb", "bukan folder")
    with refused("carrier.password"):
        admit("carriers.hq", "sftp://ani:rahasia@hq/x")


def test_a_folder_that_is_not_there_or_no_folder_is_not_present(tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    (tmp_path / "file").write_text("")
    known = folders({name: str(tmp_path / name) for name in ("usb", "gone", "file")} | {"hq": "sftp://hq/x", "bad": "x"})
    assert known.keys() == {"usb", "gone", "file"}
    assert present(known) == {"usb"}


def failure(desk: Desk) -> str:
    return ", ".join(Words("en").of(why) for why in desk.ask(ways.failures).values())


def test_a_stick_that_was_not_there_failed_without_being_told_at_the_next_start(team: Trio, tmp_path: Path) -> None:
    vera, stick = team.verifier, tmp_path / "stick"
    writes(vera)
    with refused("carrier.away"):
        carry(vera.desk, "usb", str(stick), no_password, only_looks=True)
    assert failure(vera.desk) == ""
    with refused("carrier.away"):
        carry(vera.desk, "usb", str(stick), no_password)
    assert "cannot be reached" in failure(vera.desk)
    with refused("carrier.address"):
        carry(vera.desk, "usb", "stick", no_password)
    assert "stick is no address" in failure(vera.desk)
    stick.mkdir()
    assert carry(vera.desk, "usb", str(stick), no_password).sent == 2
    assert failure(vera.desk) == ""


def test_an_exchange_that_was_interrupted_at_its_files_was_told_as_done_at_the_next_start(team: Trio, tmp_path: Path, scan: Path) -> None:
    handed_in(team, scan)
    vera, stick = team.verifier, tmp_path / "stick"
    stick.mkdir()

    def stopped(what: str, count: int, _total: int) -> None:
        if (what, count) == ("file", 1):
            raise Stopped

    with pytest.raises(Stopped):
        carry(vera.desk, "usb", str(stick), no_password, stopped, files=10_000_000)
    assert "not all files of evidence yet" in failure(vera.desk)
    assert carry(vera.desk, "usb", str(stick), no_password, files=10_000_000).files.sent == 1
    assert failure(vera.desk) == ""


def test_a_stick_without_room_for_files_was_told_as_done_at_the_next_start(
    team: Trio, tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_in(team, scan)
    stick, put = tmp_path / "stick", Folder.put
    stick.mkdir()

    def full(self: Folder, path: str, content: bytes) -> None:
        if path.startswith("q/"):
            raise Refusal("carrier.failed", carrier="usb", path=path, cause=Cause("enospc"))
        put(self, path, content)

    monkeypatch.setattr(Folder, "put", full)
    carry(team.verifier.desk, "usb", str(stick), no_password, files=10_000_000)
    assert "q/" in failure(team.verifier.desk)


def test_a_password_is_in_nothing_that_is_printed() -> None:
    assert "rahasia" not in repr(Run({"hq": "rahasia"}))


def test_what_came_is_told_by_its_standing_and_what_is_to_be_looked_after() -> None:
    words = Words("en")
    done = Exchanged("usb", [Arrival("a", "1", Arriving.NEW), Arrival("b", "2", Arriving.NEW), Arrival("c", "3", Arriving.REFUSED)], 1)
    assert summary(words, done) == "3 documents came (2 new, 1 refused); 1 document sent and read back."
    assert summary(words, done, is_preview=True) == "3 documents would come (2 new, 1 refused); 1 document would go."
    assert [*warnings(words, done)] == []
    done.lost, done.is_copy, done.copies = 1, True, ["3f" * 16]
    done.waiting.append(Refusal("segment.device", file="w/3f/1.seg", device="d1"))
    lost, is_copy, copies, waits = warnings(words, done)
    assert "usb" in lost
    assert "restored backup" in is_copy
    assert "3f3f3f3f" in copies
    assert "w/3f/1.seg" in waits


def test_a_correction_that_came_before_what_it_corrects_was_counted_as_a_segment_that_waits() -> None:
    early = Exchanged("usb", waiting=[Refusal("exchange.earlier", title="Aceh", signer="Vera", count=1)])
    assert summary(Words("en"), early) == "0 documents came; 0 documents sent and read back."
    early.waiting.append(Refusal("segment.framing", file="w/3f/1.seg"))
    assert summary(Words("en"), early) == "0 documents came; 0 documents sent and read back; 1 segment waits."


def test_the_folder_of_a_carrier_was_told_to_hold_no_document_and_not_how_it_is_read(team: Trio, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert list(gathered([stick])) == []
    writes(team.verifier)
    carry(team.verifier.desk, "usb", str(stick), no_password)
    (why,) = gathered([stick])
    assert isinstance(why, Refusal)
    assert why.code == "documents.carrier"


def test_a_piece_that_takes_minutes_looked_like_an_exchange_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    doing = Doing(Words("en"), "hq")
    assert doing.told("file", 0, 3) == "Files of evidence, hq: 0/3"
    now[0] += 75
    assert doing.told("file", 0, 3) == "Files of evidence, hq: 0/3 · for 75 seconds"
    assert doing.told("file", 1, 3) == "Files of evidence, hq: 1/3"
    assert doing.told("connect", 0, 0) == "Connecting to hq …"
