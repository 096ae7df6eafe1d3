"""Two laptops with one profile: whoever is copied hears of it, and nobody who only put a copy back."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models import exchange, item_told
from models.desk import answers, evidence, facts, reviewing, verdicts, weighing
from models.desk.desk import opened
from models.documents import keys, segment
from models.exchange_told import warnings
from models.keyring import Keyring
from models.words import Words
from tests.conftest import StillClock
from tests.desk.acts import sheet_of
from tests.desk.reviewing_kit import Laptop, Trio, ready
from tests.exchange.histories import by_hand
from tests.exchange.kit import Memory, documents, meets, writes

pytestmark = pytest.mark.slow


@contextmanager
def at(folder: Path, clock: StillClock) -> Iterator[Laptop]:
    """The profile in a folder."""
    with opened(folder, clock=clock) as desk:
        yield Laptop(desk, Keyring(folder), clock)


def test_whose_profile_was_copied_never_heard_that_somebody_sends_in_their_name(team: Trio, tmp_path: Path) -> None:
    carrier, clock = Memory(), team.verifier.clock
    meets(team.verifier, carrier)
    team.verifier.desk.ledger.close()
    shutil.copytree(tmp_path / "vera", tmp_path / "copy")
    with at(tmp_path / "vera", clock) as vera:
        writes(vera)
        meets(vera, carrier)
    with at(tmp_path / "copy", clock) as copy:
        forged = writes(copy, "12")
        done = meets(copy, carrier)
        assert (done.is_copy, done.has_copy) == (True, False)
    with at(tmp_path / "vera", clock) as vera:
        done = meets(vera, carrier)
        assert forged in documents(vera)
        assert (done.is_copy, done.has_copy) == (False, True)
        assert any("in your name" in each for each in warnings(Words("en"), done))
        assert not meets(vera, carrier).has_copy


def test_a_profile_that_is_put_back_twice_is_told_of_no_other_laptop(team: Trio, tmp_path: Path) -> None:
    carrier, clock = Memory(), team.verifier.clock
    meets(team.verifier, carrier)
    team.verifier.desk.ledger.close()
    shutil.copytree(tmp_path / "vera", tmp_path / "kept")
    for agency in ("11", "12"):
        with at(tmp_path / "vera", clock) as vera:
            writes(vera, agency)
            assert not meets(vera, carrier).has_copy
        shutil.rmtree(tmp_path / "vera")
        shutil.copytree(tmp_path / "kept", tmp_path / "vera")
    with at(tmp_path / "vera", clock) as vera:
        done = meets(vera, carrier)
        assert (done.is_copy, done.has_copy) == (True, False)


def test_a_profile_put_back_to_before_it_first_sent_was_told_that_another_laptop_sends_in_its_name(team: Trio, tmp_path: Path) -> None:
    carrier, clock = Memory(), team.verifier.clock
    team.verifier.desk.ledger.close()
    shutil.copytree(tmp_path / "vera", tmp_path / "kept")
    with at(tmp_path / "vera", clock) as vera:
        note = writes(vera)
        meets(vera, carrier)
    shutil.rmtree(tmp_path / "vera")
    shutil.copytree(tmp_path / "kept", tmp_path / "vera")
    with at(tmp_path / "vera", clock) as vera:
        done = meets(vera, carrier)
        assert (done.is_copy, done.has_copy) == (True, False)
        assert note in documents(vera)
        writes(vera, "12")
        done = meets(vera, carrier)
        assert (done.is_copy, done.has_copy) == (False, False)


def test_what_was_noted_since_a_profile_was_put_back_gave_way_to_its_own_submission_without_a_word(team: Trio, tmp_path: Path) -> None:
    carrier, clock = Memory(), team.verifier.clock
    verification = ready(team.verifier.desk)
    team.verifier.desk.do(answers.annotate, verification, "REG-01", "sebelum disalin")
    team.verifier.desk.ledger.close()
    shutil.copytree(tmp_path / "vera", tmp_path / "kept")
    with at(tmp_path / "vera", clock) as vera:
        vera.submits(verification)
        meets(vera, carrier)
    shutil.rmtree(tmp_path / "vera")
    shutil.copytree(tmp_path / "kept", tmp_path / "vera")
    with at(tmp_path / "vera", clock) as vera:
        looked = exchange.look(vera.desk, "hq", carrier)
        assert not any(each.displaces for each in looked.arrivals)
        vera.desk.do(answers.annotate, verification, "REG-01", "sesudah dikembalikan")
        vera.desk.do(answers.record, verification, "REG-03", 0)
        looked, done = exchange.look(vera.desk, "hq", carrier), meets(vera, carrier)
        assert [each.displaces for each in (*looked.arrivals, *done.arrivals) if each.displaces] == [("REG-01", "REG-03")] * 2
        (told,) = (each for each in warnings(Words("en"), done) if "REG-03" in each)
        assert "takes the place of 2 entries" in told
        assert not any(each.displaces for each in meets(vera, carrier).arrivals)


def test_a_lead_was_not_told_that_two_submissions_of_a_copied_laptop_stand_side_by_side(team: Trio, tmp_path: Path) -> None:
    carrier, clock, lina = Memory(), team.verifier.clock, team.lead
    verification = ready(team.verifier.desk)
    meets(team.verifier, carrier)
    team.verifier.desk.ledger.close()
    shutil.copytree(tmp_path / "vera", tmp_path / "copy")
    with at(tmp_path / "vera", clock) as vera:
        vera.submits(verification)
        meets(vera, carrier)
    meets(lina, carrier)
    assert [each.beside for each in lina.desk.ask(weighing.queue)] == [None]
    with at(tmp_path / "copy", clock) as copy:
        copy.desk.do(answers.annotate, verification, "REG-02", "dari kembaran")
        copy.desk.do(facts.base, verification, {next(iter(sheet_of(copy.desk, verification).checklist.base)): "12"})
        code = copy.desk.do(evidence.register, verification, {"title": "Hanya di kembaran"}).evidence[-1].code
        copy.desk.do(verdicts.record, verification, sheet_of(copy.desk, verification).recommendation.code)  # type: ignore[union-attr]
        copy.submits(verification)
        meets(copy, carrier)
    meets(lina, carrier)
    assert [each.beside for each in lina.desk.ask(weighing.queue)] == [(code, "REG-02", "base")]
    assert "Data dasar instansi" in item_told.beside(Words("id"), ("REG-02", "base"))
    for language in ("id", "en"):
        words = Words(language)
        assert item_told.beside(words, ("REG-02",)) != item_told.beside(words, ())
    lina.desk.do(reviewing.remark, verification, "REG-02", "question", "Mana yang benar?")
    lina.clock.step()
    review = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "returned", "other", "Dua penyerahan"))
    lina.desk.do(reviewing.conclude, verification, review)
    meets(lina, carrier)
    with at(tmp_path / "vera", clock) as vera:
        meets(vera, carrier)
        (remark,) = vera.desk.ask(reviewing.standing, verification).remarks
        vera.desk.do(reviewing.reply, verification, remark.id, "Yang ini")
        vera.submits(verification)
        meets(vera, carrier)
    meets(lina, carrier)
    assert [each.beside for each in lina.desk.ask(weighing.queue)] == [None]


@pytest.mark.parametrize("is_stranger", [True, False], ids=["a stranger", "a colleague"])
def test_somebody_elses_segment_in_the_next_place_was_told_as_two_laptops_of_its_owner(team: Trio, is_stranger: bool) -> None:
    carrier, vera, lina = Memory(), team.verifier, team.lead
    writes(vera)
    meets(vera, carrier)
    (first,) = carrier.files
    meets(lina, carrier)
    writer, key = first.split("/")[1], keys.made() if is_stranger else None
    carrier.files[segment.path(writer, 2)] = by_hand(team.supervisor, writer, 2, "a" * 64, key=key)
    done = meets(lina, carrier)
    assert [each.code for each in done.waiting] == ["segment.device" if is_stranger else "segment.writer"]
    assert (done.copies, done.is_copy, done.has_copy) == ([], False, False)
    note = writes(vera)
    meets(vera, carrier)
    assert not meets(lina, carrier).copies
    assert note in documents(lina)
