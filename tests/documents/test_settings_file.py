"""One setting is changed in the user's file; every other byte of it stays."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from models import places, settings_file
from models.causes import Cause
from models.errors import Refusal
from models.settings import CHOICES, FILE, shipped, values
from models.settings_file import change
from tests.ledger.kit import refused

LIGHT: Final = "verifier-light"
COMMANDS: Final = ("sheet.note", "menu", "sheet.level.3")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A place for a settings file."""
    return tmp_path / FILE


def became(file: Path, before: str, key: str, value: str | None) -> str:
    """What a file with these contents holds after a change, read as bytes."""
    file.write_bytes(before.encode())
    change(file, key, value)
    return file.read_bytes().decode()


def test_a_file_that_was_not_there_is_the_shipped_one_with_one_value_changed(file: Path) -> None:
    assert change(file, "look.theme", LIGHT) is True
    assert file.read_text("utf-8") == shipped().replace('theme = "verifier-dark"', f'theme = "{LIGHT}"')
    assert change(file, "keys.sheet.note", "m") is True
    assert file.read_text("utf-8") == shipped().replace('theme = "verifier-dark"', f'theme = "{LIGHT}"') + '"sheet.note" = "m"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[look]\ntheme = "verifier-light"\n'),
        ("# c", '# c\n\n[look]\ntheme = "verifier-light"\n'),
        ("[look]", '[look]\ntheme = "verifier-light"\n'),
        ("[look]\r\ntheme = 'verifier-dark' # c\r\n", '[look]\r\ntheme = "verifier-light" # c\r\n'),
        ("\ufeff[look]\r\n# a\r\n", '\ufeff[look]\r\n# a\r\ntheme = "verifier-light"\r\n'),
        ('[look]\r\nlanguage = "id"', '[look]\r\nlanguage = "id"\r\ntheme = "verifier-light"\r\n'),
        ('[look]\ntheme = "verifier-dark"', '[look]\ntheme = "verifier-light"'),
        ('[look]\ntheme = """\\\nverifier-dark"""  # c\n', '[look]\ntheme = "verifier-light"  # c\n'),
        ('look.theme="verifier-dark"\n', 'look.theme="verifier-light"\n'),
        ('look.language = "id" # c\n\n[keys]\n', 'look.language = "id" # c\nlook.theme = "verifier-light"\n\n[keys]\n'),
        ('look = { language = "id" } # c\n', 'look = { language = "id", theme = "verifier-light"} # c\n'),
        ('  [look]\n  language="id"\n', '  [look]\n  language="id"\n  theme = "verifier-light"\n'),
        ('[look]\n# theme\n\n# places\n[places]\n', '[look]\n# theme\ntheme = "verifier-light"\n\n# places\n[places]\n'),
        ('[look]\nlanguage = "id"\n\n# places\n[places]\n', '[look]\nlanguage = "id"\ntheme = "verifier-light"\n\n# places\n[places]\n'),
        ('look.language="id"\n#\nlook.theme="verifier-dark"\n', 'look.language="id"\n#\nlook.theme="verifier-light"\n'),
        (
            "look.language='id'\r\n\r\nplaces.data=''\r\nlook.glyphs='ascii'\r\n",
            "look.language='id'\r\nlook.theme = \"verifier-light\"\r\n\r\nplaces.data=''\r\nlook.glyphs='ascii'\r\n",
        ),
        ('[look]\ntheme = "pink" # once\n', '[look]\ntheme = "verifier-light" # once\n'),
        ("[look]\ntheme = 3\n", '[look]\ntheme = "verifier-light"\n'),
    ],
)  # fmt: skip
def test_only_the_line_of_the_setting_is_another(file: Path, before: str, after: str) -> None:
    assert became(file, before, "look.theme", LIGHT) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[keys]\n"menu" = "f2"   # mine\n"quit" = "z"\n', '[keys]\n# mine\n"quit" = "z"\n'),
        ('[keys]\r\n  menu = "f2"\r\n\r\n# end\r\n', "[keys]\r\n\r\n# end\r\n"),
        ('keys = { "menu" = "f2", "quit" = "z" } # c\n', 'keys = {  "quit" = "z" } # c\n'),
        ('keys.menu = "f2" # c\n', "# c\n"),
        ('[keys]\n"quit" = "z"\n', '[keys]\n"quit" = "z"\n'),
    ],
)
def test_a_key_given_back_loses_its_line_but_no_comment(file: Path, before: str, after: str) -> None:
    assert became(file, before, "keys.menu", None) == after


