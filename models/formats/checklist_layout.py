"""Our own sheet of a checklist: a page for each kind of thing, with its columns and where in the checklist file each stands."""

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from typing import Final

from models.rules.checklist import BELOW_A_MILLION, Scale
from models.text import Phrase
from models.words import both

ANY: Final = "*"
"""Stands in the path of a page for what a column of codes says."""


class Kind(Enum):
    """What a cell must hold."""

    CODE = auto()
    VERSION = auto()
    TEXT = auto()
    WHOLE = auto()
    FLAG = auto()
    DAY = auto()
    CHOICE = auto()
    LIST = auto()
    WHOLES = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its cells hold, and where that stands below the place of the row."""

    key: str
    path: tuple[str, ...]
    kind: Kind = Kind.TEXT
    width: int = 14
    is_needed: bool = False
    """Whether every row must say it."""
    choices: tuple[str, ...] = ()
    default: object = None
    """What an empty cell means."""

    @property
    def noun(self) -> str:
        """What it holds, whichever language or step of a ladder it is for."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: whose place in the file its rows are, and its columns, those of codes first."""

    key: str
    path: tuple[str, ...]
    codes: tuple[str, ...]
    columns: tuple[Column, ...]
    is_list: bool = False
    """Whether its rows make up a list that has no codes of its own."""
    refers: tuple[str, ...] = field(default=())
    """The pages in which each of its codes must stand, empty for the code that it makes."""

    @property
    def is_single(self) -> bool:
        """Whether it holds one row."""
        return not self.codes


@cache
def heading(column: str) -> Phrase:
    """What a column of codes or another is called, such as `Judul (id)` for `title.id`."""
    noun, *rest = column.split(".")
    name = both(f"layout.column.{noun}")
    if rest and rest[0].isdigit():
        level = rest.pop(0)
        name = Phrase(f"{name.id} {level}", f"{name.en} {level}")
    return Phrase(f"{name.id} ({rest[0]})", f"{name.en} ({rest[0]})") if rest else name


def bilingual(phrase: Phrase) -> str:
    """`phrase` in both languages, as headings and names of pages are written."""
    return phrase.id if phrase.id == phrase.en else f"{phrase.id} / {phrase.en}"


def _phrase(key: str, *path: str, width: int = 40, needed: bool = True) -> tuple[Column, ...]:
    return tuple(Column(f"{key}.{tongue}", (*path, tongue), width=width, is_needed=needed) for tongue in ("id", "en"))


def _whole(key: str, *, needed: bool = False, default: object = None) -> Column:
    return Column(key, (key,), Kind.WHOLE, is_needed=needed, default=default)


def _flag(key: str) -> Column:
    return Column(key, (key,), Kind.FLAG, choices=("yes", "no"), default=False)


def _list(key: str, *path: str, needed: bool = False, width: int = 24) -> Column:
    return Column(key, path or (key,), Kind.LIST, width, needed)


def _choice(key: str, *choices: str, needed: bool = True) -> Column:
    return Column(key, (key,), Kind.CHOICE, 18, needed, choices, default=None if needed else "")


_ORIGINS: Final = ("source", "extended", "inference")
LEVELS: Final = tuple(map(str, Scale.LEVEL.levels))
_ABOUT: Final = (
    Column("id", ("id",), Kind.CODE, is_needed=True),
    Column("version", ("version",), Kind.VERSION, is_needed=True),
    Column("valid_from", ("valid_from",), Kind.DAY, is_needed=True),
    Column("valid_to", ("valid_to",), Kind.DAY),
    *_phrase("title", "title"),
)
_ITEM: Final = (
    Column("area", ("area",), Kind.CODE, is_needed=True),
    *_phrase("title", "title", width=28),
    *_phrase("question", "question"),
    *_phrase("evidence", "evidence"),
    *_phrase("help", "help", needed=False),
    Column("basis", ("basis",), width=24, default=""),
    _choice("scale", *(scale.value for scale in Scale)),
    _whole("weight", needed=True),
    _whole("gate"),
    _flag("not_applicable"),
    _list("when"),
    Column("unit", ("unit",), Kind.CODE, is_needed=True),
    _choice("origin", *_ORIGINS),
    _choice("ladder_origin", *_ORIGINS, needed=False),
    _list("sources", needed=True),
    _list("crosswalk"),
    *(_list(f"proposal.{level}", "proposal", level) for level in LEVELS[1:]),
    *(column for level in LEVELS for column in _phrase(f"ladder.{level}", "ladder", level, needed=False)),
)
_FIELD: Final = (
    *_phrase("label", "label", width=30),
    _choice("kind", "text", "number", "date", "choice"),
    _flag("required"),
    _whole("least", default=0),
    _whole("greatest", default=BELOW_A_MILLION),
)
_VERDICT: Final = (
    _whole("ready_score", needed=True),
    _whole("implementing_score", needed=True),
    _list("design_areas", needed=True),
    _list("not_started_items", needed=True, width=40),
    _list("approval_received", needed=True),
    _flag("ready_requires_approval"),
    Column("placement_boxes", ("placement_boxes",), Kind.WHOLES, is_needed=True),
    _list("merit_cap"),
)
_ROLES: Final = ("placements", "approval", "not-started", "merit")
PAGES: Final = (
    Page("about", (), (), _ABOUT),
    Page("areas", ("areas", ANY), ("code",), (*_phrase("name", "name"), _whole("weight", needed=True))),
    Page("units", ("units", ANY), ("code",), _phrase("name", "name")),
    Page("base", ("base", ANY), ("code",), _phrase("label", "label")),
    Page("scales", ("scales", ANY, ANY), ("scale", "level"), _phrase("sentence"), refers=("", "")),
    Page("items", ("items", ANY), ("item",), _ITEM),
    Page("reasons", ("items", ANY, "not_applicable_reasons"), ("item",), _phrase("reason"), is_list=True, refers=("items",)),
    Page(
        "counts",
        ("items", ANY, "counts", ANY),
        ("item", "count"),
        (*_phrase("label", "label"), _list("of"), Column("of_fixed", ("of",), Kind.WHOLE)),
        refers=("items", ""),
    ),
    Page("facts", ("facts", ANY), ("fact",), (*_phrase("text", "text"), _choice("role", *_ROLES, needed=False), _flag("repeats"))),
    Page("fields", ("facts", ANY, "fields", ANY), ("fact", "field"), _FIELD, refers=("facts", "")),
    Page(
        "choices",
        ("facts", ANY, "fields", ANY, "choices", ANY),
        ("fact", "field", "choice"),
        _phrase("name"),
        refers=("facts", "fields", ""),
    ),
    Page(
        "required",
        ("facts", ANY, "fields", ANY, "required_when", ANY),
        ("fact", "field", "other"),
        (Column("values", (), Kind.LIST, 30, is_needed=True),),
        refers=("facts", "fields", ""),
    ),
    Page("bands", ("bands", ANY), ("band",), (*_phrase("name", "name"), _whole("from", needed=True))),
    Page("verdict", ("verdict",), (), _VERDICT),
    Page(
        "gates",
        ("verdict", "design_gates_when_approved", ANY),
        ("item",),
        (Column("level", (), Kind.WHOLE, is_needed=True),),
        refers=("items",),
    ),
    Page("names", ("verdict", "names", ANY, ANY), ("verdict", "variant"), _phrase("name"), refers=("", "")),
    Page("flags", ("verdict", "flags", ANY), ("flag",), _phrase("name", "name")),
)
"""All pages, in the order of the checklist file."""
