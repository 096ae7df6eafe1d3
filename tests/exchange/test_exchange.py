"""The exchange with one carrier: what is written on one laptop is on all, once, whatever happened in between."""

from pathlib import Path

import pytest

from models import exchange
from models.codes import digest
from models.desk import agenda, answers, checklists, exchanging, handing, reviewing, rounds, submitting, teams, verifications, ways
from models.desk.desk import opened
from models.errors import Refusal
from models.exchanged import Way, WayLine
from models.keyring import Keyring
from models.previews import Arriving
from tests.desk.agenda_kit import DONE, low, plans, signs
from tests.desk.publishing_kit import SMALL, publishes, small
from tests.desk.reviewing_kit import Laptop, Trio, ready
from tests.desk.seconding_kit import gives, quartet, second
from tests.exchange.kit import Memory, away_at, documents, goes_on_behind_a_copy, meets, writes

pytestmark = pytest.mark.slow


def way(laptop: Laptop, document: str) -> WayLine:
    return next(line for line in laptop.desk.ask(ways.ways) if line.digest == document)


def settled(team: Trio, carrier: Memory) -> None:
    """Let everybody exchange until nobody has anything to say."""
    while any(meets(laptop, carrier).bytes_out for laptop in (team.verifier, team.lead, team.supervisor)):
        pass


def test_what_one_wrote_the_others_have_and_a_second_time_changes_nothing(team: Trio) -> None:
    carrier = Memory()
    note = writes(team.verifier)
    sent = meets(team.verifier, carrier)
    assert sent.sent == 2  # the note, behind the team
    arrived = meets(team.lead, carrier)
    assert note in documents(team.lead)
    assert [each.standing for each in arrived.arrivals if each.kind == "note"] == [Arriving.NEW]
    settled(team, carrier)
    before = dict(carrier.files)
    assert not meets(team.verifier, carrier).arrivals
    assert carrier.files == before


def test_a_published_checklist_travels_before_what_goes_by_it(team: Trio) -> None:
    carrier = Memory()
    publishes(team.supervisor, small())
    meets(team.supervisor, carrier)
    meets(team.lead, carrier)
    team.lead.desk.do(rounds.begin, "kecil", SMALL, "2023-05-09")
    verification = team.lead.desk.do(verifications.begin, "32", "kecil")
    team.lead.desk.do(answers.record, verification, "REG-01", 3)
    handed = team.lead.sign(team.lead.desk.ask(handing.drawn_up, verification, team.verifier.desk.actor.person))
    team.lead.desk.do(handing.hand_over, verification, handed)
    settled(team, carrier)
    assert [line.checklist for line in team.verifier.desk.ask(verifications.mine)] == [SMALL]
    assert team.verifier.desk.ask(checklists.body, SMALL) == small()


def test_team_lists_from_before_somebody_joined_were_refused_and_that_was_told_as_a_fault(team: Trio) -> None:
    carrier = Memory()
    meets(team.supervisor, carrier)
    looked = exchange.look(team.verifier.desk, "hq", carrier).arrivals
    for arrivals in (looked, meets(team.verifier, carrier).arrivals):
        assert [each.standing for each in arrivals if each.kind == "team"] == [Arriving.HERE]
        assert not [each for each in arrivals if each.why is not None]
    settled(team, carrier)
    assert {line.way for line in team.supervisor.desk.ask(ways.ways)} == {Way.RECEIVED}


def test_nothing_to_say_costs_one_look_for_each_writer(team: Trio) -> None:
    carrier = Memory()
    writes(team.verifier)
    settled(team, carrier)
    carrier.asked.clear()
    done = meets(team.lead, carrier)
    writers = {path.split("/")[1] for path in carrier.files}
    assert done.requests == len(carrier.asked) == 1 + len(writers)


def test_a_return_reaches_the_verifier_with_its_remarks_and_each_step_is_told(team: Trio) -> None:
    carrier, vera, lina = Memory(), team.verifier, team.lead
    verification = ready(vera.desk)
    assert vera.desk.ask(ways.here_only) == 1
    submission = digest(vera.submits(verification).body)
    assert vera.desk.ask(ways.here_only) == 1
    assert way(vera, submission).way is Way.HERE
    meets(vera, carrier)
    assert (way(vera, submission).way, way(vera, submission).carriers) == (Way.CARRIED, ("hq",))
    assert vera.desk.ask(ways.here_only) == 0
    meets(lina, carrier)
    lina.desk.do(reviewing.remark, verification, "REG-01", "correction", "Pasal berapa?")
    lina.clock.step()
    review = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi pasalnya."))
    lina.desk.do(reviewing.conclude, verification, review)
    meets(lina, carrier)
    meets(vera, carrier)
    assert [remark.item for remark in vera.desk.ask(reviewing.standing, verification).remarks] == ["REG-01"]
    assert (way(vera, submission).way, way(vera, submission).by) == (Way.RECEIVED, "Lina")
    assert vera.desk.ask(ways.here_only) == 1  # what is being repaired


