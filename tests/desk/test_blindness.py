"""Neither of two verifiers sees the other's answers before both are in: not in any table, list, search, trail or file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import assigning, colleagues, freeze, history, intake, keeping, rounds, sealing, searching, seconding, verifications
from models.documents import keys, kinds
from models.documents.opinion import Opinion
from models.documents.travelling import Signed, put
from models.errors import Refusal
from models.previews import Arriving
from tests.desk.acts import contents, sheet_of
from tests.desk.reviewing_kit import Laptop
from tests.desk.seconding_kit import COVERED, FIRST, ITEM, SECRET, Quartet, first, gives, quartet, second

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Quartet]:
    """Four laptops."""
    with quartet(tmp_path) as made:
        yield made


def told(laptop: Laptop, text: str, exports: Path) -> list[str]:
    """Where `text` can be found on a laptop: its files byte for byte, every row, what is found and told, and what is written out."""
    desk, places = laptop.desk, []
    for line in desk.ask(keeping.lines):
        put(exports, desk.ask(keeping.stored, line.id))
    for mine in desk.ask(verifications.mine):
        file = desk.ask(freeze.verdict_file, mine.id)
        (exports / file.name).write_bytes(file.body)
        places += [f"trail of {mine.id}" for each in desk.ask(history.entries, mine.id) if text in repr(each)]
    files = [path for folder in (desk.ledger.folder, exports) for path in folder.rglob("*") if path.is_file()]
    places += [path.name for path in files if text.encode() in path.read_bytes()]
    places += [name for name, rows in contents(desk).items() if text in repr(rows) or text.encode() in repr(rows).encode()]
    places += [f"search: {hit.kind}" for hit in desk.ask(searching.find, text)]
    return places


def runs(text: str) -> set[str]:
    """Everything of sixteen signs that stands in a text."""
    return {text[at : at + 16] for at in range(len(text) - 15)}


def test_the_first_verifier_and_the_team_carry_an_opinion_that_tells_nothing(team: Quartet, tmp_path: Path) -> None:
    verification = first(team)
    opinion = gives(team, second(team.second))
    for laptop in (team.verifier, team.supervisor):
        assert laptop.takes(opinion) == [Arriving.NEW]
        (tmp_path / "exports" / laptop.desk.actor.name).mkdir(parents=True)
        assert told(laptop, SECRET, tmp_path / "exports" / laptop.desk.actor.name) == []
    # The same look finds what is there to be found.
    assert told(team.verifier, FIRST, tmp_path / "exports" / "Vera")
    assert sheet_of(team.verifier.desk, verification).state == "draft"


def test_what_the_signed_file_says_in_clear_is_who_and_which_items(team: Quartet) -> None:
    opinion = gives(team, second(team.second))
    document = kinds.parsed(opinion.body, opinion.name)
    assert isinstance(document, Opinion)
    assert (document.person.name, document.recipient.name, set(document.items)) == ("Dua", "Lina", set(COVERED))
    for word in (SECRET.encode(), b"level", b"note", b"reason"):
        assert word not in opinion.body


def test_two_opinions_of_equal_answers_have_nothing_in_common_that_could_be_compared(team: Quartet) -> None:
    desk, verification = team.second.desk, second(team.second)
    drawn = [desk.ask(sealing.drawn_up, verification, desk.ask(sealing.leads)[0].id, COVERED).file for _ in range(2)]
    one, other = (document for each in drawn if isinstance(document := kinds.parsed(each.body, each.name), Opinion))
    assert one.content != other.content
    assert len("".join(one.sealed)) == len("".join(other.sealed)) > 4096
    # Sixteen signs of base64 tell twelve bytes: nobody meets them twice by chance.
    assert not runs("".join(one.sealed)) & runs("".join(other.sealed))


def test_how_much_was_written_does_not_show(team: Quartet) -> None:
    sealing = keys.sealing(team.lead.ring.person().public)
    assert len(keys.sealed(b"pendek", sealing)) == len(keys.sealed(b"lebih panjang" * 100, sealing))


def test_the_lead_sees_nothing_before_the_submission_is_here(team: Quartet, tmp_path: Path) -> None:
    opinion = gives(team, second(team.second))
    team.lead.takes(opinion)
    tmp_path.joinpath("out").mkdir()
    assert told(team.lead, SECRET, tmp_path / "out") == []
    (found,) = team.lead.desk.ask(seconding.held)
    assert (found.is_opened, found.differences, found.areas) == (False, (), None)


def test_the_second_verifier_is_shown_nothing_of_the_first_before_giving(team: Quartet) -> None:
    submitted = team.verifier.submits(first(team))
    verification = second(team.second)
    desk = team.second.desk
    (arrival,) = desk.ask(intake.judged, (submitted,))
    assert (arrival.why and arrival.why.code, arrival.title, arrival.signer) == ("second.blind", "", "")
    assert team.second.takes(submitted) == [Arriving.REFUSED]
    assert [line.id for line in desk.ask(verifications.every)] == [verification]
    assert desk.ask(searching.find, FIRST) == ()
    # The bytes wait in quarantine, which shows a reason and nothing else.
    shown = {name: rows for name, rows in contents(desk).items() if name != "quarantine"}
    assert FIRST not in repr(shown)
    assert FIRST not in repr(desk.ask(keeping.set_aside))
    gives(team, verification)
    assert team.second.takes(desk.ask(keeping.refused, digest(submitted.body))) == [Arriving.NEW]
    assert {line.is_second for line in desk.ask(verifications.every)} == {True, False}
    assert sheet_of(desk, verification).line(ITEM).answer.level == 2


def ordered(team: Quartet, name: str = "Dua") -> Signed:
    """The lead orders a second verification of Aceh from somebody, or takes it back."""
    desk, round_id = team.lead.desk, team.lead.desk.ask(rounds.lines)[0].id
    team.lead.clock.step()
    person = desk.ask(colleagues.member, name).id if name else ""
    signed = team.lead.sign(desk.ask(assigning.drawn_up, round_id, {"11"}, person, "", "", "second"))
    desk.do(assigning.assign, signed)
    return signed


def standings(laptop: Laptop, *offered: Signed) -> list[str]:
    """How documents that are taken in together stand, those refused with why."""
    judged = laptop.desk.ask(intake.judged, offered)
    laptop.takes(*offered)
    return [each.why.code if each.why else each.standing.value for each in judged]


def test_an_order_could_not_be_done_where_the_first_submission_came_before_it_was_begun(team: Quartet) -> None:
    submitted, order = team.verifier.submits(first(team)), ordered(team)
    # Also where both come at once.
    assert standings(team.second, submitted, order) == ["second.ordered", "new"]
    assert standings(team.second, submitted) == ["second.ordered"]
    gives(team, second(team.second))
    assert standings(team.second, submitted) == ["new"]


def test_an_order_that_was_taken_back_keeps_nothing_away(team: Quartet) -> None:
    submitted = team.verifier.submits(first(team))
    team.second.takes(ordered(team))
    assert standings(team.second, submitted) == ["second.ordered"]
    team.second.takes(ordered(team, ""))
    assert standings(team.second, submitted) == ["new"]


def test_an_order_to_who_knows_the_first_already_keeps_nothing_away(team: Quartet) -> None:
    verification = first(team)
    team.second.takes(team.verifier.sign(team.verifier.desk.ask(freeze.verdict_file, verification, "draft by a verifier")))
    team.second.takes(ordered(team))
    assert standings(team.second, team.verifier.submits(verification)) == ["new"]


def test_an_order_to_somebody_else_keeps_nothing_away(team: Quartet) -> None:
    submitted = team.verifier.submits(first(team))
    assert standings(team.second, ordered(team, "Lina"), submitted) == ["new", "new"]


def test_a_draft_of_the_first_ends_the_independence_too(team: Quartet) -> None:
    verification = first(team)
    file = team.verifier.desk.ask(freeze.verdict_file, verification, "draft by a verifier")
    team.second.takes(team.verifier.sign(file))
    with pytest.raises(Refusal, match=r"second\.seen"):
        team.second.desk.do(verifications.begin, "11", is_second=True)
