"""One exchange takes in all that lies there: also what was written by a laptop that only a team further behind names."""

from models.desk import keeping, teams
from models.documents import segment
from tests.desk.reviewing_kit import Trio
from tests.exchange.histories import by_hand, with_new_device
from tests.exchange.kit import Memory, documents, meets, writes


def test_a_log_that_waits_for_a_team_is_read_on_once_that_came_behind_it(team: Trio) -> None:
    carrier = Memory()
    with with_new_device(team) as (vera, named):
        note = writes(vera)
        early, late = "0" * 16, "f" * 16
        carrier.files[segment.path(early, 1)] = by_hand(vera, early, 1, "", vera.desk.ask(keeping.stored, note))
        carrier.files[segment.path(late, 1)] = by_hand(team.supervisor, late, 1, "", named)
        done = meets(team.lead, carrier)
        assert team.lead.desk.ask(teams.demanded).digest == named.digest
        assert note in documents(team.lead)
        assert done.waiting == []


def test_what_nobody_names_is_looked_at_once_more_and_told_once(team: Trio) -> None:
    carrier = Memory()
    with with_new_device(team) as (vera, named):
        strange = "0" * 16
        carrier.files[segment.path(strange, 1)] = by_hand(vera, strange, 1, "", vera.desk.ask(keeping.stored, writes(vera)))
        assert [each.code for each in meets(team.lead, carrier).waiting] == ["segment.device"]
        assert named.name
