"""Reports on many agencies as files: put together by one filter, written in a format, and landed together or not at all.

What writes them is imported when a report is written: it takes longer than the start of the program may.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from models.codes import path_part
from models.desk.freeze import Frozen
from models.landing import whole
from models.printing import place
from models.tabled import WORKBOOK, Tabled
from models.words import Words


def recap(found: Tabled, words: Words, form: str, tell: Callable[[str], None] = lambda _page: None) -> tuple[Frozen, ...]:
    """The recap in a format: one workbook, or a file of separated text for each page; `tell` hears of each page begun.

    Raises:
        Refusal: `export.cell` where a text is longer than a cell of a workbook can hold.
    """
    from models.formats import recap_pages, separated_out, workbook

    name = "_".join(map(path_part, filter(None, (words("report.recap.file"), found.filter.round, found.filter.cohort))))
    made = recap_pages.pages(found, words)
    if form == WORKBOOK:
        return (Frozen(f"{name}.xlsx", workbook.written(made, words("worksheet.lists"), tell)),)
    files = []
    for page in made:
        tell(page.name)
        files.append(Frozen(f"{name}_{path_part(page.name)}.csv", separated_out.written(page, form)))
    return tuple(files)


def put(folder: Path, files: Iterable[Frozen]) -> tuple[Path, ...]:
    """Put files into `folder`, all or none, and give their paths; Refusal as `printing.put` gives."""
    paths = []
    with whole() as landing:
        for file in files:
            paths.append(place(folder, file))
            landing.land(paths[-1], file.body)
    return tuple(paths)
