"""A file dropped on the window of a terminal: typed by it in quotes, with backslashes or as an address, and taken for what it is."""

import shlex
from pathlib import Path

import pytest

from models import places

NAMES = ("SK No 1.pdf", "it's.pdf", 'satu"dua".pdf', "a\\b.pdf", "100%25.pdf", "~x $HOME.pdf")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_dropped_was_a_path_in_quotes_that_nothing_could_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    typed = str(path)
    backslashed = "".join(each if each.isalnum() or each in "/._-" else f"\\{each}" for each in typed)
    for text in (typed, f"{shlex.quote(typed)} ", f"{backslashed} ", path.as_uri(), *([] if '"' in name else [f'"{typed}"'])):
        assert places.dropped(text) == typed, text


@pytest.mark.parametrize(
    "text", ["'/tidak/ada.pdf'", "lemari 2", "https://bkn.go.id/a.pdf", "'relatif.pdf'", "'", "", "'/a' '/b'", "a\x00"]
)
def test_what_names_no_file_that_is_there_stays_as_it_was_typed(text: str) -> None:
    assert places.dropped(text) == text


@pytest.mark.parametrize("form", ["'{}' '{}'", '"{}" "{}" ', "file://{}\nfile://{}\n", "{}\r\n{}"])
def test_of_several_files_that_were_dropped_the_first_is_taken_where_all_of_them_stood_as_text(tmp_path: Path, form: str) -> None:
    paths = [str(tmp_path / name) for name in ("SK No 1.pdf", "b.pdf")]
    for path in paths:
        Path(path).touch()
    assert places.several(form.format(*paths)) == paths
    assert places.dropped(form.format(*paths)) == paths[0]
    assert places.several(form.format(paths[0], tmp_path / "tidak ada.pdf")) == []
    both = tmp_path / "a.pdf b.pdf"
    both.touch()
    assert places.several(str(both)) == []


def test_a_file_at_home_is_found_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "SK.pdf").touch()
    assert places.dropped("~/SK.pdf") == str(tmp_path / "SK.pdf")
