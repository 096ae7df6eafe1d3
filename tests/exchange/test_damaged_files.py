"""Files of evidence that came to harm on their way: each is found, told, and put right by whoever sent it."""

import os
from pathlib import Path

import pytest

from models.desk import filed
from models.errors import Refusal
from models.exchange_files import PIECE
from models.exchange_files import exchange_files as exchanged
from tests.desk.reviewing_kit import Trio
from tests.exchange.files_kit import CONTENT, handed_in, told
from tests.exchange.kit import away_at, meets

pytestmark = pytest.mark.slow


def test_a_piece_that_a_stick_tore_is_put_right_before_it_counts_as_sent(team: Trio, scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carrier = handed_in(team, scan)
    really = carrier.put

    def tears(path: str, content: bytes) -> None:
        really(path, content[:100] if path.endswith("1") else content)

    monkeypatch.setattr(carrier, "put", tears)
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 1
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1


def test_a_piece_that_was_torn_before_is_not_believed_because_it_is_there(team: Trio, scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carrier = handed_in(team, scan)
    really = carrier.put

    def tears(path: str, content: bytes) -> None:
        really(path, content[:100] if path.startswith("q/") else content)

    with monkeypatch.context() as patched:
        patched.setattr(carrier, "put", tears)
        patched.setattr(carrier, "put_over", tears)
        with pytest.raises(Refusal):
            exchanged(team.verifier.desk, "hq", carrier, 10_000_000)
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 1
    assert told(team.lead, carrier) == ["file.damaged"]
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 1
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1


@pytest.mark.parametrize("junk", [b"", b"x" * 10, b"x" * (PIECE + 1)], ids=["empty", "short", "too long"])
def test_what_a_stranger_put_in_the_place_of_pieces_is_found_told_and_put_right(team: Trio, scan: Path, junk: bytes) -> None:
    carrier = handed_in(team, scan)
    (each,) = team.verifier.desk.ask(filed.to_send)
    carrier.files |= {f"q/{each.digest}/{number:08}": junk for number in range(-(-len(CONTENT) // PIECE))}
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 0
    assert [told(team.lead, carrier), told(team.supervisor, carrier)] == [["file.damaged"], []]
    meets(team.supervisor, carrier)
    assert told(team.supervisor, carrier) == ["file.damaged"]
    assert len([path for path in carrier.files if "/damaged-" in path]) == 1
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 1
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 0
    for laptop in (team.lead, team.supervisor):
        assert exchanged(laptop.desk, "hq", carrier, 10_000_000).received == 1


def test_a_damaged_file_was_fetched_whole_again_at_every_exchange(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    exchanged(team.verifier.desk, "hq", carrier, 10_000_000)
    piece = next(path for path in carrier.files if path.startswith("q/"))
    held = carrier.files[piece]
    carrier.files[piece] = b"sobek"
    assert told(team.lead, carrier) == ["file.damaged"]
    for _ in range(2):
        done = exchanged(team.lead.desk, "hq", carrier, 10_000_000)
        assert ([each.code for each in done.told], done.bytes_in) == (["file.damaged"], 0)
    (note,) = (team.lead.desk.ledger.folder / "files").glob("*.damaged")
    # Its sender is gone, and what carries it put it right.
    carrier.files[piece] = held
    os.utime(note, (0, 0))
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1
    assert not note.exists()


def test_what_a_power_cut_took_of_a_file_that_was_coming_was_told_as_damaged_by_its_sender(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    exchanged(team.verifier.desk, "hq", carrier, 10_000_000)
    carrier.before = away_at("get", 3)
    with pytest.raises(Refusal):
        exchanged(team.lead.desk, "hq", carrier, 10_000_000)
    (part,) = (team.lead.desk.ledger.folder / "files").iterdir()
    assert part.stat().st_size == 2 * PIECE
    part.write_bytes(bytes(2 * PIECE))
    carrier.before = lambda _verb, _path: None
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1
    assert not [path for path in carrier.files if "damaged" in path]


def test_a_damaged_file_on_what_takes_no_mark_is_fetched_again(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    exchanged(team.verifier.desk, "hq", carrier, 10_000_000)
    piece = next(path for path in carrier.files if path.startswith("q/"))
    held = carrier.files[piece]
    carrier.files[piece], carrier.before = b"sobek", away_at("put")
    assert told(team.lead, carrier) == ["file.damaged"]
    carrier.files[piece] = held
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1


def test_marks_that_a_stranger_put_there_cost_little_and_lead_nowhere(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    exchanged(team.verifier.desk, "hq", carrier, 10_000_000)
    (each,) = team.verifier.desk.ask(filed.to_send)
    names = ["damaged-", "damaged-x", "damaged-0000000000000000x", "damaged-00000000 0000000", *(f"damaged-{n:016x}" for n in range(500))]
    carrier.files |= {f"q/{each.digest}/{name}": b"" for name in names}
    carrier.asked.clear()
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 1
    assert sorted(path for path in carrier.files if "mended-" in path) == [f"q/{each.digest}/mended-{n:016x}" for n in range(20)]
    assert len(carrier.asked) < 100
