"""Reports on many agencies as files: put together by one filter, written in a format, and landed together or not at all.

What writes them is imported when a report is written: it takes longer than the start of the program may.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models import planning, printing
from models.codes import path_part
from models.desk import agendas, figures, history, recaps, reported, tabling
from models.desk.desk import Desk
from models.desk.freeze import Frozen
from models.errors import Refusal
from models.figures_told import recap as told_in_lines
from models.figures_told import scope
from models.landing import whole
from models.moments import local_date, now
from models.paper import Office
from models.rules.results import EVERYTHING, Filter
from models.tabled import TEXT, WORKBOOK, Tabled
from models.views import TrailRecord
from models.words import Words

if TYPE_CHECKING:
    from models.formats.workbook import Page

Tell = Callable[[str, int, int], None]
"""Hears what is done now, how much of it is done, and of how much; 0 of 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Order:
    """A report that is asked for: its name and format as `tabled.REPORTS` has them, on the agencies that a filter chooses."""

    name: str
    form: str
    chosen: Filter
    words: Words
    office: Office

    @property
    def scope(self) -> str:
        """What is chosen, in one line."""
        return scope(self.words, self.chosen)


@dataclass(frozen=True, slots=True)
class Report:
    """What was made: the files, of how much they tell, and the agencies that were left out, each with the reason."""

    files: tuple[Frozen, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[tuple[str, Refusal], ...] = ()


def _silent(_part: str, _done: int, _total: int) -> None:
    pass


def made(desk: Desk, order: Order, tell: Tell = _silent) -> Report:
    """The report that is asked for, as files with nothing written yet.

    Raises:
        Refusal: `report.nobody` where the filter chooses no agency, `report.nothing` where there is nothing of this kind on them, the
            reason where all are left out, `export.cell`, and as `figures.stands` gives.
    """
    tell(order.words("report.doing.read"), 0, 0)
    agencies = len(desk.ask(figures.stands, order.chosen))
    if not agencies:
        raise Refusal("report.nobody", scope=order.scope)
    found = _MAKING.get(order.name, _papers)(desk, order, tell)
    if not found.files:
        raise found.left_out[0][1] if found.left_out else Refusal("report.nothing", scope=order.scope)
    return Report(found.files, {"agencies": agencies, **found.counts}, found.left_out)


def recap(found: Tabled, words: Words, form: str, tell: Callable[[str], None] = lambda _page: None) -> tuple[Frozen, ...]:
    """The recap in a format: one workbook, or a file of separated text for each page; `tell` hears of each page begun.

    Raises:
        Refusal: `export.cell` where a text is longer than a cell of a workbook can hold.
    """
    from models.formats import recap_pages

    name = _name(words("report.recap.file"), found.filter)
    return tuple(_tables(name, recap_pages.pages(found, words), words, form, tell))


def put(folder: Path, files: Iterable[Frozen]) -> tuple[Path, ...]:
    """Put files into `folder`, all or none, and give their paths; Refusal as `printing.put` gives."""
    paths = []
    with whole() as landing:
        for file in files:
            paths.append(printing.place(folder, file))
            landing.land(paths[-1], file.body)
    return tuple(paths)


def _tables(name: str, pages: "Sequence[Page]", words: Words, form: str, tell: Callable[[str], None]) -> Iterator[Frozen]:
    from models.formats import separated_out, workbook

    if form == WORKBOOK:
        yield Frozen(f"{name}.xlsx", workbook.written(pages, words("worksheet.lists"), tell))
        return
    for page in pages:
        tell(page.name)
        yield Frozen(f"{name}_{path_part(page.name)}.csv", separated_out.written(page, form))


def _name(*parts: str | Filter) -> str:
    """A name without its end; of a filter, the round and the cohort."""
    told = ((part.round, part.cohort) if isinstance(part, Filter) else (part,) for part in parts)
    return "_".join(path_part(each) for those in told for each in those if each)


def _pages_told(order: Order, tell: Tell) -> Callable[[str], None]:
    return lambda page: tell(order.words("report.doing.write", page=page), 0, 0)


def _national(desk: Desk, order: Order, tell: Tell) -> Report:
    found = desk.ask(reported.national, order.chosen)
    tell(order.words("report.doing.write", page=order.words("report.name.national")), 0, 0)
    return Report((printing.national(found, order.form, order.words, order.office),))


def _recap(desk: Desk, order: Order, tell: Tell) -> Report:
    found = desk.ask(tabling.tabled, order.chosen)
    counts = {
        "results": sum(stand.result is not None for stand in found.stands),
        "apart": len(found.apart),
        "evidence": sum(map(len, found.evidence.values())),
    }
    return Report(recap(found, order.words, order.form, _pages_told(order, tell)), counts)


def lines(desk: Desk, order: Order) -> tuple[str, ...]:
    """The ten lines of the recap for a messenger; Refusal as `figures.counted` gives."""
    counted, moved = desk.ask(recaps.told, order.chosen)
    return told_in_lines(order.words, counted, moved, local_date(now()))


def _text(desk: Desk, order: Order, _tell: Tell) -> Report:
    body = "".join(f"{line}\n" for line in lines(desk, order))
    return Report((Frozen(f"{_name(order.words('board.recap_file'), order.chosen, local_date(now()).isoformat())}.txt", body.encode()),))


def _figures(desk: Desk, order: Order, tell: Tell) -> Report:
    from models.figures_board import board
    from models.figures_moved import with_moved
    from models.formats import figures_pages

    words = order.words
    found, moved = desk.ask(recaps.told, order.chosen)
    entries = with_moved(words, board(words, found, desk.ask(figures.checklists, found)), moved)
    pages = figures_pages.pages(words, found, entries, local_date(now()))
    name = _name(words("report.figures.file"), order.chosen)
    return Report(tuple(_tables(name, pages, words, order.form, _pages_told(order, tell))))


def _agenda(desk: Desk, order: Order, _tell: Tell) -> Report:
    found = [each for each in desk.ask(agendas.chosen, order.chosen) if each.actions]
    files = [planning.written(order.words, found, order.form, order.office, order.scope)] if found else []
    return Report(tuple(files), {"agencies": len(found)})


def _plenary(desk: Desk, order: Order, tell: Tell) -> Report:
    found = desk.ask(reported.plenaries, order.chosen)
    files, left_out = [], []
    for number, plenary in enumerate(found):
        tell(order.words("report.doing.write", page=order.words("paper.plenary.name")), number, len(found))
        try:
            files.append(desk.ask(printing.plenary, plenary, order.form, order.words, order.office))
        except Refusal as refused:
            if refused.code != "plenary.shared":
                raise
            left_out.append((order.words("paper.plenary.name"), refused))
    return Report(tuple(files), {}, tuple(left_out))


def _papers(desk: Desk, order: Order, tell: Tell) -> Report:
    """A paper for each agency that somebody worked on; one that may not be printed keeps no other back."""
    files, left_out = [], []
    found = [(stand.place.name, verification) for stand, verification in desk.ask(reported.behind, order.chosen) if verification]
    for number, (agency, verification) in enumerate(found):
        tell(order.words("report.doing.write", page=agency), number, len(found))
        try:
            name, paper = desk.ask(printing.drawn, verification, order.name, order.words, order.office)
        except Refusal as refused:
            # Where no minutes were closed there are none to be left out.
            if refused.code != "minutes.none":
                left_out.append((agency, refused))
            continue
        files.append(printing.written(name, paper, order.form))
    return Report(tuple(files), {"agencies": len(files)}, tuple(left_out))


def _trail(desk: Desk, order: Order, tell: Tell) -> Report:
    """The whole trail, or the entries about the verifications of those chosen, in their order."""
    from models.formats import json_lines

    records: list[TrailRecord] = []
    wanted = ("",) if order.chosen == EVERYTHING else desk.ask(reported.trail_of, order.chosen)
    for number, verification in enumerate(wanted):
        tell(order.words("report.doing.read"), number, len(wanted))
        desk.ask(history.export, records.append, verification)
    records.sort(key=lambda record: record.seq)
    name = _name(order.words("report.trail.file"), order.chosen)
    files = [Frozen(f"{name}.{order.form}", json_lines.written(map(asdict, records)))] if records else []
    return Report(tuple(files), {"entries": len(records)})


_MAKING: Final[Mapping[str, Callable[[Desk, Order, Tell], Report]]] = {
    "national": _national,
    "recap": _recap,
    TEXT: _text,
    "figures": _figures,
    "agenda": _agenda,
    "plenary": _plenary,
    "trail": _trail,
}
"""What makes each report; those not named here are papers of single agencies."""
