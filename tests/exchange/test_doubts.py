"""What was read back once is not believed for ever: a stick forgets, and of two copies of a laptop Syncthing keeps one file of a name."""

import pytest

from models.desk import receipts
from models.documents import segment
from models.errors import Refusal
from models.exchanged import Way
from tests.desk.reviewing_kit import Laptop, Trio
from tests.exchange.histories import copied
from tests.exchange.kit import Memory, documents, meets, way, writes

pytestmark = pytest.mark.slow

DAY = 86_400


def settled(carrier: Memory, *laptops: Laptop) -> None:
    """Let all exchange until they have said everything."""
    for _ in range(4):
        for each in laptops:
            meets(each, carrier)


def tears(carrier: Memory, document: str) -> None:
    """Let a carrier forget the segment that holds a document."""
    (path,) = [path for path, body in carrier.files.items() if document in segment.opened(body, path).heading.documents]
    carrier.files[path] = b""


def lacks(writer: Laptop, reader: Laptop, carrier: Memory, document: str) -> None:
    """A reader gives a receipt for what others wrote and none for what is torn; its writer then puts that back at once."""
    meets(reader, carrier)
    assert meets(writer, carrier).lost == 1
    meets(reader, carrier)
    assert document in documents(reader)


@pytest.mark.parametrize("left", [b"", b"x" * 700], ids=["empty", "other bytes"])
def test_a_segment_that_a_stick_forgot_after_it_was_read_back_is_written_again_the_next_day(team: Trio, left: bytes) -> None:
    vera, carrier = team.verifier, Memory()
    note = writes(vera)
    meets(vera, carrier)
    (path,) = carrier.files
    carrier.files[path] = left
    assert meets(team.lead, carrier).waiting
    vera.clock.step(DAY)
    assert meets(vera, carrier).lost == 1
    meets(team.lead, carrier)
    assert note in documents(team.lead)


def test_it_is_written_again_at_once_where_a_receipt_says_that_somebody_lacks_it(team: Trio) -> None:
    vera, lina, carrier = team.verifier, team.lead, Memory()
    first = writes(vera)
    settled(carrier, vera, lina)
    note = writes(vera, "12")
    meets(vera, carrier)
    tears(carrier, note)
    writes(team.supervisor)
    meets(team.supervisor, carrier)
    lacks(vera, lina, carrier, note)
    assert first in documents(lina)


