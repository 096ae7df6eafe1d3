"""The sheet in which an agency assessed itself, as it came back: ours with its mark, or one without where somebody says whose it is."""

from dataclasses import replace
from pathlib import Path

from models.codes import digest
from models.errors import Refusal
from models.formats import lke, reading, worksheet
from models.formats.worksheet import Filled


def opened(path: Path, *, is_own: bool = False) -> Filled:
    """The sheet in the file at `path`; `is_own` where somebody says that an agency assesses itself in it, marked or not.

    Raises:
        Refusal: what `reading.tables` and `worksheet.read` refuse, `self.none` where nothing in it is a self-assessment, `self.not_own`
            where it is another sheet of ours.
    """
    body = reading.body(path)
    tables, name = reading.tables(body, path.name), path.name
    try:
        filled = worksheet.read(tables, name, digest(body))
    except Refusal as refused:
        if not is_own or refused.code != "worksheet.none":
            raise
        filled = worksheet.unmarked(tables, name, digest(body))
        filled = filled if filled.lines else replace(filled, lines=lke.lines(tables))
        if not filled.lines:
            raise Refusal("self.none", file=name) from refused
    if is_own and not filled.is_own:
        raise Refusal("self.not_own", file=name)
    return filled
