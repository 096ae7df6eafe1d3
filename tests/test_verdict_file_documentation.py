"""The specification of the verdict file tells what is there: schema, tables and example are those of the models, and the example holds."""

import importlib.util
import json
import sys
import tomllib
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from models.checklists import all_shipped, load
from models.documents import verdict_file as doc
from models.documents.checking import Known, checked
from models.documents.signers import Signer
from models.documents.travelling import met
from tests.conftest import ROOT
from tests.documents.signing import judged, ssh_keygen
from tests.documents.team_kit import key

EXAMPLE = next((ROOT / "docs" / "example").glob("*.toml"))


@cache
def script() -> ModuleType:
    """The script that generates them."""
    place = ROOT / "docs" / "verdict_file.py"
    spec = importlib.util.spec_from_file_location("verdict_file_docs", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(place.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(place.parent))
    return module


def test_the_schema_is_the_one_of_the_models() -> None:
    assert script().SCHEMA.read_text("utf-8") == script().schema_text(), "run: python docs/verdict_file.py"


def test_the_specification_and_the_example_are_the_ones_of_the_program() -> None:
    files = script().example()
    assert {path.name: path.read_bytes() for path in script().EXAMPLE.iterdir()} == files, "run: python docs/verdict_file.py"
    text = script().SPECIFICATION.read_text("utf-8")
    assert script().rewritten(text, files) == text, "run: python docs/verdict_file.py"


def test_every_meaning_is_that_of_a_field() -> None:
    fields = {f"{name}.{field}" for name, part in _parts().items() for field in part["properties"]}
    assert fields == set(script().MEANINGS)


def test_every_status_is_told_with_what_it_is_signed_as() -> None:
    text = script().SPECIFICATION.read_text("utf-8")
    for status, purpose in doc.PURPOSES.items():
        assert f"| `{status}` | `{purpose}@verifier` |" in text


def test_the_example_has_what_the_schema_demands_and_nothing_else() -> None:
    parts, known = _parts(), json.loads(script().schema_text())["$defs"]

    def fits(value: Any, part: dict[str, Any]) -> bool:
        if "$ref" in part:
            named = known[part["$ref"].rpartition("/")[2]]
            return "enum" in named or fits(value, named)
        if "anyOf" in part:
            return any(fits(value, each) for each in part["anyOf"])
        if "patternProperties" in part:
            return all(fits(each, next(iter(part["patternProperties"].values()))) for each in value.values())
        if "properties" in part:
            has_all = set(part.get("required", ())) <= set(value) <= set(part["properties"])
            return has_all and all(fits(each, part["properties"][name]) for name, each in value.items())
        return not isinstance(value, dict)

    assert fits(tomllib.loads(EXAMPLE.read_text("utf-8")), parts["VerdictFile"])


def test_the_example_holds() -> None:
    def known(digest: str) -> Any:
        return load(all_shipped()[digest], digest)

    own = (key("ani-lestari").public, Signer("", "ani-lestari", "Ani Lestari", (), "", "active", ""))
    assert checked(met(EXAMPLE), Known(known, own=own)).against == ()


@judged
@pytest.mark.parametrize("kind", ["verdict", "submission"])
def test_the_real_ssh_keygen_takes_it_as_a_verdict_and_as_nothing_else(kind: str) -> None:
    signers, signature = EXAMPLE.with_name("allowed_signers"), f"{EXAMPLE}.sig"
    arguments = ("-Y", "verify", "-f", signers, "-I", "ani-lestari", "-n", f"{kind}@verifier", "-s", signature)
    done = ssh_keygen(*arguments, stdin=EXAMPLE.read_bytes())
    assert (done.returncode == 0) == (kind == "verdict"), done.stderr


def _parts() -> dict[str, Any]:
    """The schema's models by name."""
    whole = json.loads(script().schema_text())
    return {"VerdictFile": whole, **{name: part for name, part in whole["$defs"].items() if "properties" in part}}
