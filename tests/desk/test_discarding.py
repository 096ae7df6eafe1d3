"""A verification begun by a mistyped Enter can be taken away while nothing stands on it; the trail keeps that it was."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from models.desk import agencies, answers, drafts, evidence, facts, findings, history, trips, verifications
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.ledger import trail
from models.ledger.transaction import Transaction
from tests.conftest import StillClock
from tests.desk.acts import AGENCY, LEVELS, acting_as_somebody_else, begun, contents, raw, sheet_of
from tests.driver import at_work

ACTS: Final[tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...]] = (
    (answers.record, (LEVELS, 0)),
    (answers.annotate, (LEVELS, "x")),
    (answers.count, ("INS-01", {"staff": ("1", "2")})),
    (facts.base, ({"pelaksana": "1"},)),
    (facts.record, ("PEN-02", {"status": "proposed"})),
    (evidence.register, ({"title": "x"}, LEVELS)),
    (trips.record, ({"place": "Sugapa"},)),
    (trips.person, ("agency", {"name": "Yosep"})),
    (findings.record, (LEVELS, {"text": "x"})),
)


def verbs(tx: Transaction) -> list[str]:
    """The verbs of the trail, the last first; broken where it does not hold."""
    trail.verify(tx.connection)
    return [row.verb for row in tx.connection.execute(trail.TRAIL.select().order_by(trail.TRAIL.c.seq.desc()))]


def refused_as_not_empty(desk: Desk, verification: str) -> None:
    before = contents(desk)
    for verb in (verifications.require_empty, verifications.discard):
        with pytest.raises(Refusal, match=r"verification\.not_empty"):
            desk.do(verb, verification)
    assert contents(desk) == before


def test_a_mistyped_enter_left_a_verification_in_my_work_for_ever(desk: Desk) -> None:
    before = contents(desk, "trail")
    verification = begun(desk)
    assert desk.do(verifications.discard, verification) == ()
    assert contents(desk, "trail") == before
    assert desk.ask(verbs)[:2] == ["verifications.discard", "verifications.begin"]
    (line,) = [line for line in desk.ask(history.entries, verification) if line.verb == "verifications.discard"]
    assert line.changes == (("state", "draft", ""),)
    assert all(line.verification is None for line in desk.ask(agencies.lines))
    assert begun(desk) != verification


@pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{act[0].__module__}.{act[0].__name__}")
def test_what_something_stands_on_is_not_discarded_until_it_is_undone(desk: Desk, act: tuple[Callable[..., Any], tuple[Any, ...]]) -> None:
    verification = begun(desk)
    verb, arguments = act
    desk.do(verb, verification, *arguments)
    refused_as_not_empty(desk, verification)
    desk.do(history.undo, verification)
    desk.do(answers.record, verification, LEVELS, 1)
    refused_as_not_empty(desk, verification)
    desk.do(history.undo, verification)
    assert desk.do(verifications.discard, verification) == ()


def test_an_answer_taken_back_is_still_something_that_was_done(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 1)
    desk.do(answers.clear, verification, LEVELS)
    refused_as_not_empty(desk, verification)


def test_half_typed_text_is_not_discarded_with_its_verification(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(drafts.keep, f"{verification}/note/{LEVELS}", {"text": "panjang"})
    refused_as_not_empty(desk, verification)
    desk.do(drafts.forget, f"{verification}/note/{LEVELS}")
    desk.do(verifications.discard, verification)


def test_only_its_verifier_discards_it_and_only_in_draft(desk: Desk) -> None:
    verification = begun(desk)
    with pytest.raises(Refusal, match=r"verification\.unknown"):
        desk.do(verifications.discard, "nowhere")
    raw(desk, "UPDATE verification SET state = 'submitted'")
    with pytest.raises(Refusal, match=r"workflow\.locked"):
        desk.do(verifications.discard, verification)
    raw(desk, "UPDATE verification SET state = 'draft'")
    acting_as_somebody_else(desk)
    with pytest.raises(Refusal, match=r"permission\.not_yours"):
        desk.do(verifications.discard, verification)


def test_others_stay_as_they_are(desk: Desk, clock: StillClock) -> None:
    kept = begun(desk, "11")
    clock.step()
    verification = begun(desk)
    assert [line.id for line in desk.do(verifications.discard, verification)] == [kept]
    assert sheet_of(desk, kept).agency.code == "11"


async def test_d_discards_on_the_start_screen_once_it_is_confirmed(desk: Desk) -> None:
    begun(desk)
    folder = desk.ledger.folder
    desk.close()
    async with at_work(folder) as ani:
        for answer in ("enter", "t", "escape"):
            await ani.press("d")
            ani.sees("Provinsi Jawa Barat, periode 2023-1?")
            await ani.press(answer)
            ani.sees("0/52", "Provinsi Jawa Barat")
        await ani.press("d", "y")
        ani.sees("Verifikasi Provinsi Jawa Barat, periode 2023-1, dibuang.", "Belum ada verifikasi")
        await ani.press("d")
        ani.sees("Belum ada verifikasi. Tekan a untuk memilih instansi.")
    with opened(folder, writing=False) as reader:
        assert reader.ask(verifications.every) == ()


async def test_d_on_a_verification_with_entries_asks_nothing_and_says_why(desk: Desk) -> None:
    desk.do(answers.record, begun(desk, AGENCY), LEVELS, 1)
    folder = desk.ledger.folder
    desk.close()
    async with at_work(folder) as ani:
        await ani.press("d")
        ani.sees("sudah berisi isian atau draf", "1/52")
        ani.does_not_see("Mohon konfirmasi")
