"""What the disk does not take: held in the order in which it was done, tried again, let go, and never saved twice."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from models.errors import Refusal
from screens.kept import DeskDraft
from screens.unsaved import Unsaved


class Disk:
    """Takes what it is given, or refuses."""

    def __init__(self) -> None:
        self.is_full, self.is_open_elsewhere = True, False
        self.taken: list[str] = []
        self.forbidden: set[str] = set()

    def put(self, text: str) -> Callable[[], str]:
        def act() -> str:
            if self.is_open_elsewhere:
                raise Refusal("profile.locked", folder="/x", holder="7")
            if self.is_full:
                raise Refusal("profile.disk_full", folder="/x", missing=9)
            if text in self.forbidden:
                raise Refusal("answer.level", item="REG-01", level=9)
            self.taken.append(text)
            return text

        return act


def held(unsaved: Unsaved, disk: Disk, **texts: str) -> None:
    for place, text in texts.items():
        with pytest.raises(Refusal):
            unsaved.tried(place, {"text": text}, disk.put(text))


def test_what_the_disk_refuses_is_saved_in_the_order_in_which_it_was_done() -> None:
    unsaved, disk, seen = Unsaved(), Disk(), []
    unsaved.changed = lambda: seen.append(len(unsaved))
    held(unsaved, disk, a="one", b="two", c="three")
    held(unsaved, disk, a="four")
    assert (list(unsaved), unsaved.fields("a"), seen) == (["b", "c", "a"], {"text": "four"}, [1, 2, 3, 3])
    assert unsaved.refused is not None and unsaved.refused.code == "profile.disk_full"
    assert unsaved.try_again().saved == ()
    disk.is_full = False
    assert unsaved.try_again().saved == ("b", "c", "a")
    assert (disk.taken, len(unsaved), seen[-1]) == (["two", "three", "four"], 0, 0)


def test_what_is_saved_or_taken_back_meanwhile_is_not_saved_again() -> None:
    unsaved, disk = Unsaved(), Disk()
    held(unsaved, disk, a="old", b="taken back")
    disk.is_full = False
    assert unsaved.tried("a", {"text": "new"}, disk.put("new")) == "new"
    assert unsaved.drop("b") and not unsaved.drop("b")
    assert unsaved.try_again().saved == ()
    assert disk.taken == ["new"]


def test_what_was_done_before_is_saved_before() -> None:
    unsaved, disk = Unsaved(), Disk()
    held(unsaved, disk, a="one", b="two")
    disk.is_full = False
    unsaved.in_turn(disk.put("three"))
    assert (disk.taken, len(unsaved)) == (["one", "two", "three"], 0)


def test_what_is_refused_for_another_reason_is_let_go_and_told() -> None:
    unsaved, disk = Unsaved(), Disk()
    held(unsaved, disk, a="one", b="two")
    disk.is_full, disk.forbidden = False, {"one"}
    kept: dict[str, object] = {}
    unsaved.lost = kept.__setitem__
    tried = unsaved.try_again()
    assert (tried.saved, len(unsaved), disk.taken) == (("b",), 0, ["two"])
    assert (tried.lost, kept) == ("a", {"a": {"text": "one"}})
    assert tried.refused is not None and tried.refused.code == "answer.level"
    with pytest.raises(Refusal):
        unsaved.tried("c", {}, disk.put("one"))
    assert len(unsaved) == 0


def test_an_act_let_go_without_a_word_of_what_was_to_be_saved_before_it_and_never_would_be() -> None:
    unsaved, disk = Unsaved(), Disk()
    held(unsaved, disk, a="one", b="two")
    disk.is_full, disk.forbidden = False, {"one"}
    with pytest.raises(Refusal) as refused:
        unsaved.in_turn(disk.put("three"))
    assert (refused.value.code, disk.taken, len(unsaved)) == ("answer.level", ["two"], 0)
    assert unsaved.in_turn(disk.put("three")) == "three"


def test_what_is_held_was_dropped_when_somebody_else_had_opened_the_profile_meanwhile() -> None:
    unsaved, disk = Unsaved(), Disk()
    held(unsaved, disk, a="one")
    disk.is_open_elsewhere, disk.is_full = True, False
    assert unsaved.try_again() == ((), None, "")
    assert unsaved.refused is not None and unsaved.refused.code == "profile.locked"
    with pytest.raises(Refusal, match=r"profile\.locked"):
        unsaved.tried("b", {"text": "two"}, disk.put("two"))
    assert list(unsaved) == ["a", "b"]
    disk.is_open_elsewhere = False
    assert unsaved.try_again().saved == ("a", "b")


def test_a_draft_that_was_held_went_on_being_tried_at_a_desk_that_had_given_way_to_another() -> None:
    disk = Disk()

    class At:
        def __init__(self, disk: Disk) -> None:
            self.disk = disk

        def do(self, _verb: object, _place: str, values: dict[str, str]) -> str:
            return self.disk.put(values["text"])()

    house = SimpleNamespace(desk=At(disk), unsaved=Unsaved())
    draft = DeskDraft(cast("Any", house), "v/note/REG-01")
    with pytest.raises(Refusal):
        draft.keep({"text": "one"})
    house.desk = At(other := Disk())
    other.is_full = False
    assert house.unsaved.try_again().saved == ("v/note/REG-01",)
    assert (disk.taken, other.taken) == ([], ["one"])


def test_a_disk_that_fills_again_on_the_way_leaves_the_rest_in_order() -> None:
    unsaved, disk = Unsaved(), Disk()
    held(unsaved, disk, a="one", b="two", c="three")
    disk.is_full = False
    put = disk.taken.append

    class Filling(list[str]):
        def append(self, text: str) -> None:
            put(text)
            disk.is_full = True

    disk.taken = Filling()
    assert unsaved.try_again().saved == ("a",)
    assert list(unsaved) == ["b", "c"]
