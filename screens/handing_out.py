"""Verdict files from the screens: signed with the person's key, which is offered where there is none, and put where people find them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from models import exporting, places
from models.desk.freeze import Frozen
from models.documents import verdict_file as doc
from models.documents.keys import PrivateKey
from models.documents.travelling import Signed
from models.errors import Refusal
from models.explanation import status_word
from models.exporting import Terms
from models.fields import Option
from models.landing import land
from models.rules.workflow import WITH_VERDICT
from screens.dialogs import Pick, Tell
from screens.unlocking import with_key
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.working import Outcome, Steps


class _Line(Protocol):
    """A verification in a list."""

    @property
    def id(self) -> str: ...
    @property
    def agency_name(self) -> str: ...
    @property
    def round(self) -> str: ...
    @property
    def state(self) -> str: ...


def write(screen: "HouseScreen", said: str, made: Callable[[], Frozen]) -> None:
    """Write a file for people into the folder of such files, and say where it is or why not."""
    folder = places.export_folder(screen.house.settings)
    try:
        frozen = made()
        land(folder / frozen.name, frozen.body)
    except Refusal as refused:
        screen.refuse(refused)
        return
    screen.say(said, Tone.GOOD, file=frozen.name, folder=places.told(folder))


def export(screen: "HouseScreen", verification: str, *, complete: bool = False) -> None:
    """Write the verdict file of a verification, and say where it is or why not; what was issued leaves as it was issued."""

    def handed_out(how: Terms, key: PrivateKey | None) -> None:
        folder = places.export_folder(screen.house.settings)
        kept = exporting.issued(screen.desk, verification, complete=complete)
        files = kept or exporting.made(screen.desk, how, verification, key)
        exporting.hand_out(screen.desk, files, exporting.for_all(screen.desk, how, files), folder)
        status = status_word(screen.words, doc.ISSUED if kept else how.status)
        tone = Tone.WARN if how.note and not kept else Tone.GOOD
        more = screen.words.count("issuing.more_files", len(files) - 1) if len(files) > 1 else ""
        named = {"status": status, "file": files[0].name, "folder": places.told(folder)}
        screen.status.say(f"{screen.words('verdict.exported', **named)} {more}".strip(), tone)

    # What cannot be exported is said before anybody is asked for a passphrase.
    how = screen.guarded(lambda: _terms(screen))
    kept = None if how is None else screen.guarded(lambda: exporting.issued(screen.desk, verification))
    if how is None or kept is None:
        return
    if kept:
        screen.guarded(lambda: handed_out(how, None))
    elif screen.guarded(lambda: exporting.frozen(screen.desk, how, verification)) is not None:
        _on_terms(screen, handed_out)


def export_all(screen: "HouseScreen", lines: Sequence["_Line"], *, complete: bool = False) -> None:
    """Write the verdict files of `lines`, and say how many there are, where, and which were refused."""
    words, folder = screen.words, places.export_folder(screen.house.settings)

    def handed_out(how: Terms, key: PrivateKey | None) -> None:
        refused: list[str] = []
        signed: list[Signed] = []

        def steps() -> "Steps":
            for number, line in enumerate(lines):
                yield number, len(lines)
                try:
                    kept = exporting.issued(screen.desk, line.id, complete=complete)
                    files = kept or exporting.made(screen.desk, how, line.id, key)
                    # One list of signers lies beside all of them.
                    signed.extend(replace(file, body=b"") for file in kept)
                    exporting.hand_out(screen.desk, files, exporting.for_all(screen.desk, how, signed), folder)
                except Refusal as why:
                    refused.append(f"{line.agency_name}, {line.round}: {words.refusal(why)}")
            yield len(lines), len(lines)

        def done(outcome: "Outcome") -> None:
            written = outcome.done - len(refused)
            screen.say("start.exported", Tone.BAD if refused else Tone.GOOD, count=written, of=len(lines), folder=places.told(folder))
            if refused:
                screen.app.push_screen(Tell(words, words.count("start.not_exported", len(refused)), "\n".join(refused)))

        screen.work(words("start.exporting"), steps, done)

    if not lines:
        screen.refuse(Refusal("export.nothing"))
    elif all(line.state in WITH_VERDICT for line in lines):
        screen.guarded(lambda: handed_out(_terms(screen), None))
    else:
        _on_terms(screen, handed_out)


def how_to_export(screen: "HouseScreen", count: int, act: Callable[[bool], None]) -> None:
    """Ask whether verdict files leave alone or with what they rest on, then do `act`."""
    if not count:
        screen.refuse(Refusal("export.none_issued"))
        return
    options = [
        Option(name, screen.words(f"issuing.export.{name}"), screen.words(f"issuing.export.{name}_why")) for name in ("alone", "complete")
    ]

    def chosen(key: str | None) -> None:
        if key is not None:
            act(key == "complete")

    screen.app.push_screen(Pick(screen.words, screen.words.count("issuing.export", count), options), chosen)


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