def test_a_second_verification_was_only_here_for_ever_once_its_opinion_had_left(tmp_path: Path) -> None:
    with quartet(tmp_path) as team:
        dua = team.second
        gives(team, second(dua))
        assert dua.desk.ask(ways.here_only) == 1
        meets(dua, Memory())
        assert dua.desk.ask(ways.here_only) == 0


def test_an_agenda_reaches_the_others_and_comes_back_as_they_went_on_with_it(team: Trio) -> None:
    carrier, vera, lina = Memory(), team.verifier, team.lead
    verification = low(vera)
    plans(vera, verification)
    signs(vera, verification)
    meets(vera, carrier)
    assert [each.kind for each in meets(lina, carrier).arrivals if each.standing is Arriving.NEW] == ["action"]
    lina.desk.do(agenda.mark, verification, "A01", DONE)
    signs(lina, verification)
    meets(lina, carrier)
    meets(vera, carrier)
    found = vera.desk.ask(agenda.of, verification)
    assert (found.revision, found.person, found.actions[0].status, found.beside) == (2, "Lina", "done", ())


def test_what_is_refused_there_is_told_here_with_the_reason(team: Trio) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    submission = digest(vera.submits(ready(vera.desk)).body)
    meets(vera, carrier)
    surya.clock.step()
    people = surya.desk.ask(teams.demanded).team.people
    place = next(id_ for id_, each in people.items() if each.name == "Vera")
    surya.desk.do(teams.assign, place, ("lead",), "", surya.ring.root())
    meets(surya, carrier)
    meets(vera, carrier)
    found = way(vera, submission)
    assert (found.way, found.by) == (Way.REFUSED, "Surya")
    assert found.why is not None and "Vera" in found.why.id
    surya.clock.step()
    surya.desk.do(teams.assign, place, ("verifier",), "", surya.ring.root())
    writes(vera)
    meets(vera, carrier)
    meets(surya, carrier)
    meets(vera, carrier)
    assert way(vera, submission).way is Way.RECEIVED


def test_a_receipt_of_somebody_who_only_verifies_counts_for_nothing(team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    carrier, vera, lina = Memory(), team.verifier, team.lead
    note = writes(vera)
    meets(vera, carrier)
    surya = team.supervisor
    place = next(id_ for id_, each in surya.desk.ask(teams.demanded).team.people.items() if each.name == "Lina")
    surya.clock.step()
    surya.desk.do(teams.assign, place, ("verifier",), "", surya.ring.root())
    meets(surya, Memory())  # the others hear of it last
    meets(lina, carrier)
    vera.takes(*surya.desk.ask(teams.chain))
    meets(vera, carrier)
    assert way(vera, note).way is Way.CARRIED


def test_a_torn_segment_is_waited_for_and_mended_by_its_writer(team: Trio) -> None:
    carrier = Memory()
    note = writes(team.verifier)
    meets(team.verifier, carrier)
    (path,) = carrier.files
    whole = carrier.files[path]
    carrier.files[path] = whole[: len(whole) // 2]
    assert meets(team.lead, carrier).waiting
    assert note not in documents(team.lead)
    team.verifier.desk.do(exchanging.reach, "hq", path.split("/")[1], 0)  # as where it was torn while it was written
    meets(team.verifier, carrier)
    assert carrier.files[path] == whole
    meets(team.lead, carrier)
    assert note in documents(team.lead)


def test_an_emptied_carrier_takes_nothing_away_and_is_filled_again(team: Trio) -> None:
    carrier = Memory()
    note = writes(team.verifier)
    settled(team, carrier)
    held = dict(carrier.files)
    carrier.files.clear()
    assert meets(team.lead, carrier).lost
    assert note in documents(team.lead)
    settled(team, carrier)
    assert {path: carrier.files[path] for path in held} == held


def test_what_is_known_by_one_carrier_is_passed_on_to_another(team: Trio) -> None:
    stick, server = Memory(), Memory()
    note = writes(team.verifier)
    meets(team.verifier, stick, "stick")
    meets(team.lead, stick, "stick")
    assert meets(team.lead, server, "server").passed_on == 1
    meets(team.supervisor, server, "server")
    assert note in documents(team.supervisor)


def test_a_laptop_put_back_to_an_old_copy_finds_its_own_work_and_writes_on_under_another_name(team: Trio, tmp_path: Path) -> None:
    carrier = Memory()
    lost = goes_on_behind_a_copy(team, carrier, tmp_path)
    with opened(tmp_path / "old", clock=team.verifier.clock) as desk:
        restored = Laptop(desk, Keyring(tmp_path / "old"), team.verifier.clock)
        again = writes(restored, "12")
        done = meets(restored, carrier)
        assert done.is_copy
        assert {lost, again} <= documents(restored)
        assert not meets(restored, carrier).is_copy
    meets(team.lead, carrier)
    assert {lost, again} <= documents(team.lead)


def test_what_is_recalled_after_it_was_cut_is_refused(team: Trio) -> None:
    carrier = Memory()
    carrier.before = away_at("put")
    verification = ready(team.verifier.desk)
    team.verifier.submits(verification)
    with pytest.raises(Refusal):
        meets(team.verifier, carrier)
    with pytest.raises(Refusal) as caught:
        team.verifier.desk.do(submitting.recall, verification)
    assert caught.value.code == "recall.left"
