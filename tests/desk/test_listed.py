"""Whichever rows of a list are asked for, they tell what the whole list tells of them, in its order."""

from itertools import product

import pytest

from models.desk import verifications
from models.desk.desk import Desk
from models.windows import Span
from tests.conftest import StillClock
from tests.desk.acts import begun, decided

pytestmark = pytest.mark.slow


def test_every_span_is_a_piece_of_the_whole_list(desk: Desk, clock: StillClock) -> None:
    decided(desk, "11")
    for number, agency in enumerate(("12", "13", "14", "15", "16", "17")):
        # Some are touched at the same moment, and then their ids tell which comes first.
        clock.step(seconds=60 * (number % 2))
        begun(desk, agency)
    whole = desk.ask(verifications.mine)
    assert len({line.touched_at for line in whole}) < len(whole) == 7
    marks = [(), *((line.touched_at, line.id) for line in whole)]
    for limit, (place, mark), skip, backwards in product((1, 3, 20), enumerate(marks), (0, 2), (False, True)):
        beyond = (whole[: place - 1] if mark else whole)[::-1] if backwards else whole[place:]
        wanted = beyond[skip : skip + limit]
        found = desk.ask(verifications.page, "others", "", Span(limit, mark, backwards, skip)) if not (mark and skip) else None
        assert found is None or found == (wanted[::-1] if backwards else wanted)
