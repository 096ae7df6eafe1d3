"""Short histories of laptops and carriers hold; and where a line of the protocol is broken, one of them does not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import true

from models import exchange, exchange_line
from models.desk import exchanging, logs, outgoing, receipts
from models.documents import segment
from models.errors import Refusal
from models.exchange_line import Line, Placed
from tests.desk.reviewing_kit import Trio, trio
from tests.exchange import histories

pytestmark = pytest.mark.slow

HISTORIES: Final[tuple[Callable[[Trio, Path], None], ...]] = (
    histories.torn_and_not_said,
    histories.put_back,
    histories.copied_to_two_places,
    histories.two_who_give_receipts,
    histories.a_laptop_the_team_names_later,
)


@pytest.mark.parametrize("history", HISTORIES, ids=lambda each: each.__name__)
def test_a_history_ends_with_everything_everywhere(history: Callable[[Trio, Path], None], tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        history(team, tmp_path)


def no_read_back(patch: pytest.MonkeyPatch) -> None:
    def publish(line: Line, writer: str, number: int, body: bytes, *, is_there: bool) -> Placed:
        if is_there and line.standing(writer, number) == body:
            return Placed.THERE
        line._put(segment.path(writer, number), body)
        return Placed.PUT

    patch.setattr(Line, "publish", publish)


def cursor_moved_though_the_intake_failed(patch: pytest.MonkeyPatch) -> None:
    whole = exchanging.take

    def take(tx: Any, found: Any, body: bytes, carrier: str) -> Any:
        try:
            return whole(tx, found, body, carrier)
        except Refusal:
            logs.keep(tx, found.heading, body, found.heading.documents)
            return (), None

    patch.setattr(exchanging, "take", take)


def own_number_used_again(patch: pytest.MonkeyPatch) -> None:
    for module in (exchange, exchange_line):
        patch.setattr(module, "is_rival", lambda *_: False)


def relay_writes_over(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exchange_line, "is_rival", lambda *_: False)


def receipts_for_receipts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(receipts, "told_until", lambda tx: dict(logs.all_of(tx, "").held))


def twins_not_sent_anew(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outgoing, "ALONE", true())


MUTANTS: Final[dict[Callable[[pytest.MonkeyPatch], None], Callable[[Trio, Path], None]]] = {
    no_read_back: histories.torn_and_not_said,
    cursor_moved_though_the_intake_failed: histories.a_laptop_the_team_names_later,
    own_number_used_again: histories.put_back,
    relay_writes_over: histories.copied_to_two_places,
    receipts_for_receipts: histories.two_who_give_receipts,
    twins_not_sent_anew: histories.copied_to_two_places,
}


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: each.__name__)
def test_a_broken_line_of_the_protocol_is_noticed(
    mutant: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant(monkeypatch)
    with trio(tmp_path) as team, pytest.raises((AssertionError, Refusal, pytest.fail.Exception)):
        MUTANTS[mutant](team, tmp_path)
