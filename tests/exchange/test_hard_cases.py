"""What goes wrong between laptops and carriers, case by case."""

from contextlib import suppress
from datetime import timedelta, timezone

import pytest

from models import exchange
from models.codes import digest
from models.desk import keeping, notes, noting, teams
from models.documents import segment
from models.errors import Refusal
from models.previews import Arriving
from models.words import Words
from tests.desk.noting_kit import VISIT, drawn
from tests.desk.reviewing_kit import Laptop, Trio
from tests.exchange.carriers import Died, Faulty, Store
from tests.exchange.histories import by_hand, with_new_device
from tests.exchange.kit import Memory, documents, meets, writes

pytestmark = pytest.mark.slow


def corrects(laptop: Laptop, note: str) -> str:
    """A correction of a note."""
    laptop.clock.step()
    signed = drawn(laptop, "visit", {**VISIT, "text": f"Lain {laptop.clock.moment}"}, corrects=note)
    laptop.desk.do(notes.write, signed)
    return digest(signed.body)


def test_a_segment_that_comes_by_two_carriers_has_no_effect_the_second_time(team: Trio) -> None:
    stick, server = Memory(), Memory()
    note = writes(team.verifier)
    meets(team.verifier, stick, "stick")
    meets(team.verifier, server, "server")
    assert any(each.digest == note for each in meets(team.lead, stick, "stick").arrivals)
    done = meets(team.lead, server, "server")
    assert (done.arrivals, done.passed_on, done.copies) == ([], 0, [])


def test_a_correction_that_comes_before_what_it_corrects_says_so_and_order_matters_not(team: Trio) -> None:
    vera, first, second = team.verifier, Memory(), Memory()
    note = writes(vera)
    correction = corrects(vera, note)
    stored = [vera.desk.ask(keeping.stored, each) for each in (note, correction)]
    second.files[segment.path("a" * 16, 1)] = by_hand(vera, "a" * 16, 1, "", stored[1])
    first.files[segment.path("b" * 16, 1)] = by_hand(vera, "b" * 16, 1, "", stored[0])
    early = meets(team.lead, second, "second")
    assert [each.code for each in early.waiting] == ["exchange.earlier"]
    assert [each.lacks for each in early.arrivals if each.digest == correction] == [(note,)]
    late = meets(team.lead, first, "first")
    assert not late.waiting
    assert [each.standing for each in late.arrivals if each.digest == note] == [Arriving.REPLACED]
    assert [line.digest for line in team.lead.desk.ask(noting.lines)] == [correction]


@pytest.mark.slow
def test_pulled_out_at_any_call_the_next_exchange_completes_it(team: Trio) -> None:
    store, notes_ = Store("hq"), set()
    for fault in ("away", "died", "torn", "said late"):
        for call in range(1, 8):
            notes_.add(writes(team.verifier))
            for laptop in (team.verifier, team.lead):
                laptop.clock.step()
                with suppress(Refusal, Died):
                    exchange.exchange(laptop.desk, "hq", Faulty(store=store, laptop="-", fault=fault, at=call))
            if call == 7:
                for laptop in (team.verifier, team.lead):
                    exchange.exchange(laptop.desk, "hq", Faulty(store=store, laptop="-"))
                assert notes_ <= documents(team.lead)
    assert store.held() >= notes_


def test_files_of_syncthing_beside_segments_are_no_segments(team: Trio) -> None:
    carrier = Memory()
    writes(team.verifier)
    meets(team.verifier, carrier)
    (path,) = carrier.files
    folder = path.rpartition("/")[0]
    for name in (".syncthing.00000002.seg.tmp", "00000002.sync-conflict-20260101-120000-ABCDEFG.seg"):
        carrier.files[f"{folder}/{name}"] = carrier.files[path]
    carrier.files["w/.stfolder/x"] = b""
    note = writes(team.verifier)
    done = meets(team.verifier, carrier)
    assert (done.is_copy, done.lost) == (False, 0)
    assert not meets(team.lead, carrier).waiting
    assert note in documents(team.lead)


@pytest.mark.parametrize("days", [-4000, 4000])
def test_a_clock_that_is_years_off_is_told_and_orders_nothing(team: Trio, days: int) -> None:
    carrier, vera = Memory(), team.verifier
    moment = vera.clock.moment + timedelta(days=days)
    at = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    note = writes(vera)
    carrier.files[segment.path("a" * 16, 1)] = by_hand(vera, "a" * 16, 1, "", vera.desk.ask(keeping.stored, note), cut_at=at)
    done = meets(team.lead, carrier)
    (odd,) = done.clocks.values()
    # As people read it, on the clock of whoever does.
    words = Words("en", zone=lambda moment: moment.astimezone(timezone(timedelta(hours=7))))
    assert f"was written {words.moment(moment)} by that laptop, and it is {words.moment(team.lead.clock.moment)} here" in words.refusal(odd)
    assert note in documents(team.lead)


