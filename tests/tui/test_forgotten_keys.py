"""Keys that were typed ahead are let go of where what they were meant for is another, those on their way too."""

import threading
from typing import ClassVar

from textual.binding import Binding, BindingType

from tests.press import key_event, press, send, settle
from tui.typeahead import KeysInOrder


class Asking(KeysInOrder[None]):
    """Answered by digits; the first answer takes long, and what is asked is another after it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(level), f"answer({level})", "answer") for level in range(5)]

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[int] = []
        self.told: list[int] = []

    def action_answer(self, level: int) -> None:
        if not self.answers:
            # Nothing turns the loop of events meanwhile, and the driver reads keys in a thread of its own.
            pressing = threading.Thread(target=send, args=(self, key_event("2"), key_event("3")))
            pressing.start()
            pressing.join()
            assert self.forget_typed() == 0
        self.answers.append(level)

    def tell_forgotten(self, count: int, /) -> None:
        self.told.append(count)


async def test_a_key_pressed_while_an_act_held_everything_up_outlived_the_forgetting_of_it() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "1")
        assert (app.answers, app.told) == ([1], [1, 2])
        await press(pilot, "4")
        assert (app.answers, app.told) == ([1, 4], [1, 2])
