"""Documents are written letter for letter as tomli-w writes them."""

from typing import Any

import pytest
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, create_model

from models.documents import emitting
from models.documents.verdict_file import VerdictFile
from tests.documents.kit import a_full_body

pytestmark = pytest.mark.slow

TEXTS = st.text(max_size=20) | st.sampled_from(['"', "\\", '"""', "a\nb", "a\r\nb", "\n", '"\n"', "\x7f", "\t", "\x00", "[a]", "# a", ""])
VALUES = st.recursive(
    TEXTS | st.integers() | st.booleans() | st.lists(TEXTS | st.integers(), max_size=3) | st.floats(allow_nan=False),
    lambda inner: st.dictionaries(TEXTS | st.sampled_from(["a", "b-c", "A_1"]), inner, max_size=4) | st.lists(inner, max_size=2),
    max_leaves=12,
)


@settings(max_examples=600, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), VALUES), st.booleans())
@example({"a": {}}, False)
@example({"a": {"b": {}}, "c": 1}, False)
@example({"a": {"b": {"c": "x"}}, "d": {"e": {}}}, True)
@example({"a": []}, False)
@example({"a": [{"b": 1}]}, False)
def test_whatever_a_document_holds_is_written_as_tomli_w_writes_it(values: dict[str, Any], keeps_lines: bool) -> None:
    fields: Any = dict.fromkeys(values, (Any, ...))
    document: BaseModel = create_model("Document", **fields)(**values)
    assert emitting.dumps(document, keeps_lines=keeps_lines) == tomli_w.dumps(values, multiline_strings=keeps_lines)


def test_what_is_as_by_default_is_left_out_as_the_library_leaves_it_out() -> None:
    class Part(BaseModel):
        text: str = ""

    class Document(BaseModel):
        number: int = 0
        flag: bool = False
        texts: tuple[str, ...] = ()
        part: Part | None = None
        parts: dict[str, Part] = {}
        always: str

    for told in ({}, {"part": Part()}, {"parts": {"a": Part()}}, {"number": 1, "flag": True, "texts": ("a",), "part": Part(text="a")}):
        document = Document(always="", **told)
        assert emitting.dumps(document) == tomli_w.dumps(document.model_dump(exclude_defaults=True))


def test_a_verdict_file_is_written_as_tomli_w_writes_it() -> None:
    from models.documents import verdict_file

    document = verdict_file.parsed(a_full_body(), "a.toml")
    assert isinstance(document, VerdictFile)
    assert emitting.dumps(document) == tomli_w.dumps(document.model_dump(exclude_defaults=True))


def test_a_phrase_that_is_written_twice_is_written_as_it_is() -> None:
    class Phrase(BaseModel):
        model_config = {"frozen": True}
        id: str
        en: str

    class Document(BaseModel):
        said: dict[str, Phrase]

    for keeps_lines in (False, True, False):
        for number in range(3):
            document = Document(said={"a": Phrase(id=f"satu\n{number}", en="one")})
            for _ in range(2):
                written = tomli_w.dumps(document.model_dump(), multiline_strings=keeps_lines)
                assert emitting.dumps(document, keeps_lines=keeps_lines) == written


def test_phrases_that_many_files_share_are_written_under_the_name_they_stand_in_and_with_their_own_words() -> None:
    class Phrase(BaseModel):
        model_config = {"frozen": True}
        id: str
        en: str

    class Asked(BaseModel):
        model_config = {"frozen": True}
        label: Phrase
        choices: dict[str, Phrase] = {}

    class Part(BaseModel):
        model_config = {"frozen": True}
        level: int = 0
        title: Phrase
        asked: dict[str, Asked]
        noted: dict[str, str] = {}

    class Document(BaseModel):
        parts: dict[str, Part]

    phrases = [Phrase(id=f"satu\n{number}", en="one") for number in range(3)]
    asked = {"a": Asked(label=phrases[0], choices={"x": phrases[1], "y.z": phrases[2]}), "b": Asked(label=phrases[2])}
    for keeps_lines in (False, True, False):
        for level in range(3):
            one = Part.model_construct(level=level, title=phrases[level], asked=asked, noted={})
            other = Part.model_construct(level=0, title=phrases[0], asked={"b": asked["a"], "a": asked["b"]}, noted={"n": str(level)})
            document = Document.model_construct(parts={"p": one, "q": other, "r": one})
            again = Part.model_construct(level=0, title=phrases[0], asked={"a": asked["a"], "c": asked["b"]}, noted={})
            document.parts["p" if level else "s"] = again
            written = tomli_w.dumps(document.model_dump(exclude_defaults=True), multiline_strings=keeps_lines)
            assert emitting.dumps(document, keeps_lines=keeps_lines) == written