def test_what_is_built_in_is_written_where_the_setting_stands_and_nowhere_else(file: Path) -> None:
    assert became(file, "[look]\ntheme = 'verifier-light' # c\n", "look.theme", None) == '[look]\ntheme = "verifier-dark" # c\n'
    assert became(file, "[look]\n", "look.theme", None) == "[look]\n"
    file.unlink()
    assert change(file, "look.theme", None) is False
    assert not file.exists()


def test_a_change_to_the_same_writes_nothing(file: Path) -> None:
    file.write_text('[look]\ntheme = "verifier-light"\n')
    before = file.stat()
    assert change(file, "look.theme", LIGHT) is False
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    ("text", "key", "value", "code", "fields"),
    [
        ("", "look.langauge", "en", "settings.unknown", {"key": "look.langauge", "nearest": "look.language"}),
        ("", "theme", "x", "settings.unknown", {"nearest": "look.theme"}),
        ("", "keys.", "x", "settings.unknown", {"key": "keys."}),
        ("", "look.theme", "pink", "settings.value", {"expected": '"verifier-dark" / "verifier-light" / "verifier-contrast"'}),
        ("", "places.data", "here", "settings.value", {"key": "places.data", "value": "here"}),
        ("", "places.data", "/a\udcff", "settings.value", {"key": "places.data"}),
        ("", "keys.menu", "f2\x1b", "settings.value", {"key": "keys.menu"}),
        ("[look", "look.theme", LIGHT, "settings.not_toml", {}),
        ('look = "dark"\n', "look.theme", LIGHT, "settings.value", {"key": "look"}),
        ("[look]\nthem = 'x'\n", "look.theme", LIGHT, "settings.unknown", {"key": "look.them", "nearest": "look.theme"}),
        ('keys."menu" = "f2" # c\nlook.theme = ""\nkeys."quit" = "z"\n', "keys.menu", None, "settings.value", {"key": "look.theme"}),
        ('keys."menu" = "f2" # c\nlook.language = ""\nkeys."quit" = "z"\n', "keys.menu", None, "settings.by_hand", {"key": "keys.menu"}),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_written(
    file: Path, text: str, key: str, value: str | None, code: str, fields: Mapping[str, str]
) -> None:
    file.write_text(text)
    refusal = refused(lambda: change(file, key, value))
    assert (refusal.code, refusal.fields["file"]) == (code, file)
    assert {name: refusal.fields[name] for name in fields} == fields
    assert file.read_text() == text
    assert list(file.parent.iterdir()) == [file]


def test_whoever_knows_the_keys_may_refuse_them_before_anything_is_written(file: Path) -> None:
    def admit(own: Mapping[str, str], there: Path) -> None:
        assert (own, there) == ({"menu": "f2"}, file)
        raise Refusal("settings.key_banned", file=there, key="keys.menu", value="f2")

    assert refused(lambda: change(file, "keys.menu", "f2", admit)).code == "settings.key_banned"
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_refused_with_the_cause(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refusal = refused(lambda: change(tmp_path / "file" / FILE, "look.theme", LIGHT))
    assert refusal.code in ("settings.missing", "settings.not_written")
    assert refusal.fields["file"] == tmp_path / "file" / FILE


@pytest.mark.skipif(sys.platform == "win32", reason="links are made by administrators alone there")
def test_a_settings_file_that_leads_to_itself_was_called_absent_and_ended_the_program(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.symlink_to(file.name)
    refusal = refused(lambda: change(file, "look.theme", LIGHT))
    assert (refusal.code, refusal.fields["cause"]) == ("settings.not_written", Cause("eloop"))
    assert file.is_symlink()
    monkeypatch.setattr(places, "own_settings_file", lambda: file)
    assert refused(lambda: places.settings_file(None)).code == "settings.missing"


def test_a_file_changed_while_it_was_read_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = settings_file._edited

    def interrupted(*arguments: object, **named: object) -> bytes:
        file.write_text("[look]\n# from an editor\n")
        return real(*arguments, **named)  # type: ignore[arg-type]

    file.write_text("[look]\n")
    monkeypatch.setattr(settings_file, "_edited", interrupted)
    assert refused(lambda: change(file, "look.theme", LIGHT)).code == "export.changed"
    assert file.read_text() == "[look]\n# from an editor\n"


# Any file and any change

_BEHIND: Final = st.sampled_from(("", " # c", "  # 'x' = \"y\" [z]", "# 名前 …", "\t#"))
_COMMENTS: Final = ("", "# c", "  # [look]", '#theme = "x"', " ", "\t")
_ABOVE: Final = st.lists(st.sampled_from(_COMMENTS), max_size=3)
_FOLDERS: Final = st.sampled_from(("", "/mt", "~/mt", "/a b/c", "/名/'x'", '/"q"', "/\\d", "/#c"))
_DATABASES: Final = st.sampled_from(("", "postgresql+psycopg://ani@pusat/verifier?sslmode=verify-full", "postgres:///x'y\"z"))
_OWN: Final = st.sampled_from(("n", "m,f2", "?", "comma", "\\", '"', "'", "#", "名"))
ALL: Final = (*values(None), *(f"keys.{command}" for command in COMMANDS))


@dataclass(frozen=True)
class Row:
    """A line of a file: what stands before, as and behind the value of a setting; other lines have no key."""

    before: str
    key: str = ""
    value: str = ""
    behind: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.value}{self.behind}"


def a_value(key: str) -> st.SearchStrategy[str]:
    """Any value that a setting may have."""
    if key in CHOICES:
        return st.sampled_from(CHOICES[key])
    return {"places": _FOLDERS, "database": _DATABASES}.get(key.partition(".")[0], _OWN)


def quoted(value: str) -> str:
    """A value as this program writes it."""
    return json.dumps(value, ensure_ascii=False)


@st.composite
def a_file(draw: st.DrawFn) -> list[Row]:
    """The lines of a settings file as people write them: any order, comments, quotes and blanks."""
    rows = [*map(Row, draw(_ABOVE))]
    for table in draw(st.permutations(["look", "places", "keys"]))[: draw(st.integers(0, 3))]:
        known = draw(st.permutations([key for key in ALL if key.startswith(f"{table}.")]))
        heading = draw(st.sampled_from((f"[{table}]", f"[ {table} ]", f'["{table}"]')))
        rows += [*map(Row, draw(_ABOVE)), Row(heading + draw(_BEHIND))]
        for key in known[: draw(st.integers(0, len(known)))]:
            value, equals = draw(a_value(key)), draw(st.sampled_from((" = ", "=", "  =\t")))
            written = draw(st.sampled_from([quoted(value)] + [f"'{value}'"] * ("'" not in value)))
            rows += [*map(Row, draw(_ABOVE)), Row(f'"{key.partition(".")[2]}"{equals}', key, written, draw(_BEHIND))]
    return rows


@given(rows=a_file(), end=st.sampled_from(("\n", "\r\n")), mark=st.sampled_from(("", "\ufeff")), is_ended=st.booleans(), data=st.data())
@tried(max_examples=100, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_says_what_it_should_and_leaves_every_other_byte(
    file: Path, rows: list[Row], end: str, mark: str, is_ended: bool, data: st.DataObject
) -> None:
    def written(lines: list[Row]) -> str:
        return mark + end.join(map(str, lines)) + (end if is_ended else "")

    key = data.draw(st.sampled_from(ALL))
    value = data.draw(st.none() | a_value(key))
    before = written(rows)
    file.write_bytes(before.encode())
    said = values(file)
    is_written = change(file, key, value)
    after = file.read_bytes().decode()
    assert is_written == (after != before)
    wanted = values(None).get(key) if value is None else value
    assert values(file) == {name: text for name, text in {**said, key: wanted}.items() if text is not None}
    place = next((place for place, row in enumerate(rows) if row.key == key), None)
    if wanted == said.get(key) and (place is not None or value is None):
        assert after == before
    elif place is None:
        assert came(before, after, key, "\r\n" if "\r\n" in before else "\n")
    elif wanted is None:
        comment = rows[place].behind.lstrip()
        left = written([*rows[:place], *([Row(comment)] if comment else []), *rows[place + 1 :]])
        assert after.removeprefix(left) in ("", end)
    else:
        assert after == written([*rows[:place], replace(rows[place], value=quoted(wanted)), *rows[place + 1 :]])


def came(before: str, after: str, key: str, end: str) -> bool:
    """Whether only the line of `key` came: below its heading, or with it at the end; a last line may have got its end."""
    table, _, name = key.partition(".")
    new = [line for line in after.splitlines(keepends=True) if re.match(rf'"?{re.escape(name)}"? = ".*"\r?\n', line)]
    rest = after.replace(new[0], "")
    return len(new) == 1 and not {rest, rest.removesuffix(f"[{table}]{end}")}.isdisjoint({before, before + end, before + end + end})