def test_where_nobody_gives_receipts_each_segment_is_doubted_in_its_turn(team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    vera, carrier = team.verifier, Memory()
    for _ in range(5):
        writes(vera)
        meets(vera, carrier)
    monkeypatch.setattr(receipts, "_DOUBTED", 2)
    for path in carrier.files:
        carrier.files[path] = b""
    lost = []
    for _ in range(5):
        vera.clock.step(DAY)
        lost.append(meets(vera, carrier).lost)
    assert max(lost) == 2
    assert sum(lost) == 5


def test_a_receipt_that_a_stick_forgot_does_not_keep_what_stands_behind_it_from_others(team: Trio) -> None:
    vera, lina, carrier = team.verifier, team.lead, Memory()
    writes(vera)
    settled(carrier, vera, lina)
    (alone,) = [path for path, body in carrier.files.items() if not segment.opened(body, path).heading.documents]
    carrier.files[alone] = b""
    note = writes(lina)
    meets(lina, carrier)
    assert meets(team.supervisor, carrier).waiting
    lina.clock.step(DAY)
    assert meets(lina, carrier).lost == 1
    meets(team.supervisor, carrier)
    assert note in documents(team.supervisor)


def test_it_is_doubted_too_where_one_of_those_who_give_receipts_lacks_it(team: Trio) -> None:
    vera, carrier = team.verifier, Memory()
    note = writes(vera)
    settled(carrier, vera, team.lead)
    tears(carrier, note)
    vera.clock.step(10 * DAY)
    meets(vera, carrier)
    writes(team.lead, "12")
    meets(team.lead, carrier)
    lacks(vera, team.supervisor, carrier, note)


def test_of_somebody_who_is_far_behind_only_what_they_read_next_is_looked_at(team: Trio) -> None:
    vera, carrier, other = team.verifier, Memory(), Memory()
    for _ in range(9):
        writes(vera)
        meets(vera, carrier)
    own = set(carrier.files)
    writes(team.lead, "12")
    meets(team.lead, other)
    meets(team.supervisor, other)  # a receipt for what the lead wrote alone
    carrier.files |= other.files
    carrier.asked.clear()
    meets(vera, carrier)
    assert [path for verb, path in carrier.asked if verb == "get" and path in own] == [min(own)]


def test_what_is_proved_costs_nothing_the_next_day(team: Trio) -> None:
    vera, carrier = team.verifier, Memory()
    writes(vera)
    settled(carrier, vera, team.lead)
    vera.clock.step(4 * DAY)
    done = meets(vera, carrier)
    assert (done.bytes_in, done.bytes_out, done.lost) == (0, 0, 0)


@pytest.mark.parametrize("goes_on", [True, False], ids=["the other writes on", "the other writes nothing more"])
def test_of_two_copies_that_wrote_one_number_where_they_did_not_see_each_other_nothing_is_lost(team: Trio, goes_on: bool) -> None:
    vera, lina, carrier = team.verifier, team.lead, Memory()
    writes(vera)
    meets(vera, carrier)
    with copied(vera, "old") as old:
        mine, theirs = writes(vera, "12"), writes(old, "13")
        folders = [Memory(dict(carrier.files)), Memory(dict(carrier.files))]
        for laptop, folder in zip((vera, old), folders, strict=True):
            meets(laptop, folder)
        # Syncthing keeps the file that came last, and the other one under the name of a conflict.
        shared = Memory({**folders[0].files, **folders[1].files})
        settled(shared, vera, old, lina)
        later = {writes(vera, "14")} | ({writes(old, "15")} if goes_on else set())
        settled(shared, vera, old, lina)
        vera.clock.step(DAY)
        settled(shared, vera, old, lina)
        assert {mine, theirs} | later <= documents(lina)
        assert way(vera, mine) is Way.RECEIVED
        assert {mine, theirs} | later <= documents(vera) & documents(old)


def test_nor_is_what_was_written_under_the_name_that_was_left_to_the_copy(team: Trio) -> None:
    vera, lina, carrier = team.verifier, team.lead, Memory()
    writes(vera)
    meets(vera, carrier)
    with copied(vera, "old") as old:
        mine, theirs = writes(vera, "12"), writes(old, "13")
        folders = [Memory(dict(carrier.files)), Memory(dict(carrier.files))]
        for laptop, folder in zip((vera, old), folders, strict=True):
            meets(laptop, folder)
        later = writes(vera, "14")
        meets(vera, folders[0])
        # What came later is here before the one that another file of its name stands in the place of.
        shared = Memory({**folders[0].files, **folders[1].files})
        assert meets(old, shared).is_copy
        shared.files |= folders[0].files
        settled(shared, lina, vera)
        vera.clock.step(DAY)
        settled(shared, old, vera, lina)
        assert {mine, theirs, later} <= documents(lina)


def test_a_bad_sector_under_an_own_segment_keeps_nothing_new_from_going_out(team: Trio) -> None:
    vera, carrier = team.verifier, Memory()
    writes(vera)
    meets(vera, carrier)
    (bad,) = carrier.files

    def fails(verb: str, path: str) -> None:
        if verb == "get" and path == bad:
            raise Refusal("carrier.failed", carrier="hq", path=path, cause="-")

    carrier.before = fails
    vera.clock.step(DAY)
    note = writes(vera, "12")
    done = meets(vera, carrier)
    assert [each.code for each in done.waiting] == ["carrier.failed"]
    assert way(vera, note) is Way.CARRIED
