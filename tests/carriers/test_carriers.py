"""What every carrier does, on real servers: the same whichever of them it is."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.carriers import Carrier, connected, parsed
from models.causes import Cause
from tests.carriers.asking import LIMIT, PATH, refused
from tests.carriers.servers import Place, free_port

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("carriers")]

FOREIGN = (
    ".syncthing.00000002.seg.tmp",
    "~syncthing~00000002.seg.tmp",
    "00000001.sync-conflict-20261129-010203-ABCDEFG.seg",
    "00000001.seg.part",
    "00000001.seg.0a1b2c3d.part",
    "._00000001.seg",
    ".DS_Store",
    "Thumbs.db",
    "berkas kedua – salinan #1 100%.seg",
)


def test_what_is_put_is_there(carrier: Carrier) -> None:
    assert carrier.names("w") == frozenset()
    assert carrier.get(PATH, LIMIT) is None
    carrier.put(PATH, b"satu")
    assert carrier.get(PATH, LIMIT) == b"satu"
    carrier.put(PATH.replace("1.seg", "2.seg"), b"dua")
    assert carrier.names("w/0123456789abcdef/0000") == {"00000001.seg", "00000002.seg"}
    assert carrier.names("w") == {"0123456789abcdef"}
    assert carrier.names("w/0123456789abcdef") == {"0000"}
    assert carrier.names("w/fedcba9876543210") == frozenset()
    assert carrier.get("w/fedcba9876543210/0000/00000001.seg", LIMIT) is None
    # The beginning of a name is no folder.
    assert carrier.names("w/0123") == frozenset()


def test_what_is_there_is_not_put_over_unless_asked(carrier: Carrier) -> None:
    carrier.put(PATH, b"satu")
    told = refused("carrier.taken", carrier.put, PATH, b"dua dua")
    assert told.fields["path"] == PATH
    assert carrier.get(PATH, LIMIT) == b"satu"
    refused("carrier.taken", carrier.put, PATH, b"satu")
    carrier.put_over(PATH, b"dua dua")
    assert carrier.get(PATH, LIMIT) == b"dua dua"
    carrier.put_over(PATH, b"3")
    assert carrier.get(PATH, LIMIT) == b"3"
    carrier.put_over("w/baru/0000/1.seg", b"baru")
    assert carrier.get("w/baru/0000/1.seg", LIMIT) == b"baru"
    # What was written beside is gone.
    assert carrier.names("w/0123456789abcdef/0000") == {"00000001.seg"}


def test_nothing_and_much_are_carried_alike_and_too_much_is_not_read(carrier: Carrier) -> None:
    much = bytes(range(256)) * 32_768
    carrier.put("q/0", b"")
    carrier.put("q/8", much)
    assert carrier.get("q/0", LIMIT) == b""
    assert carrier.get("q/0", 0) == b""
    assert carrier.get("q/8", len(much)) == much
    told = refused("carrier.too_large", carrier.get, "q/8", len(much) - 1)
    assert told.fields["limit"] == (len(much) - 1) // 1000
    # And the line still serves.
    assert carrier.get("q/0", LIMIT) == b""


def test_files_of_others_disturb_nothing(place: Place, carrier: Carrier) -> None:
    carrier.put(PATH, b"satu")
    folder = PATH.rpartition("/")[0]
    if place.folder is None:
        for name in FOREIGN:
            carrier.put(f"{folder}/{name}", b"lain")
    else:
        for name in FOREIGN:
            (place.at() / folder / name).write_bytes(b"lain")
        (place.at() / folder / "00000009.seg").mkdir()
    assert {"00000001.seg", *FOREIGN} <= carrier.names(folder)
    carrier.put(PATH.replace("1.seg", "2.seg"), b"dua")
    carrier.put_over(PATH, b"satu lagi")
    assert carrier.get(PATH, LIMIT) == b"satu lagi"


def test_a_reader_sees_the_old_or_the_new_but_nothing_torn(place: Place) -> None:
    text = place.address()
    writer, reader = place.connected(text), place.connected(text)
    old, new = b"a" * 400_000, b"b" * 700_000
    writer.put(PATH, old)

    def write() -> None:
        for each in (new, old, new):
            writer.put_over(PATH, each)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        seen = [reader.get(PATH, LIMIT)]
        while not writing.done():
            seen.append(reader.get(PATH, LIMIT))
        writing.result()
    # What other servers give meanwhile is for the exchange to wait out: a segment that is torn is no segment.
    assert not place.is_gapless or {*seen} <= {old, new}
    assert reader.get(PATH, LIMIT) == new
    writer.close()
    reader.close()


def test_closing_twice_is_closing(place: Place) -> None:
    carrier = place.connected()
    carrier.close()
    carrier.close()


def test_where_nobody_answers_it_is_away(place: Place) -> None:
    if place.kind == "folder":
        refused("carrier.away", connected, parsed("hq", f"{place.folder}/nowhere"))
    else:
        text = re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{free_port()}", place.address())
        told = refused("carrier.away", connected, parsed("hq", text), place.password)
        assert told.fields["address"] == text


def test_a_folder_that_is_not_there_is_not_made(place: Place) -> None:
    # A bucket has no folders, so that there it is the bucket.
    text = place.text.replace("wadah/{}", "nowhere").replace("{}", "nowhere")
    assert refused("carrier.away", place.connected, text).fields["cause"] == Cause("enoent")


def test_the_wrong_password_or_key_is_told_and_kept_to_oneself(place: Place) -> None:
    if place.kind == "folder" or not place.is_guarded:
        return
    text, password = place.wrong or place.address(), "" if place.wrong else "Salah-Sekali-99"
    told = refused("carrier.denied", connected, parsed("hq", text), password)
    assert "Salah-Sekali-99" not in f"{told} {told!r} {told.fields}"


def test_where_nothing_can_be_written_it_is_said(place: Place) -> None:
    if not place.closed:
        return
    carrier = place.connected(place.closed)
    told = refused("carrier.failed", carrier.put, PATH, b"satu")
    assert told.fields["path"] == PATH
    refused("carrier.failed", carrier.put_over, PATH, b"satu")
    assert carrier.get(PATH, LIMIT) is None
    carrier.close()


@pytest.mark.parametrize("kind", ["folder", "openssh", "asyncssh", "apache"])
def test_a_place_that_vanished_in_the_middle_was_taken_for_one_that_was_emptied(kind: str, places: Callable[[str], Place]) -> None:
    place = places(kind)
    carrier = place.connected()
    carrier.put(PATH, b"satu")
    assert carrier.names("q") == frozenset()
    there = place.at()
    there.rename(there.with_name(f"{there.name}-gone"))
    assert refused("carrier.away", carrier.names, "w").fields["cause"] == Cause("enoent")
    there.with_name(f"{there.name}-gone").rename(there)
    assert carrier.names("w") == {"0123456789abcdef"}
    carrier.close()
