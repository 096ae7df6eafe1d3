"""What failed outside the program is said in the words of the catalogue, not in those of the system or a parser."""

import errno
import os
import tomllib
from pathlib import Path

import pytest

from models import causes, places, settings
from models.causes import USUAL, Cause
from models.documents import toml, verdict_file
from models.errors import Refusal
from models.landing import land
from models.ledger import driver
from models.rules import permissions, workflow
from models.rules.permissions import Standing
from models.words import LANGUAGES, Words


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        toml.parsed(text.encode(), "t.toml")
    return caught.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", USUAL)
def test_an_error_of_the_system_was_said_in_its_own_english(name: str, language: str) -> None:
    number = getattr(errno, name)
    said = Words(language).refusal(Refusal("export.folder", folder="/x", cause=causes.of_system(OSError(number, os.strerror(number)))))
    assert os.strerror(number) not in said
    assert "Cause" not in said
    assert "cause." not in said


def test_the_causes_differ() -> None:
    assert len({Words("id")(f"cause.{name.lower()}") for name in USUAL}) == len(USUAL)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link"),
        (OSError("nobody knows"), "nobody knows"),
        (OSError(), ""),
    ],
)
def test_an_unusual_error_keeps_what_the_system_says(error: OSError, told: str) -> None:
    assert causes.of_system(error) == told


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("a = 1\n\nb 2\n", Cause("place", {"line": "3", "column": "3"})),
        ("a = ", Cause("unfinished")),
        (f"a = {'9' * 5_000}", Cause("no_toml")),
        ('"(at line 9, column 9)" = 1\n"(at line 9, column 9)" = 2\n', Cause("again", {"line": "2", "column": "28"})),
        ("[items.REG-01]\n[items.REG-01]\n", Cause("again", {"line": "2", "column": "14"})),
        ("x = " + "[\n" * 20_000, Cause("too_deep")),
    ],
)
def test_a_file_wrongly_written_was_refused_in_the_parsers_english(text: str, cause: Cause) -> None:
    refusal = refused(text)
    assert (refusal.code, refusal.fields["cause"]) == ("document.not_toml", cause)


def test_bytes_that_are_no_text_were_refused_in_the_decoders_english() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        b"ab\xff".decode()
    assert causes.of_toml(caught.value) == Cause("not_utf8", {"byte": 3})
    assert "UTF-8" in Words("id").refusal(Refusal("document.not_toml", file="x", cause=causes.of_toml(caught.value)))


def test_settings_wrongly_written_tell_the_place_in_indonesian(tmp_path: Path) -> None:
    file = tmp_path / "verifier.toml"
    file.write_text("[look]\ntheme\n")
    with pytest.raises(Refusal) as caught:
        settings.load(file)
    assert "baris 2, kolom 6" in Words("id").refusal(caught.value)


def test_a_folder_below_a_file_is_told_in_indonesian(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(Refusal) as caught:
        land(tmp_path / "x" / "y" / "z.toml", b"")
    assert Words("id")("cause.enotdir") in Words("id").refusal(caught.value)
    with pytest.raises(Refusal) as caught:
        places.settings_file(tmp_path / ("n" * 300))
    assert Words("id")("cause.enametoolong") in Words("id").refusal(caught.value)


@pytest.mark.parametrize("said", ["disk I/O error", "unable to open database file", "database is locked"])
def test_what_the_database_says_of_the_disk_was_english(said: str) -> None:
    cause = driver.told(said)
    assert isinstance(cause, Cause)
    assert said not in Words("id").refusal(Refusal("profile.write_failed", folder="/x", cause=cause))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('kind = "verdict"\n', 'kind = "verdict"'),
        ('format = "verifier"\nkind = "review"\n', 'format = "verifier", kind = "review"'),
        ("a = 1\n", "keduanya tidak tertulis"),
        (f'kind = "{"x" * 5_000}"\n', f'kind = "{"x" * 40}"'),
    ],
)
def test_a_file_of_another_kind_was_refused_as_dash_stroke_verdict(text: str, found: str) -> None:
    with pytest.raises(Refusal) as caught:
        verdict_file.opened(text.encode(), "t2.toml")
    said = Words("id").refusal(caught.value)
    assert f"yang ditemukan: {found}. " in said
    assert 'format = "verifier", kind = "verdict"; ' in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_and_a_role_were_said_as_codes(language: str) -> None:
    words = Words(language)
    for state in workflow.STATES:
        assert words(f"state.{state}") in words.refusal(Refusal("workflow.locked", state=state, stage=state))
    for role in permissions.ROLES:
        assert words(f"role.{role}") in words.refusal(Refusal("permission.role", role=role, roles=()))
    assert "draft " not in Words("id").refusal(Refusal("workflow.locked", state="draft", stage="draft"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_was_locked_was_said_to_be_the_leads_to_return(language: str) -> None:
    words = Words(language)
    said = {state: words.refusal(permissions.locked(Standing(state=state))) for state in workflow.STATES}
    lead = words("role.lead")
    assert [state for state in workflow.STATES if lead in said[state].lower()] == ["submitted"]
    assert words("role.supervisor") in said["issued"].lower()
    assert words.refusal(permissions.locked(Standing(state="submitted", is_second=True))) != said["submitted"]


def test_the_parser_still_says_where(tmp_path: Path) -> None:
    for text, place in (("a 1", "(at line 1, column 3)"), ("a = ", "(at end of document)")):
        with pytest.raises(tomllib.TOMLDecodeError) as caught:
            tomllib.loads(text)
        assert str(caught.value).endswith(place)
