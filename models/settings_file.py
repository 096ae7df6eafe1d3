"""The user's own settings file: one setting in it is changed, and every other byte stays, comments and line ends with them."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from models.errors import Refusal
from models.landing import put_over
from models.settings import CARRIERS, KEYS, check, content, nearest, parsed, shipped, values

_MARK: Final = b"\xef\xbb\xbf"
"""The byte order mark that some editors put first."""


def change(file: Path, key: str, value: str | None, admit: Callable[[Mapping[str, str], Path], None] | None = None) -> bool:
    """Let the setting `key` (dotted) say `value`, or what is built in where that is None; whether the file was written.

    A file that is not there is made from the shipped one. What is built in is written in the line of its setting; a key or carrier of the
    user's own loses its line, but not the comment behind it. `admit` may refuse the user's own keys.

    Raises:
        Refusal: `settings.unknown`, `settings.value` or `settings.carrier`; where the file itself is at fault what `settings.load` refuses;
            `settings.by_hand` where only an editor could change it; `settings.not_written`, `export.changed`, `export.compare` where it
            does not land.
    """
    builtin = values(None)
    table, _, name = key.partition(".")
    if key not in builtin and not (table in (KEYS, CARRIERS) and name):
        raise Refusal("settings.unknown", file=file, key=key, nearest=nearest(key, builtin))
    before = content(file) if _is_there(file) else None
    raw = shipped().encode() if before is None else before
    given = parsed(raw, file)
    inside = given.get(table, {})
    if not isinstance(inside, dict):
        check({table: inside}, file)
    if value is None:
        if before is None or name not in inside:
            return False
        value = builtin.get(key)
    others = {other: said for other, said in inside.items() if other != name}
    wanted = {**given, table: others if value is None else {**others, name: value}}
    check(wanted, file)
    if admit is not None:
        admit(wanted.get(KEYS, {}), file)
    if wanted == given and before is not None:
        return False
    after = _edited(raw, table, name, value, is_new=name not in inside)
    if _full_tables(after) != {known: said for known, said in wanted.items() if said}:
        raise Refusal("settings.by_hand", file=file, key=key)
    _write(file, after, before)
    return True


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise Refusal("settings.missing", file=file) from error


def _write(file: Path, after: bytes, before: bytes | None) -> None:
    try:
        put_over(file, after, before)
    except Refusal as refused:
        if refused.code != "export.folder":
            raise
        raise Refusal("settings.not_written", file=file, cause=refused.fields["cause"]) from refused


def _full_tables(raw: bytes) -> dict[str, Any]:
    """What the bytes say, empty tables left out; nothing where they are no TOML."""
    try:
        return {known: said for known, said in tomllib.loads(raw.decode("utf-8-sig")).items() if said}
    except ValueError:
        return {}


def _edited(raw: bytes, table: str, name: str, value: str | None, *, is_new: bool) -> bytes:
    """The bytes with `name` in `table` saying `value`, or saying nothing; no bytes where the writer of TOML cannot do it."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    mark = _MARK if raw.startswith(_MARK) else b""
    text = raw.removeprefix(mark).decode()
    end = "\r\n" if "\r\n" in text else "\n"
    unended = text.rpartition("\n")[2]
    if is_new and unended:
        text += end
    try:
        document = tomlkit.parse(text)
        if table not in document:
            if text:
                document.add(tomlkit.ws(end))
            document.add(table, tomlkit.table())
            document[table].trivia.trail = end
        found: Any = document[table]
        if value is None:
            _take_out(found, name)
        elif is_new:
            _put_in(found, name, value, end)
        else:
            found[name] = value
        edited = tomlkit.dumps(document)
    except TOMLKitError:
        return b""
    # A last line without an end gets one only where another comes below it.
    return mark + (edited.removesuffix(end) if unended and edited.endswith(unended + end) else edited).encode()


def _put_in(table: Any, name: str, value: str, end: str) -> None:
    """Add a line before the first blank one behind the last setting: what stands below that is about what follows."""
    from tomlkit import string
    from tomlkit.items import InlineTable, Table, Whitespace

    added = string(value)
    if not isinstance(table, InlineTable):
        added.trivia.trail = end
    if not isinstance(table, Table):
        table[name] = added
        return
    body = table.value.body
    last = max((place for place, (key, _) in enumerate(body) if key is not None), default=-1)
    blank = next((place for place in range(last + 1, len(body)) if isinstance(body[place][1], Whitespace)), len(body))
    below = body[blank:]
    del body[blank:]
    table.add(name, added)
    body += below


def _take_out(table: Any, name: str) -> None:
    """Remove a line, but not the comment behind its value."""
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import Comment, Table, Trivia

    if not isinstance(table, Table):
        if table[name].trivia.comment:
            raise TOMLKitError("the comment would go with it")
        del table[name]
        return
    trivia, body = table[name].trivia, table.value.body
    place = next(place for place, (key, _) in enumerate(body) if key is not None and key.key == name)
    table.remove(name)
    if trivia.comment:
        body[place] = (None, Comment(Trivia(trivia.indent, "", trivia.comment, trivia.trail)))
