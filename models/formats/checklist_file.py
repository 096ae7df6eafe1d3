"""Any file that defines a checklist, told apart by what is in it: a checklist file (TOML), our own sheet, an LKE, an XLSForm."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from models import checklists
from models.codes import digest
from models.errors import Refusal
from models.formats import checklist_lke, checklist_sheet, checklist_xlsform, reading
from models.formats.cells import Point
from models.formats.checklist_base import Base
from models.formats.checklist_draft import Draft
from models.formats.checklist_placed import placed
from models.formats.checklist_rows import body
from models.formats.tables import Table
from models.rules.checklist import Checklist
from models.rules.definition import Faulty, checklist
from models.rules.fitting import silenced
from models.text import Phrase
from models.words import both

_TOML: Final = ".toml"
_AREAS: Final = re.compile(rb"^\[areas\.", re.MULTILINE)
_DOCUMENT: Final = b"format = "
"""How every document of this program begins."""
_ITEMS: Final = "items"
"""The page of our own sheet without which there is no checklist."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of a sheet beside it."""

    point: Point | None = None
    """How numbers typed as text are meant."""
    base: Mapping[str, Any] = field(default_factory=dict)
    """The checklist file, parsed, that says what the sheet cannot."""
    design: tuple[str, ...] = ()
    """The codes or names of the areas that decide the design."""
    name: str = ""
    """Id and version where the sheet has none, such as `zi-pn 2026`."""
    areas: tuple[str, ...] = ()
    """What the areas of an LKE are called, where headings below them have weights too."""


@dataclass(frozen=True, slots=True)
class Defined:
    """A file that defines a checklist, without a fault."""

    file: str
    layout: str
    """`toml`, `sheet`, `lke` or `xlsform`."""
    body: bytes
    """The checklist file."""
    checklist: Checklist
    notes: tuple[Phrase, ...] = ()
    """What was decided where the sheet says nothing."""


def opened(path: Path, asked: Asked = Asked()) -> Defined:
    """The checklist in the file at `path`; Refusal `document.unreadable` where it cannot be opened, and what `read` refuses."""
    return read(reading.body(path), path.name, asked)


def read(content: bytes, file: str, asked: Asked = Asked(), *, is_made: bool = True) -> Defined:
    """The checklist that `content` defines; `file` is its name in sentences.

    `is_made` says that somebody makes it: it may then not say either what would silence a rule of the verdict.

    Raises:
        Refusal: `checklist.faults` with every fault, each with its place; `checklist.layout` where it is no sheet of a checklist;
            `checklist.no_base` where an LKE or XLSForm comes without one; `checklist.not_toml`, and what `reading.tables` refuses.
    """
    if not file.lower().endswith(_TOML):
        return of_tables(reading.tables(content, file), file, asked, is_made=is_made)
    found = checklists.load(content, file)
    faults = tuple(silenced(found)) if is_made else ()
    if faults:
        raise Refusal("checklist.faults", file=file, count=len(faults), faults=faults)
    return Defined(file, "toml", content, found, tuple(_unused(asked)))


def of_tables(tables: Sequence[Table], file: str, asked: Asked = Asked(), *, is_made: bool = True) -> Defined:
    """The checklist that these sheets define; refused like `read`."""
    layout, draft = _draft(tables, file, asked)
    found = checklist(draft.raw, "")
    faults = placed(found.faults if isinstance(found, Faulty) else tuple(silenced(found)) if is_made else (), draft)
    if faults:
        raise Refusal("checklist.faults", file=file, count=len(faults), faults=faults)
    written = body(draft.raw)
    return Defined(file, layout, written, checklists.load(written, digest(written)), tuple(draft.notes))


def is_toml(path: Path) -> bool:
    """Whether a TOML file can only be that of a checklist, and no document somebody signed; not where it cannot be read."""
    try:
        return path.is_file() and _AREAS.search(content := reading.body(path)) is not None and not content.startswith(_DOCUMENT)
    except Refusal:
        return False


def is_sheet(tables: Sequence[Table]) -> bool:
    """Whether these sheets can only be those of a checklist: ours with its items, or an XLSForm; an LKE may be an agency's answers too."""
    return checklist_xlsform.is_one(tables) or any(page.key == _ITEMS for page in map(checklist_sheet.named, tables) if page)


def says(workbook: bytes, wanted: Checklist) -> bool:
    """Whether our own sheet in `workbook`, read back, is the checklist `wanted`."""
    try:
        found = read(workbook, "xlsx", is_made=False).checklist
    except Refusal:
        return False
    return replace(found, digest=wanted.digest) == wanted


def _unused(asked: Asked) -> list[Phrase]:
    """That a file which says everything itself needs nothing of what was said beside it."""
    return [both("layout.note.unused")] if asked.base or asked.design or asked.name or asked.areas else []


def _draft(tables: Sequence[Table], file: str, asked: Asked) -> tuple[str, Draft]:
    if checklist_xlsform.is_one(tables):
        return "xlsform", checklist_xlsform.read(tables, Base(asked.base, file, asked.design, asked.name), asked.point)
    if any(checklist_sheet.named(table) for table in tables):
        draft = checklist_sheet.read(tables, asked.point)
        draft.notes += _unused(asked)
        return "sheet", draft
    if any(map(checklist_lke.is_one, tables)):
        return "lke", checklist_lke.read(tables, Base(asked.base, file, asked.design, asked.name, asked.areas), asked.point)
    raise Refusal("checklist.layout", file=file)
