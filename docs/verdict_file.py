"""What is generated of the verdict file's specification, all from the models: `python docs/verdict_file.py` writes it anew.

The JSON Schema, the field tables and the excerpt in `verdict-file.md`, and the complete example in `example/`.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from verdict_example import example  # noqa: E402
from verdict_meanings import MEANINGS, PATTERNS  # noqa: E402

from models.documents.verdict_file import VerdictFile  # noqa: E402 - the program may not be installed

SPECIFICATION: Final = ROOT / "docs" / "verdict-file.md"
SCHEMA: Final = ROOT / "docs" / "verdict-file.schema.json"
EXAMPLE: Final = ROOT / "docs" / "example"
_SHOWN: Final = (
    *("agency", "checklist", "people", "verdict", r"recommendation(?=\])", r"recommendation\.name"),
    *(r"recommendation\.(because|missing)\.1", r"areas\.REG", r"base\.jpt_filled", r"facts\.PEN-06", r"items\.REG-01", "evidence"),
)
"""The tables of the example that the excerpt shows, with what is under them."""

Schema = dict[str, Any]


def schema() -> Schema:
    """The JSON Schema of a parsed verdict file, which says what each field means."""
    made = VerdictFile.model_json_schema()
    for name, part in ((VerdictFile.__name__, made), *made["$defs"].items()):
        for field, value in part.get("properties", {}).items():
            value.pop("title", None)
            value["description"] = MEANINGS[f"{name}.{field}"]
            if "patternProperties" in value:
                value["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text() -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def tables() -> str:
    """A table of fields for each model, in the order of the file."""
    whole = schema()
    parts = {VerdictFile.__name__: whole, **{name: part for name, part in whole["$defs"].items() if "properties" in part}}
    waiting, done = [VerdictFile.__name__], []
    for name in waiting:
        waiting += [other for other in dict.fromkeys(_named(parts[name]["properties"])) if other in parts and other not in waiting]
        done.append("\n".join(_table(name, parts[name], whole["$defs"])))
    return "\n\n".join(done)


def _named(value: object) -> Iterator[str]:
    """The models that a part of a schema names, in order."""
    yield from re.findall(r'"#/\$defs/(\w+)"', json.dumps(value))


def _table(name: str, part: Schema, defs: Mapping[str, Schema]) -> Iterator[str]:
    title = "The file" if name == VerdictFile.__name__ else name
    yield f"### {title}\n\n{part['description']}\n\n| field | type | needed | meaning |\n| --- | --- | --- | --- |"
    for field, value in part["properties"].items():
        needed = "yes" if field in part.get("required", ()) else "no"
        yield f"| `{field}` | {_type(value, defs)} | {needed} | {value['description']} |"


def _type(value: Schema, defs: Mapping[str, Schema]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        if "enum" in defs[name]:
            return _type(defs[name], defs)
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return _type(value["anyOf"][0], defs)
    if "const" in value:
        return f'`"{value["const"]}"`'
    if "enum" in value:
        return "one of " + ", ".join(f'`"{each}"`' for each in value["enum"])
    if "patternProperties" in value:
        return f"table by [key](#types) of {_type(next(iter(value['patternProperties'].values())), defs)}"
    if "items" in value:
        return f"array of {_type(value['items'], defs)}"
    if "maximum" in value:
        return f"integer {value['minimum']} to {value['maximum']}"
    if "minimum" in value:
        return f"integer from {value['minimum']}"
    if "pattern" in value:
        return f"[{PATTERNS[value['pattern']]}](#types)"
    return {"string": "text", "boolean": "true or false"}[value["type"]]


def excerpt(body: str) -> str:
    """The example without what repeats itself: its first lines, and of each kind of table one."""
    head, *blocks = re.split(r"(?m)^(?=\[)", body)
    wanted = re.compile(rf"\[({'|'.join(_SHOWN)})(\]|\.)")
    kept, was_left_out = [head], False
    for block in blocks:
        if wanted.match(block) and not re.match(r"\[facts\.PEN-06\.fields\.(?!category)", block):
            kept.append(f"# …\n\n{block}" if was_left_out else block)
            was_left_out = False
        else:
            was_left_out = True
    return "".join(kept).rstrip()


def rewritten(text: str, files: Mapping[str, bytes]) -> str:
    """The specification with today's tables, example and its name between the marks."""
    name = next(file for file in files if file.endswith(".toml"))
    for mark, part in (
        ("fields", tables()),
        ("excerpt", f"```toml\n{excerpt(files[name].decode())}\n```"),
        ("check", f"    ssh-keygen -Y verify -f allowed_signers -I ani-lestari -n verdict@verifier -s {name}.sig < {name}"),
    ):
        before, _, rest = text.partition(f"<!-- {mark} -->")
        _, _, after = rest.partition(f"<!-- /{mark} -->")
        text = f"{before}<!-- {mark} -->\n\n{part}\n\n<!-- /{mark} -->{after}"
    return text


if __name__ == "__main__":
    made = example()
    for path in EXAMPLE.iterdir():
        path.unlink()
    for file, content in made.items():
        (EXAMPLE / file).write_bytes(content)
    SCHEMA.write_text(schema_text(), "utf-8")
    SPECIFICATION.write_text(rewritten(SPECIFICATION.read_text("utf-8"), made), "utf-8")
