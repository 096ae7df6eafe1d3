"""The shapes in `json.md`, drawn from what the commands print on the demo's profile: `python docs/json_shapes.py` writes them anew."""

import contextlib
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parents[1]
sys.path[:] = [str(ROOT), *(each for each in sys.path if Path(each or ".").resolve() != Path(__file__).parent)]

from tui.cli import main  # noqa: E402 - the program may not be installed

BEGIN, END = "<!-- shapes -->", "<!-- /shapes -->"
BALI, SEMARANG, PAPUA, MEDAN, MATARAM = "51", "33.74", "94.07", "12.71", "52.71"
CALLS: Final = (
    "list",
    "open {MEDAN}",
    "show {MEDAN}",
    "show {MEDAN} --sheet",
    "show {MEDAN} --item REG-01",
    "set {MATARAM} REG-01=3 --dry-run",
    "cite {MEDAN}",
    "undo {MATARAM}",
    "find peraturan",
    "loose {MEDAN} --write Seen",
    "trip {MEDAN}",
    (
        "recalculation {MEDAN} INS-12 --performance SKP=1 --performance-middle 70 --performance-high 85"
        " --potential Tes=1 --potential-middle 70 --potential-high 85 --row 1 9 SKP=90;Tes=90"
    ),
    "minutes {MEDAN}",
    "evidence {MEDAN}",
    "submit {MATARAM} --dry-run",
    "submit {MEDAN} --dry-run",
    "review",
    "review {SEMARANG}",
    "issue {BALI} --dry-run",
    "withdraw BKN --reason Wrong --dry-run",
    "export {MEDAN} --to {OUT}",
    "check {OUT}/{FILE}",
    "diff {MEDAN} {OUT}/{FILE}",
    "paper gaps {MEDAN} --to {OUT}",
    "worksheet {MEDAN} --to {OUT}",
    "import {OUT}/{FILE} --dry-run",
    "documents",
    "documents --refused",
    "assign",
    "merge",
    "merge --differing",
    "second",
    "draw --round 2023-1 --share 10 --seed 7",
    "carry {MEDAN} --confirm REG --dry-run",
    "agency list",
    "agency trend {PAPUA}",
    "note {PAPUA}",
    "practice",
    "round list",
    "round announce 2023-1 --dry-run",
    "baseline list",
    "checklist list",
    "checklist show mt-bkn",
    "agenda list",
    "plenary list",
    "figures",
    "report national --to {OUT} --dry-run",
    "report trail --to {OUT}",
    "team show",
    "key show",
    "encryption show",
    "trail {MEDAN}",
    "backup --list",
    "doctor",
    "config show",
    "terminal",
)
"""What is asked for; each is one of the shapes a command has."""
_OF_CHECKLIST: Final = ("base", "counts", "items", "facts", "citations", "scores", "areas", "evidence", "filter")
"""Keys below which keys are data: codes of items, facts and evidence."""
_KEY: Final = re.compile(r"[a-z][a-z_0-9]*")
_TYPES: Final = {"str": "text", "int": "number", "float": "number", "bool": "true or false", "NoneType": "null"}


def drawn(folder: Path, out: Path) -> str:
    """The shapes of what the commands print on the demo's profile in `folder`, which they change."""
    return "\n\n".join(_section(call, _printed(folder, out, call)) for call in CALLS)


def _printed(folder: Path, out: Path, call: str) -> Any:
    file = next((path.name for path in sorted(out.glob("*.toml"))), "")
    named = {"BALI": BALI, "SEMARANG": SEMARANG, "PAPUA": PAPUA, "MEDAN": MEDAN, "MATARAM": MATARAM, "OUT": out, "FILE": file}
    arguments = ["--data-dir", str(folder), "--lang", "en", *call.format(**named).split(), "--json"]
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(io.StringIO()) as said:
        main(arguments)
    try:
        return json.loads(printed.getvalue())
    except ValueError as error:
        raise SystemExit(f"{call}: {said.getvalue()}") from error


def _section(call: str, document: Any) -> str:
    found: dict[str, set[str]] = {}
    for path, kind in _paths(document):
        found.setdefault(path, set()).add(kind)
    shown = re.sub(r"\{(\w+)\}(/\{FILE\})?", lambda each: "FILE" if each[2] else "DIR" if each[1] == "OUT" else "ID", call)
    rows = [f"| `{path}` | {' or '.join(sorted(kinds, key=lambda kind: kind == 'null'))} |" for path, kinds in found.items()]
    return "\n".join([f"### `verifier {shown} --json`", "", "| key | value |", "| --- | --- |", *rows])


def _paths(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """The path of everything in a document, with the kind of its value."""
    if at.startswith("verdict_file"):
        yield "verdict_file", "the file as [`verdict-file.md`](verdict-file.md) tells it"
    elif isinstance(value, Mapping) and value:
        for key, each in value.items():
            name = "*" if at.rpartition(".")[2].removesuffix("[]") in _OF_CHECKLIST and "[]" not in at[-2:] else key
            name = name if _KEY.fullmatch(name) else "*"
            if ".facts.*[]" in f".{at}":
                name = "*"
            yield from _paths(each, f"{at}.{name}" if at else name)
    elif isinstance(value, list) and value:
        for each in value:
            yield from _paths(each, f"{at}[]")
    else:
        yield at, "list" if isinstance(value, list) else "object" if isinstance(value, Mapping) else _TYPES[type(value).__name__]


def text(shapes: str) -> str:
    """The page with these shapes in it."""
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{shapes}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    from models import demo

    with tempfile.TemporaryDirectory() as made:
        demo.build(Path(made) / "profile", "id", lambda _done, _total: None)
        written = text(drawn(Path(made) / "profile", Path(made) / "out"))
    (ROOT / "docs" / "json.md").write_text(written, "utf-8")
