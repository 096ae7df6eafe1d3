"""The catalogues: every sentence the program asks for is there in both languages, with the same fields, and none is left over."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pytest
from babel.messages.catalog import Message

from models.errors import Fault, Refusal
from models.refusals import REFUSALS
from models.text import Phrase
from models.words import LANGUAGES, Words
from tests.built_words import BUILT
from tests.conftest import ROOT
from tests.sources import SOURCES, catalogue, entries, fields, nodes, relative, sentences

pytestmark = pytest.mark.xdist_group("sources")

KEY: Final = re.compile(r"[a-z_]+(\.[a-z0-9_-]+)+|crash")
"""What an id of ours looks like; the other entries are argparse's own sentences."""


def all_fields(message: Message) -> frozenset[str]:
    """The names in braces in all forms of an entry."""
    return frozenset().union(*map(fields, sentences(message)))


def named(node: ast.expr) -> str:
    """How something is written where it is called, as far as that is names."""
    if isinstance(node, ast.Attribute):
        return f"{named(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


@cache
def calls() -> list[tuple[str, str, ast.Call]]:
    """Every call in the sources that is given something: where it stands, what is called, and the call."""
    return [
        (f"{relative(path)}:{node.lineno}", named(node.func), node)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Call) and node.args
    ]


def asked() -> Iterator[tuple[str, str, ast.expr]]:
    """Where a sentence is asked for (`words(…)`, `words.count(…)`, `both(…)`), how, and by what id."""
    for place, asker, node in calls():
        if re.fullmatch(r"(.*\.)?(_?words(\.count)?|both)", asker):
            yield place, "count" if asker.endswith(".count") else "one", node.args[0]


