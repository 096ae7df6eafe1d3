"""The tables of our own sheet in docs/checklists.md, drawn from its layout: `python docs/checklists.py` writes them anew."""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models.formats.checklist_layout import PAGES, Page  # noqa: E402 - the program may not be installed
from models.words import Words  # noqa: E402

BEGIN, END = "<!-- pages -->", "<!-- /pages -->"
_FILE = ROOT / "docs" / "checklists.md"
_ID, _EN = Words("id"), Words("en")


def rewritten(text: str) -> str:
    """`text` with the tables as they are to be."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{''.join(map(_page, PAGES))}{END}{after}"


def _page(page: Page) -> str:
    key = f"layout.page.{page.key}"
    place = ".".join(page.path) or "(top)"
    rows = "".join(f"| {' | '.join(cells)} |\n" for cells in _rows(page))
    told = f"{_EN(f'layout.about.{page.key}')} In the file: `{place}`.\n\n"
    return f"### {_ID(key)} / {_EN(key)}\n\n{told}| column | needed | holds |\n| --- | --- | --- |\n{rows}\n"


def _rows(page: Page) -> Iterator[tuple[str, str, str]]:
    """Each column once, whichever languages and steps it is there for."""
    found: dict[str, list[str]] = {code: [] for code in page.codes}
    needed = set(page.codes)
    choices: dict[str, tuple[str, ...]] = {}
    for column in page.columns:
        noun, *rest = column.key.split(".")
        found.setdefault(noun, []).append(" ".join(rest))
        if column.is_needed:
            needed.add(noun)
        choices[noun] = column.choices
    for noun, forms in found.items():
        name = f"{_ID(f'layout.column.{noun}')} / {_EN(f'layout.column.{noun}')}"
        kinds = list(dict.fromkeys(part for form in forms for part in form.split()))
        more = f" ({', '.join(kinds)})" if kinds else ""
        prefix = {"ladder_origin": "origin", "not_applicable": "flag", "required": "flag", "repeats": "flag"}.get(noun, noun)
        prefix = "flag" if noun == "ready_requires_approval" else prefix
        named = ", ".join(f"*{_ID(f'layout.{prefix}.{choice}')}*" for choice in choices.get(noun, ()))
        hint = _EN(f"layout.hint.{noun}") + (f" One of: {named}." if named else "")
        yield f"{name}{more}", "yes" if noun in needed else "", hint


if __name__ == "__main__":
    _FILE.write_text(rewritten(_FILE.read_text("utf-8")), "utf-8")
