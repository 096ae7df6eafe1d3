"""How revisions stand to each other: by what they supersede, in whatever order they arrive."""

from collections.abc import Iterable

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
        made.append(Revision(f"{number}", draw(st.sampled_from("vw")), frozenset(earlier), draw(st.sampled_from("xy"))))
    return made


def stands(known: Iterable[Revision]) -> tuple[tuple[Revision, ...], dict[str, str]]:
    """What is current, and how each revision there could be stands to what is known."""
    found = list(known)
    return current(found), {
        f"{series}{number}": standing(Revision(f"{number}", series, by="x"), found) for series in "vw" for number in range(9)
    }


@quick
@given(histories(), st.data())
def test_what_is_current_does_not_depend_on_order_or_repetition(made: list[Revision], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(made))
    twice = data.draw(st.permutations([*made, *made]))
    assert current(shuffled) == current(made) == current(twice)
    assert current(made)


def united(*laptops: Iterable[Revision]) -> list[Revision]:
    """What stands on a laptop that took in, one after the other, all that is on others: each document as it came, once."""
    here: list[Revision] = []
    for offered in laptops:
        for arrived in offered:
            if standing(arrived, here) != "here":
                here.append(arrived)
    return here


@quick
@given(histories(), st.data())
def test_the_union_of_laptops_is_commutative_associative_and_idempotent(made: list[Revision], data: st.DataObject) -> None:
    a, b, c = (data.draw(st.lists(st.sampled_from(made), unique=True)) for _ in range(3))
    assert stands(united(a, b)) == stands(united(b, a))
    assert stands(united(united(a, b), c)) == stands(united(a, united(b, c)))
    assert stands(united(a, a)) == stands(a)
    assert {each.digest for each in united(a, b, c)} == {each.digest for each in (*a, *b, *c)}
