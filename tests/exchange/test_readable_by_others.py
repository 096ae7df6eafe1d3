"""What is written can be read by everybody else: one segment that cannot would keep all that is written behind it from them, for ever."""

import pytest

from models.codes import digest, minted
from models.desk import keeping, receipts, ways
from models.documents import segment, signatures
from models.documents.segment import Segment
from models.documents.travelling import Signed
from models.exchanged import Way
from tests.desk.reviewing_kit import Trio
from tests.exchange.histories import by_hand
from tests.exchange.kit import Memory, documents, meets, writes

pytestmark = pytest.mark.slow


def test_a_file_refused_for_thousands_of_faults_does_not_end_the_exchange_of_whoever_gives_a_receipt(team: Trio) -> None:
    vera, carrier = team.verifier, Memory()
    stored = vera.desk.ask(keeping.stored, writes(vera))
    body = "".join(f'{"k" * 60}{number:04} = "x"\n' for number in range(3_000)).encode() + stored.body
    faulty = Signed("catatan.toml", body, (signatures.sign(vera.ring.person(), body, "note"),))
    carrier.files[segment.path("a" * 16, 1)] = by_hand(vera, "a" * 16, 1, "", faulty)
    assert [each.why.code for each in meets(team.lead, carrier).arrivals if each.why] == ["document.faults"]
    assert not meets(vera, carrier).waiting
    (told,) = [opened.heading.refused for path, found in carrier.files.items() if (opened := segment.opened(found, path)).heading.refused]
    ((_, why),) = told.items()
    assert (why.code, len(why.id), len(why.en), why.en[-1]) == ("document.faults", 1_000, 1_000, "…")


def test_what_was_refused_of_one_was_kept_beside_everybody_on_every_laptop(team: Trio) -> None:
    vera, carrier = team.verifier, Memory()
    stored = vera.desk.ask(keeping.stored, writes(vera))
    writes(team.supervisor)
    faulty = Signed("catatan.toml", b"x = 1\n" + stored.body, (signatures.sign(vera.ring.person(), b"x = 1\n" + stored.body, "note"),))
    carrier.files[segment.path("a" * 16, 1)] = by_hand(vera, "a" * 16, 1, "", faulty)
    for each in (vera, team.supervisor, team.lead, vera, team.supervisor):
        meets(each, carrier)
    for each, kept in ((team.lead, 1), (vera, 2), (team.supervisor, 2)):
        with each.desk.ledger.transaction(writing=False) as connection:
            told = connection.exec_driver_sql("SELECT giver, refused FROM receipt WHERE refused <> '{}'").all()
        assert len(told) == kept, each.desk.ledger.folder.name
    assert not meets(team.lead, carrier).sent  # it says the same as before


def test_documents_that_no_segment_can_hold_together_go_out_in_several(team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    vera, carrier = team.verifier, Memory()
    notes = {writes(vera, text=" ".join(minted() for _ in range(100))) for _ in range(7)}
    monkeypatch.setattr(segment, "LONGEST", 6_000)
    meets(vera, carrier)
    assert max(map(len, carrier.files.values())) <= 6_000
    assert len(carrier.files) > 1
    assert not meets(team.lead, carrier).waiting
    assert documents(team.lead) >= notes
    meets(vera, carrier)
    assert {line.way for line in vera.desk.ask(ways.ways) if line.digest in notes} == {Way.RECEIVED}


@pytest.mark.parametrize("room", [0, 1, 3, 4])
def test_what_is_refused_and_finds_no_room_in_a_receipt_is_not_told_as_received(
    team: Trio, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    vera, carrier, previous = team.verifier, Memory(), ""
    stored = vera.desk.ask(keeping.stored, writes(vera))
    for number in range(1, 6):
        body = b"x%d = 1\n" % number + stored.body
        faulty = Signed("catatan.toml", body, (signatures.sign(vera.ring.person(), body, "note"),))
        path = segment.path("a" * 16, number)
        carrier.files[path] = by_hand(vera, "a" * 16, number, previous, faulty)
        previous = digest(carrier.files[path])
    # Of as many as are looked at: what is read holds more.
    with monkeypatch.context() as patched:
        patched.setattr(receipts, "_REFUSED", room)
        assert len([each for each in meets(team.lead, carrier).arrivals if each.why]) == 5
    places = {id_: number for number in range(1, 6) for id_ in opened(carrier, "a" * 16, number).heading.documents}
    told = [found.heading for path, body in carrier.files.items() if (found := segment.opened(body, path)).heading.refused]
    assert [len(each.refused) for each in told] == [room] * bool(told)
    assert not told or told[0].received.get("a" * 16, 0) == min(number for id_, number in places.items() if id_ not in told[0].refused) - 1


def opened(carrier: Memory, writer: str, number: int) -> Segment:
    """A segment on a carrier."""
    return segment.opened(carrier.files[segment.path(writer, number)], "")
