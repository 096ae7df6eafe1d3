"""Verdict files from the screens: signed with the person's key, which is offered where there is none, and put where people find them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models import exporting, places
from models.documents.keys import PrivateKey
from models.errors import Refusal
from models.explanation import status_word
from models.exporting import Terms
from models.views import VerificationLine
from screens.dialogs import Option, Pick, Tell
from screens.unlocking import with_key
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.working import Outcome, Steps


def export(screen: "HouseScreen", verification: str) -> None:
    """Write the verdict file of a verification, and say where it is or why not."""

    def handed_out(how: Terms, key: PrivateKey | None) -> None:
        folder = places.export_folder(screen.house.settings)
        file = exporting.signed(exporting.frozen(screen.desk, how, verification), how, key)
        exporting.hand_out(file, how, folder)
        status = status_word(screen.words, how.status)
        screen.say("verdict.exported", Tone.WARN if how.note else Tone.GOOD, status=status, file=file.name, folder=places.told(folder))

    # What cannot be exported is said before anybody is asked for a passphrase.
    how = screen.guarded(lambda: _terms(screen))
    if how is not None and screen.guarded(lambda: exporting.frozen(screen.desk, how, verification)) is not None:
        _on_terms(screen, handed_out)


def export_all(screen: "HouseScreen", lines: Sequence[VerificationLine]) -> None:
    """Write the verdict files of `lines`, and say how many there are, where, and which were refused."""
    words, folder = screen.words, places.export_folder(screen.house.settings)

    def handed_out(how: Terms, key: PrivateKey | None) -> None:
        refused: list[str] = []

        def steps() -> "Steps":
            for number, line in enumerate(lines):
                yield number, len(lines)
                try:
                    file = exporting.signed(exporting.frozen(screen.desk, how, line.id), how, key)
                    exporting.hand_out(file, how, folder)
                except Refusal as why:
                    refused.append(f"{line.agency_name}: {words.refusal(why)}")
            yield len(lines), len(lines)

        def done(outcome: "Outcome") -> None:
            written = outcome.done - len(refused)
            screen.say("start.exported", Tone.BAD if refused else Tone.GOOD, count=written, of=len(lines), folder=places.told(folder))
            if refused:
                screen.app.push_screen(Tell(words, words.count("start.not_exported", len(refused)), "\n".join(refused)))

        screen.work(words("start.exporting"), steps, done)

    if lines:
        _on_terms(screen, handed_out)
    else:
        screen.refuse(Refusal("export.nothing"))


def _terms(screen: "HouseScreen") -> Terms:
    return exporting.terms(screen.desk, screen.house.keyring.public)


def _on_terms(screen: "HouseScreen", act: Callable[[Terms, PrivateKey | None], None]) -> None:
    """Do `act` on the terms of now, with the key that they ask for; without a key one is offered. A Refusal is said."""
    how = screen.guarded(lambda: _terms(screen))
    if how is None:
        return
    if how.is_signed:
        with_key(screen, lambda key: act(how, key), again=True)
        return

    def chosen(option: str | None) -> None:
        if option == "make" and screen.guarded(screen.house.keyring.make) is not None:
            _on_terms(screen, act)
        elif option == "unsigned":
            screen.guarded(lambda: act(how, None))

    options = [Option(name, screen.words(f"key.offer.{name}"), screen.words(f"key.offer.{name}_detail")) for name in ("make", "unsigned")]
    screen.app.push_screen(Pick(screen.words, screen.words("key.offer"), options), chosen)
