"""A segment that two processes take changes nothing the second time: a server refused the second one, since what is kept may not change."""

from pathlib import Path

import pytest

from models.desk import exchanging
from models.documents import segment
from tests.desk.acts import contents
from tests.desk.reviewing_kit import trio
from tests.exchange.kit import Memory, meets, writes

pytestmark = pytest.mark.slow


def test_a_segment_taken_again_later_changed_when_it_came(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        carrier = Memory()
        writes(team.verifier)
        meets(team.verifier, carrier)
        meets(team.lead, carrier)
        ((path, body),) = [each for each in carrier.files.items() if segment.opened(each[1], each[0]).heading.documents][:1]
        before, desk = contents(team.lead.desk), team.lead.desk
        for _ in range(2):
            team.lead.clock.step()
            desk.do(exchanging.take, segment.opened(body, path), body, "hq")
        assert contents(desk) == before
