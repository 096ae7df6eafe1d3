"""Papers for people: put together from a verification, written as PDF or Word, and landed where nothing else is written over.

What writes them is imported when a paper is written: it takes longer than the start of the program may.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from models import causes
from models.codes import path_part
from models.concluded import MARK
from models.desk import agreed, concluded, decided, reading, trips
from models.desk.freeze import Frozen
from models.errors import Refusal
from models.landing import land
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.paper import RESULTS, TABLE, Office, Paper, Paragraph, Signatures
from models.reported import National
from models.views import Sheet
from models.words import Words


def drawn(tx: Transaction, verification: str, kind: str, words: Words, office: Office) -> tuple[str, Paper]:
    """A paper of a kind about a verification, and the name of its file without the end.

    Raises:
        Refusal: `second.sealed`, `minutes.none`, and as `concluded.of` gives.
    """
    from models.papers import by_unit
    from models.papers.receipt import receipt

    if kind in RESULTS:
        return _result(tx, verification, kind, words, office)
    sheet = reading.sheet(tx, verification)
    if kind == "minutes":
        return _minutes(tx, sheet, words, office)
    # What is missing tells what was answered.
    if kind == "gaps" and sheet.standing.is_second:
        raise Refusal("second.sealed")
    if kind == "receipt":
        paper = receipt(words, sheet, office, local_date(tx.moment), trips.of(tx, verification))
    else:
        paper = {"request": by_unit.request, "gaps": by_unit.gaps}[kind](words, sheet, office)
    return "_".join(map(path_part, (sheet.round, sheet.agency.code, words(f"paper.{kind}.file")))), paper


def _minutes(tx: Transaction, sheet: Sheet, words: Words, office: Office) -> tuple[str, Paper]:
    """The minutes that stand; their name tells which they are."""
    from models.papers.minutes import minutes

    document, mark = agreed.of(tx, sheet.id), agreed.mark(tx, sheet.id)
    if document is None:
        raise Refusal("minutes.none", agency=sheet.agency.name)
    name = (sheet.round, sheet.agency.code, words("paper.minutes.file"), mark[:MARK])
    return "_".join(map(path_part, name)), minutes(words, document, mark, sheet.checklist, office)


def _result(tx: Transaction, verification: str, kind: str, words: Words, office: Office) -> tuple[str, Paper]:
    """A paper of a result; its name tells the document that it goes by, or that there is none yet."""
    from models.papers.recommendation import recommendation
    from models.papers.report import report
    from models.papers.working import working

    told = concluded.of(tx, verification)
    name = (told.sheet.round, told.sheet.agency.code, words(f"paper.{kind}.file"), told.mark or words("state.draft"))
    paper = {"recommendation": recommendation, "report": report, "working": working}[kind](words, told, office)
    return "_".join(map(path_part, name)), paper


def plenary(tx: Transaction, id_: str, suffix: str, words: Words, office: Office) -> Frozen:
    """The list of a plenary as a file of a format; Refusal `plenary.unknown`, `plenary.shared`, `export.cell`."""
    from models.papers.plenary import pages
    from models.papers.plenary import plenary as paper

    decided.require_whole(tx, id_)
    told = decided.of(tx, id_)
    name = "_".join(map(path_part, (told.round, words("paper.plenary.file"), told.number or told.id[:8])))
    if suffix != TABLE[0]:
        return written(name, paper(words, told, office), suffix)
    from models.formats import workbook

    return Frozen(f"{name}.{suffix}", workbook.written(pages(words, told), words("worksheet.lists")))


def national(told: National, suffix: str, words: Words, office: Office) -> Frozen:
    """The national report as a file of a format, named by what was chosen and the day."""
    from models.papers.national import national as paper

    chosen = told.figures.filter
    name = (words("paper.national.file"), *filter(None, (chosen.round, chosen.cohort)), told.day.isoformat())
    return written("_".join(map(path_part, name)), paper(words, told, office), suffix)


def written(name: str, paper: Paper, suffix: str) -> Frozen:
    """A paper as a file of a format."""
    from models.formats import pdf, word

    if suffix == "pdf" and pdf.lacks_letters(paper):
        paper = _with_boxes_told(paper)
    return Frozen(f"{name}.{suffix}", {"pdf": pdf.written, "docx": word.written}[suffix](paper))


def _with_boxes_told(paper: Paper) -> Paper:
    """The same paper, and above the places to sign what its empty boxes stand for."""
    at = next((at for at, block in enumerate(paper.blocks) if isinstance(block, Signatures)), len(paper.blocks))
    told = Paragraph(Words(paper.language)("paper.letters"), is_small=True)
    return replace(paper, blocks=(*paper.blocks[:at], told, *paper.blocks[at:]))


def put(folder: Path, file: Frozen) -> Path:
    """Put a file into `folder` and give its path: with a number behind its name where something else has that; Refusal as `land` gives."""
    path = place(folder, file)
    land(path, file.body)
    return path


def place(folder: Path, file: Frozen) -> Path:
    """Where `put` would put a file; Refusal `export.folder` where one may not look."""
    try:
        return next(path for path in _names(folder, file.name) if not path.exists() or (path.is_file() and path.read_bytes() == file.body))
    except OSError as error:
        raise Refusal("export.folder", folder=folder, cause=causes.of_system(error)) from error


def _names(folder: Path, name: str) -> Iterator[Path]:
    first = folder / name
    yield first
    for number in count(2):
        yield first.with_name(f"{first.stem}_{number}{first.suffix}")
