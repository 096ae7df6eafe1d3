"""How revisions stand to each other: by what they supersede, in whatever order they arrive."""

from hypothesis import given
from hypothesis import strategies as st

from models.rules.revisions import Revision, current, standing
from tests.builders import quick

FIRST = Revision("a", "v")
SECOND = Revision("b", "v", frozenset({"a"}))
OTHER = Revision("c", "v", frozenset({"a"}))
SETTLED = Revision("d", "v", frozenset({"b", "c"}))
ELSEWHERE = Revision("e", "w")


def test_each_standing() -> None:
    assert standing(FIRST, []) == "new"
    assert standing(FIRST, [ELSEWHERE]) == "new"
    assert standing(FIRST, [FIRST, SECOND]) == "here"
    assert standing(SECOND, [FIRST]) == "newer"
    assert standing(FIRST, [SECOND]) == "replaced"
    assert standing(OTHER, [FIRST, SECOND]) == "fork"
    assert standing(Revision("x", "v"), [FIRST]) == "fork"
    assert standing(SETTLED, [FIRST, SECOND, OTHER]) == "newer"


def test_a_fork_stands_until_both_are_superseded() -> None:
    assert current([FIRST, SECOND, OTHER]) == (SECOND, OTHER)
    assert current([FIRST, SECOND, OTHER, SETTLED]) == (SETTLED,)


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    """Revisions that supersede earlier ones only, as digests make sure."""
    made: list[Revision] = []
    for number in range(draw(st.integers(1, 8))):
        of = [each.digest for each in made]
        earlier = draw(st.sets(st.sampled_from(of), max_size=3)) if of else set()
        made.append(Revision(f"{number}", draw(st.sampled_from("vw")), frozenset(earlier)))
    return made


@quick
@given(histories(), st.data())
def test_what_is_current_does_not_depend_on_order_or_repetition(made: list[Revision], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(made))
    twice = data.draw(st.permutations([*made, *made]))
    assert current(shuffled) == current(made) == current(twice)
    assert current(made)


@quick
@given(histories(), histories())
def test_the_union_of_two_laptops_is_the_same_from_either_side(mine: list[Revision], theirs: list[Revision]) -> None:
    theirs = [Revision(f"t{each.digest}", each.series, frozenset(f"t{d}" for d in each.supersedes)) for each in theirs]
    assert current([*mine, *theirs]) == current([*theirs, *mine])
