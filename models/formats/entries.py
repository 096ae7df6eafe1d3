"""What the entries of a worksheet have in common: whose they are, each read once, compared field by field, refused with the reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from models.errors import Refusal
from models.formats.tables import LONGEST_NAME
from models.formats.worksheet import Line
from models.previews import Changed, Entry, Standing
from models.text import Phrase, cut

Key = tuple[str, ...]


class Cells:
    """The cells of a line, remembering which was looked at last: what is then refused is refused there."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.column = line.kind[0]

    def said(self, column: str, *, dates: bool = False) -> str:
        """What stands in `column`; refused like `Line.said`."""
        self.column = column
        return self.line.said(column, dates=dates)

    def figure(self, column: str) -> str:
        """The number in `column` as it would be typed."""
        self.column = column
        return self.line.figure(column)

    def refused_at(self, why: Refusal) -> Phrase:
        """Where the cell stands that `why` is about: the field it names, else the one looked at last."""
        named = str(why.fields.get("label", "")).rpartition(".")[2]
        return self.line.place(named if named in self.line.kind else self.column)


def sorted_out(noun: str, lines: Iterable[Line], key_of: Callable[[Line], Key]) -> tuple[Mapping[Key, Line], list[Entry]]:
    """The lines by whose they are, and what is refused of them: lines without a code, and codes that several lines have."""
    found: dict[Key, Line] = {}
    refused_ = []
    for line in lines:
        key = key_of(line)
        if not all(key):
            if not line.is_empty:
                missing = line.kind[key.index("")]
                nobody = ("-", f"{line.table.sheet}!{line.record.number}")
                refused_.append(refused(noun, nobody, line.place(missing), Refusal("worksheet.code")))
            continue
        first = found.setdefault(key, line)
        if first.is_silent:
            found[key] = line
        elif first is not line and not line.is_silent:
            why = Refusal("worksheet.doubled", entry="/".join(key), first=first.place(line.kind[0]))
            refused_.append(refused(noun, key, line.place(line.kind[0]), why))
    for entry_ in refused_:
        found.pop(entry_.key, None)
    return found, refused_


def by(*columns: str) -> Callable[[Line], Key]:
    """The key that stands in `columns`; one that is too long to be any is told by its beginning."""
    return lambda line: tuple(cut(line.record.values[column].strip(), LONGEST_NAME) for column in columns)


def read(noun: str, key: Key, line: Line, understood: Callable[[Cells], Entry | None]) -> Iterator[Entry]:
    """The entry that `understood` makes of a line, refused where it refuses; nothing where the line says nothing."""
    cells = Cells(line)
    try:
        found = understood(cells)
    except Refusal as why:
        found = refused(noun, key, cells.refused_at(why), why)
    if found is not None:
        yield found


def compared(noun: str, key: Key, place: Phrase, changes: Sequence[Changed], values: Mapping[str, object], *, keeps: bool = False) -> Entry:
    """An entry that is admitted: the same without `changes`, new where nothing stood in a changed field, otherwise it differs.

    `keeps` says that the worksheet leaves something empty that is known here.
    """
    if not changes:
        return kept(noun, key, place) if keeps else Entry(noun, key, Standing.SAME, place)
    standing = Standing.DIFFERS if any(change.here for change in changes) else Standing.NEW
    return Entry(noun, key, standing, place, tuple(changes), values)


def kept(noun: str, key: Key, place: Phrase) -> Entry:
    """An entry of which the worksheet says nothing, or less than is known here."""
    return Entry(noun, key, Standing.KEPT, place)


def refused(noun: str, key: Key, place: Phrase, why: Refusal) -> Entry:
    """An entry that is not admitted."""
    return Entry(noun, key, Standing.REFUSED, place, why=why)


def changed(label: Phrase, here: Phrase | str, there: Phrase | str) -> list[Changed]:
    """The one change there is, or none."""
    return [] if here == there else [Changed(label, here, there)]