def test_another_laptop_of_the_team_writes_on_a_log_that_is_not_its_own_and_is_not_read(team: Trio) -> None:
    carrier, vera, lina = Memory(), team.verifier, team.lead
    writes(vera)
    meets(vera, carrier)
    (path,) = carrier.files
    writer, note = path.split("/")[1], writes(lina)
    forged = by_hand(lina, writer, 2, digest(carrier.files[path]), lina.desk.ask(keeping.stored, note))
    carrier.files[segment.path(writer, 2)] = forged
    assert [each.code for each in meets(team.supervisor, carrier).waiting] == ["segment.writer"]
    mine = writes(vera)
    assert not meets(vera, carrier).is_copy  # it is mended, as what is torn
    meets(team.supervisor, carrier)
    assert mine in documents(team.supervisor)
    assert note not in documents(team.supervisor)


@pytest.mark.parametrize("there", [("c" * 16, 1), ("a" * 16, 2)])
def test_a_segment_in_the_place_of_another_is_not_read(team: Trio, there: tuple[str, int]) -> None:
    carrier, vera = Memory(), team.verifier
    body = by_hand(vera, "a" * 16, 1, "", vera.desk.ask(keeping.stored, writes(vera)))
    carrier.files |= {segment.path("a" * 16, 1): body, segment.path(*there): body}
    assert [each.code for each in meets(team.lead, carrier).waiting] == ["segment.place"]


def test_a_file_too_large_to_be_a_segment_stops_its_own_log_alone(team: Trio) -> None:
    carrier = Memory()
    carrier.files[segment.path("0" * 16, 1)] = b"x" * (segment.LONGEST + 1)
    note = writes(team.verifier)
    meets(team.verifier, carrier)
    assert [each.code for each in meets(team.lead, carrier).waiting] == ["carrier.too_large"]
    assert note in documents(team.lead)


def test_what_a_laptop_wrote_counts_up_to_the_last_that_the_team_names(team: Trio) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    counted = writes(vera)
    meets(vera, carrier)
    (path,) = carrier.files
    last = digest(carrier.files[path])
    device = segment.opened(carrier.files[path], "").heading.device
    later = writes(vera)
    meets(vera, carrier)
    surya.clock.step()
    surya.desk.do(teams.mark, f"devices.{device}", "lost", last, surya.ring.root())
    assert [each.code for each in meets(surya, carrier).waiting] == ["segment.ended"]
    assert counted in documents(surya)
    assert later not in documents(surya)
    vera.takes(*surya.desk.ask(teams.chain))
    writes(vera)
    with pytest.raises(Refusal) as caught:
        meets(vera, carrier)
    assert caught.value.code == "exchange.ended"


def test_what_came_before_what_it_rests_on_and_was_let_in_by_the_end_was_told_as_refused(team: Trio) -> None:
    carrier, surya = Memory(), team.supervisor
    for region in ("Papua", "Bali"):
        surya.clock.step()
        surya.desk.do(teams.assign, surya.desk.ask(lambda tx: tx.actor.person), ("supervisor",), region, surya.ring.root())
    earlier, later = surya.desk.ask(teams.chain)[-2:]
    for writer, signed in (("0" * 16, later), ("f" * 16, earlier)):
        carrier.files[segment.path(writer, 1)] = by_hand(surya, writer, 1, "", signed)
    found = meets(team.lead, carrier)
    assert [each.standing for each in found.arrivals] == [Arriving.NEWER, Arriving.NEWER]


def test_a_laptop_whose_own_segment_brings_the_team_that_names_it_is_read(team: Trio) -> None:
    carrier = Memory()
    with with_new_device(team) as (vera, _named):
        note = writes(vera)
        meets(vera, carrier)
        assert not meets(team.lead, carrier).waiting
        assert note in documents(team.lead)


def test_an_emptied_carrier_gets_back_the_log_of_a_laptop_that_never_comes_again(team: Trio) -> None:
    carrier = Memory()
    note = writes(team.verifier)
    meets(team.verifier, carrier)
    meets(team.lead, carrier)
    carrier.files.clear()
    meets(team.lead, carrier)
    meets(team.supervisor, carrier)
    assert note in documents(team.supervisor)
