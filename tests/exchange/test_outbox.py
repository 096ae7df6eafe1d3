"""What is in no segment yet is known without going through all documents, and what is not known is sent a day later."""

from datetime import timedelta

import pytest

from models import exchange
from models.desk import intake, outgoing, projections
from models.documents import segment
from models.ledger import outbox
from tests.desk.reviewing_kit import Trio
from tests.exchange.kit import Memory, documents, meets, writes


def test_a_document_is_in_the_outbox_until_it_is_in_a_segment(team: Trio) -> None:
    note, carrier = writes(team.verifier), Memory()
    assert note in team.verifier.desk.ask(outgoing.outbox)
    meets(team.verifier, carrier)
    assert team.verifier.desk.ask(outgoing.outbox) == ()
    meets(team.lead, carrier)
    assert note in documents(team.lead) and note not in team.lead.desk.ask(outgoing.outbox)


def test_what_is_put_out_of_sight_before_it_went_goes_once_it_is_taken_back(team: Trio) -> None:
    note, carrier = writes(team.verifier), Memory()
    team.verifier.desk.do(intake.hide, [note])
    meets(team.verifier, carrier)
    assert team.verifier.desk.ask(outgoing.outbox) == ()
    team.verifier.desk.do(intake.unhide, [note])
    assert team.verifier.desk.ask(outgoing.outbox) == (note,)


def test_a_document_that_the_outbox_lacked_never_went_out(team: Trio) -> None:
    carrier = Memory()
    meets(team.verifier, carrier)
    note = writes(team.verifier)
    with team.verifier.desk.ledger.transaction(writing=True) as connection:
        connection.execute(outbox.OUTBOX.delete())
    assert team.verifier.desk.ask(projections.waiting).unlike == [note]
    team.verifier.clock.moment += timedelta(days=1)
    assert exchange.exchange(team.verifier.desk, "hq", carrier).sent == 1
    meets(team.lead, carrier)
    assert note in documents(team.lead)


def test_each_exchange_went_through_all_documents(team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    carrier = Memory()
    assert exchange.exchange(team.verifier.desk, "hq", carrier).sent
    monkeypatch.delattr(outbox, "expected")
    team.verifier.clock.step()
    assert not exchange.exchange(team.verifier.desk, "hq", carrier).sent


def test_a_segment_took_ten_minutes_on_a_slow_line_and_all_of_them_again_where_it_broke(
    team: Trio, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = Memory()
    meets(team.verifier, carrier)
    before = len(carrier.files)
    assert outgoing._MUCH * 6 <= segment.BYTES
    # As long as this is what one document may be: it goes by itself.
    monkeypatch.setattr(outgoing, "_MUCH", 100)
    written = {writes(team.verifier, text=f"Hari ke-{number}") for number in range(3)}
    assert meets(team.verifier, carrier).sent == 3
    assert len(carrier.files) == before + 3
    meets(team.lead, carrier)
    assert written <= documents(team.lead)
