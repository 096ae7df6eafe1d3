"""Closing minutes: number and day are asked for, then the person's key, and their files are written; and the scan of what was signed."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from models import attaching, exporting, leaving, places, printing
from models.codes import digest
from models.desk import keeping, scans
from models.desk import minutes as desk_minutes
from models.fields import Field
from models.moments import written
from models.paper import FORMATS
from screens.dialogs import Confirm
from screens.unlocking import with_key
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from models.desk.freeze import Frozen
    from models.documents.keys import PrivateKey
    from models.trips import Trip
    from models.views import Sheet
    from screens.base import HouseScreen
    from screens.working import Outcome, Steps


def ask_to_close(screen: "HouseScreen", sheet: "Sheet", trip: "Trip", number: str) -> None:
    """Ask for number and day, then close the minutes of the verification on a sheet."""
    words = screen.words
    fields = (
        Field("number", words("minutes.number"), value=number, hint=words("minutes.hint.number")),
        Field("day", words("minutes.day"), kind="date", value=written(trip.ends or trip.begins)),
    )

    def drawn(values: Mapping[str, str]) -> Mapping[str, str]:
        _drawn_up(screen, sheet, values)
        return dict(values)

    place = f"closing/{sheet.id}"

    def confirmed(values: Mapping[str, str]) -> None:
        # The form is done, the act is not.
        screen.guarded(lambda: screen.draft(place).keep(values))
        question = words("minutes.ask", agency=sheet.agency.name, round=sheet.round)
        screen.app.push_screen(Confirm(words, question), lambda reply: _close(screen, sheet, values) if reply else None)

    screen.ask(words("minutes.closing"), fields, place, drawn, confirmed)


def ask_for_scan(screen: "HouseScreen", sheet: "Sheet") -> None:
    """Ask for the scan of the minutes that were signed by hand, and attach it."""
    from screens.file_dialog import FileDialog

    words = screen.words

    def chosen(path: Path | None) -> None:
        scan = None if path is None else screen.guarded(lambda: attaching.scanned(path))
        if scan is not None and screen.do(scans.attach, sheet.id, scan) is not None:
            told = {"agency": sheet.agency.name, "round": sheet.round, "digest": scan.digest[:16]}
            screen.renewed(words("minutes.scan_attached", name=scan.name, **told), Tone.GOOD)

    fits = attaching.ENDINGS
    dialog = FileDialog(words, words("minutes.scan_choose"), lambda path: path.suffix.lower() in fits, "files.scans")
    screen.app.push_screen(dialog, chosen)


def _drawn_up(screen: "HouseScreen", sheet: "Sheet", values: Mapping[str, str]) -> "Frozen":
    return screen.desk.ask(desk_minutes.drawn_up, sheet.id, values["number"], values["day"], screen.house.settings.scores)


def _close(screen: "HouseScreen", sheet: "Sheet", values: Mapping[str, str]) -> None:
    def act(key: "PrivateKey") -> None:
        file = _drawn_up(screen, sheet, values)
        if screen.do(desk_minutes.close, sheet.id, exporting.signed_as(file, "minutes", key)) is not None:
            screen.guarded(screen.draft(f"closing/{sheet.id}").forget)
            mark = digest(file.body)[:16]
            screen.renewed(screen.words("minutes.done", agency=sheet.agency.name, round=sheet.round, mark=mark), Tone.GOOD)
            _write(screen, sheet, file)

    with_key(screen, act)


def _write(screen: "HouseScreen", sheet: "Sheet", file: "Frozen") -> None:
    """Write the paper in every format and the signed file, and say where they are."""
    words, settings = screen.words, screen.house.settings
    folder = places.export_folder(settings)
    name, paper = screen.desk.ask(printing.drawn, sheet.id, "minutes", words, settings.office)

    def steps() -> "Steps":
        yield 0, len(FORMATS) + 1
        leaving.hand_out_entered(screen.desk, folder, screen.desk.ask(keeping.stored, digest(file.body)))
        for done, suffix in enumerate(FORMATS, 1):
            yield done, len(FORMATS) + 1
            printing.put(folder, printing.written(name, paper, suffix))
        yield len(FORMATS) + 1, len(FORMATS) + 1

    def ended(_outcome: "Outcome") -> None:
        told = {"agency": sheet.agency.name, "round": sheet.round, "mark": digest(file.body)[:16]}
        screen.say("minutes.written", Tone.GOOD, folder=places.told(folder), **told)

    screen.work(words("minutes.closing"), steps, ended)