def literals(node: ast.expr) -> Iterator[str]:
    """The ids that an expression can be: a literal, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


@cache
def every_text() -> frozenset[str]:
    """Every text that stands in the sources."""
    found = set()
    for path in SOURCES:
        for node in nodes(path):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


def codes_given_to(*names: str, place: int = 0) -> set[str]:
    """The literals given to the functions of these names, by default in first place."""
    found: set[str] = set()
    for _, called, node in calls():
        if len(node.args) > place and called.rpartition(".")[2] in names:
            found.update(literals(node.args[place]))
    return found


def reasons() -> set[str]:
    """The codes of an explanation."""
    return codes_given_to("Reason")


def faults() -> set[str]:
    """The codes of what may be wrong in a file."""
    texts = (ROOT / "models" / "rules" / "fields.py").read_text("utf-8")
    expected = re.findall(r'_wrong\(key, value, "(\w+)"\)', texts)
    known = {f"expected_{kind}" for kind in expected} | {"missing", "unknown_key", "not_allowed"}
    return known | codes_given_to("fault") | codes_given_to("Fault", place=1) | codes_given_to("_fault", "faults_of_keys", place=2)


def has(prefix: str, code: str) -> list[str]:
    """The languages that lack the sentence of a code."""
    return [language for language in LANGUAGES if f"{prefix}{code}" not in entries(language)]


def test_every_sentence_asked_for_is_in_both_catalogues() -> None:
    wanted = {key: where for where, _, node in asked() for key in literals(node)}
    assert {key: where for key, where in wanted.items() if has("", key)} == {}


def test_every_sentence_asked_for_by_number_has_its_forms() -> None:
    wanted = {key for _, how, node in asked() if how == "count" for key in literals(node)}
    for language in LANGUAGES:
        plural = {key for key, message in entries(language).items() if not isinstance(message.id, str)}
        assert wanted <= plural
        assert all(len(sentences(entries(language)[key])) == catalogue(language).num_plurals for key in plural)


def test_every_beginning_of_an_id_put_together_is_listed() -> None:
    beginnings = {
        str(node.values[0].value): where
        for where, _, node in asked()
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
    }
    assert {beginning: where for beginning, where in beginnings.items() if beginning not in BUILT} == {}


@pytest.mark.parametrize("prefix", BUILT)
def test_what_an_id_is_put_together_from_exists(prefix: str) -> None:
    assert (ROOT / BUILT[prefix]).is_file()
    assert any(key.startswith(prefix) for key in entries("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_left_over(language: str) -> None:
    texts = every_text()
    left = [key for key in entries(language) if KEY.fullmatch(key) and key not in texts and not key.startswith(tuple(BUILT))]
    assert left == []


def test_no_refusal_reason_or_fault_is_left_over() -> None:
    for prefix, known in (("refusal.", set(REFUSALS)), ("reason.", reasons()), ("fault.", faults())):
        found = {key.removeprefix(prefix) for key in entries("en") if key.startswith(prefix) and key not in every_text()}
        assert found - known == set(), prefix


def test_both_catalogues_have_the_same_entries() -> None:
    ours = {language: set(entries(language)) for language in LANGUAGES}
    assert ours["id"] ^ ours["en"] == set()


def test_both_catalogues_have_the_same_fields() -> None:
    ours, theirs = entries("id"), entries("en")
    differing = {
        key: (sorted(all_fields(ours[key])), sorted(all_fields(theirs[key])))
        for key in ours.keys() & theirs.keys()
        if all_fields(ours[key]) != all_fields(theirs[key])
    }
    assert differing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_doubtful(language: str) -> None:
    found = [key for key, message in entries(language).items() if message.fuzzy or not all(map(str.strip, sentences(message)))]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_sentences_is_compiled_as_it_is_written(language: str) -> None:
    words = Words(language)
    assert [key for key, message in entries(language).items() if isinstance(message.string, str) and words.gettext(key) == key] == [
        key for key, message in entries(language).items() if message.string == key
    ]


def test_what_is_counted_is_grouped_as_the_language_groups_it() -> None:
    indonesian, english = (Words(language) for language in LANGUAGES)
    assert indonesian.count("agencies.count", 12_345) == "12.345 instansi"
    assert english.count("agencies.count", 12_345) == "12,345 agencies"
    assert indonesian("backup.kilobytes", size=1_024) == "1.024 kB"
    assert indonesian("place.cell", sheet="A", row=1_024, column="B") == "lembar A, baris 1024, kolom B"


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_its_sentence_and_uses_only_its_fields(code: str) -> None:
    assert has("refusal.", code) == []
    for language in LANGUAGES:
        assert all_fields(entries(language)[f"refusal.{code}"]) <= REFUSALS[code]
        values = dict.fromkeys(REFUSALS[code], Phrase("{x}", "{x}"))
        assert Words(language).refusal(Refusal(code, **values)).strip()


def test_every_refusal_that_is_raised_is_known_and_every_known_one_is_raised() -> None:
    raised = codes_given_to("Refusal")
    assert raised - REFUSALS.keys() == set()
    assert sorted(REFUSALS.keys() - raised) == []


@pytest.mark.parametrize("code", sorted(reasons()))
def test_every_reason_has_its_sentence(code: str) -> None:
    assert has("reason.", code) == []


@pytest.mark.parametrize("code", sorted(faults()))
def test_every_fault_has_its_sentence(code: str) -> None:
    assert has("fault.", code) == []
    for language in LANGUAGES:
        values = dict.fromkeys(all_fields(entries(language)[f"fault.{code}"]), "x")
        assert Words(language).fault(Fault("a.b", code, values)).startswith("a.b: ")


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("act.", "models.desk.history:UNDOABLE"),
        ("evidence.kind.", "models.rules.evidence:KINDS"),
        ("evidence.status.", "models.rules.evidence:STATUSES"),
        ("gap.", "models.rules.answers:Gap"),
        ("flag.", "models.rules.answers:Flag"),
        ("lack.", "models.rules.answers:Lack"),
        ("role.", "models.rules.permissions:ROLES"),
        ("setting.part.keys.", "screens.commands:ALL"),
        ("type.", "models.register:TYPES"),
        ("state.", "models.rules.workflow:STATES"),
        ("team.mine.", "models.documents.team:STATUSES"),
        ("team.standing.", "models.documents.team:STATUSES"),
        ("team.status.", "models.documents.team:STATUSES"),
        ("team.told.", "models.documents.team:STATUSES"),
        ("team.why.", "screens.team_telling:CHOICES"),
        ("weak.", "models.rules.risk:WEIGHTS"),
        ("return.reason.", "models.rules.workflow:RETURN_REASONS"),
        ("remark.kind.", "models.rules.remarks:KINDS"),
        ("reviewing.sort.", "models.queued:SORTS"),
        ("reviewing.queue.", "models.queued:QUEUES"),
        ("reviewing.none.", "models.queued:QUEUES"),
        ("review.missing.", "models.rules.workflow:OF_APPROVAL"),
        ("month.", "range:1-12"),
    ],
)
def test_whatever_is_put_together_has_its_sentence(prefix: str, codes: str) -> None:
    module, _, name = codes.partition(":")
    values = range(1, 13) if module == "range" else getattr(importlib.import_module(module), name)
    assert [str(value) for value in values if has(prefix, str(value))] == []
