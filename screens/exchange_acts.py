"""The exchange itself from a screen: the password first where one is needed, the progress in front, and an unknown server compared."""

import os
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from textual.widgets import ProgressBar, Static

from models.carriers.address import Address, parsed
from models.carriers.opening import needs_password
from models.carriers.passwords import password_of, variable
from models.carrying import carry
from models.errors import Refusal
from models.exchange import Progress, Stopped
from models.exchange_told import Doing
from models.exchanged import Exchanged
from models.fields import Field
from models.settings import CARRIERS
from models.words import Words
from screens.dialogs import Confirm
from screens.forms import Form
from screens.widgets.drawing import Tone
from screens.working import Outcome, Working

if TYPE_CHECKING:
    from screens.base import HouseScreen

_PAUSE: Final = 0.1
"""Least seconds between two looks at the progress: each waits for the screen."""


class Done(Protocol):
    """Told what an exchange did, or a look saw."""

    def __call__(self, done: Exchanged, *, is_preview: bool, ended: str = "", tone: Tone = Tone.BAD) -> None:
        """Show it; where it ended before its end behind the words of how it `ended`, in their `tone`."""


class Carrying(Working):
    """Exchanges in a thread of its own; Esc stops it whatever it waits for, and all that came and went by then stays."""

    def __init__(self, words: Words, name: str, act: Callable[[Progress, Exchanged], Exchanged]) -> None:
        super().__init__(words, words("exchange.doing.begin", carrier=name), lambda: iter(()))
        self._act, self._doing = act, Doing(words, name)
        self._told_at = 0.0
        self.result = Exchanged(name)
        """What came of it, as far as it came."""

    def _run(self) -> None:
        outcome = Outcome(0)
        try:
            self.result = self._act(self._progress, self.result)
        except Stopped:
            outcome = Outcome(0, is_stopped=True)
        except Refusal as refused:
            outcome = Outcome(0, refused=refused)
        self.app.call_from_thread(partial(self.answer, outcome))

    def _progress(self, what: str, done: int, total: int) -> None:
        if self._is_stopping:
            raise Stopped
        if time.monotonic() - self._told_at > _PAUSE:
            self._told_at = time.monotonic()
            self.app.call_from_thread(partial(self._show, what, done, total))

    def _show(self, what: str, done: int, total: int) -> None:
        if self.is_current and not self._is_stopping:
            self.query_one("#far", Static).update(self._doing.told(what, done, total))
            # How much there is to take is known only at its end.
            self.query_one(ProgressBar).update(total=total if done < total else None, progress=done)


def exchange(screen: "HouseScreen", name: str, then: Done, *, only_looks: bool) -> None:
    """Exchange with the carrier `name`, or only look, and tell `then`; a password is asked for once in a run. A Refusal is said."""
    address = screen.guarded(lambda: parsed(name, screen.house.settings.carriers[name]))
    if address is None:
        return
    is_needed = screen.guarded(lambda: needs_password(address))
    run = screen.house.exchanging
    is_given = bool(os.environ.get(variable(name))) and name not in run.denied
    if is_needed and name not in run.passwords and not is_given:
        _ask(screen, address, lambda: _begin(screen, address, then, only_looks=only_looks))
    elif is_needed is not None:
        _begin(screen, address, then, only_looks=only_looks)


def _ask(screen: "HouseScreen", address: Address, then: Callable[[], None]) -> None:
    words = screen.words
    field = Field("password", words("exchange.password"), kind="secret", required=True, hint=words("exchange.password_hint"))

    def left(values: Mapping[str, str] | None) -> None:
        if values is not None:
            screen.house.exchanging.passwords[address.name] = values["password"]
            then()

    title = words("exchange.password_title", carrier=address.name)
    screen.app.push_screen(Form(words, title, (field,), None, lambda _values: None), left)


def _begin(screen: "HouseScreen", address: Address, then: Done, *, only_looks: bool) -> None:
    known, desk = screen.house.exchanging.passwords, screen.desk

    def act(progress: Progress, done: Exchanged) -> Exchanged:
        def password(found: Address) -> str:
            # What was typed here was typed since the one of the environment was refused.
            given = {} if found.name in known else os.environ
            return password_of(found, given, lambda asked: known.get(asked.name, ""))

        files = screen.house.settings.files
        return carry(desk, address.name, address.text, password, progress, only_looks=only_looks, files=files, done=done)

    working = Carrying(screen.words, address.name, act)

    def broken_off(told: str, tone: Tone) -> None:
        if working.result.has_moved:
            then(working.result, is_preview=only_looks, ended=told, tone=tone)
        else:
            screen.renewed(told, tone)

    def ended(outcome: Outcome | None) -> None:
        if outcome is None:
            return
        if outcome.refused is not None:
            broken_off(screen.words.refusal(outcome.refused), Tone.BAD)
            _refused(screen, address, outcome.refused, lambda: exchange(screen, address.name, then, only_looks=only_looks))
        elif outcome.is_stopped:
            broken_off(screen.words("exchange.stopped", carrier=address.name), Tone.WARN)
        else:
            then(working.result, is_preview=only_looks)

    screen.app.push_screen(working, ended)


def _refused(screen: "HouseScreen", address: Address, refused: Refusal, again: Callable[[], None]) -> None:
    """Do what is due where it failed: a server seen for the first time is compared by whoever sits there."""
    if refused.code == "carrier.denied":
        # Else it would be tried again and again, and a server may lock whoever does that.
        run = screen.house.exchanging
        if run.passwords.pop(address.name, None) is None:
            run.denied.add(address.name)
    if refused.code != "carrier.host_key":
        return
    fingerprint = str(refused.fields["fingerprint"])
    pinned = f"{address.text}{'&' if '?' in address.text else '?'}host_key={fingerprint}"

    def pin() -> bool:
        screen.house.change_setting(f"{CARRIERS}.{address.name}", pinned)
        return True

    def replied(reply: bool | None) -> None:
        if reply and screen.guarded(pin):
            again()

    question = screen.words("exchange.compare", host=refused.fields["host"], fingerprint=fingerprint)
    screen.app.push_screen(Confirm(screen.words, question), replied)
