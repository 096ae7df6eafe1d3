"""The README and the pages of `docs` tell what is there."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from models.words import Words
from screens.commands import ALL
from screens.keys import name_of
from tests.drawn import drawn
from tests.glossary import FORMAL, GLOSSARY, OF_MACHINES, SPELT
from tui import manual
from tui.command_line import parser
from tui.headless import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PICTURES = {path.relative_to(ROOT) for path in (ROOT / "docs" / "pictures").rglob("*.svg")}


@pytest.mark.parametrize("name", ["keys", "commands", "checklists"])
def test_what_a_script_draws_on_a_page_is_what_the_program_says_today(name: str) -> None:
    text = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    assert drawn(name).rewritten(text) == text, f"run: python docs/{name}.py"


def test_the_table_of_the_workflow_is_the_one_of_the_rules_in_both_languages() -> None:
    workflow = drawn("workflow")
    for language, page in workflow.PAGES.items():
        text = (ROOT / "docs" / page).read_text("utf-8")
        assert workflow.rewritten(text, language) == text, "run: python docs/workflow.py"


def _links(page: Path) -> Iterator[tuple[str, Path]]:
    """Every link of a page to something here, with what it leads to."""
    for shown, link in re.findall(r"\[([^\]]*)\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not link.startswith(("http:", "https:", "#")):
            yield shown, (page.parent / link.split("#")[0]).resolve()


def test_every_link_leads_somewhere() -> None:
    assert len(PAGES) > 15
    for page in PAGES:
        for _, target in _links(page):
            assert target.exists(), f"{page.name}: {target}"


def test_every_picture_is_shown_and_told_in_words() -> None:
    told = {target.relative_to(ROOT): words for page in PAGES for words, target in _links(page) if target.suffix == ".svg"}
    assert set(told) == PICTURES
    assert all(len(words) > 5 for words in told.values())


def test_no_picture_takes_anything_from_the_internet() -> None:
    for picture in PICTURES:
        # The first names the format, the second stands in a comment.
        assert set(re.findall(r"https?://[\w.]+", (ROOT / picture).read_text("utf-8"))) <= {
            "http://www.w3.org",
            "https://www.textualize.io",
        }


def test_every_key_of_the_handbook_is_one_of_its_screen() -> None:
    words, tables = Words("id"), 0
    for page in PAGES:
        for screen, table in re.findall(r"<!-- keys: (\w+) -->\n((?:\|.*\n)+)", page.read_text("utf-8")):
            keys = {name_of(words, key) for command in ALL[screen] for bound in command.bound for key in bound.keys.split(",")}
            told = {key for row in table.splitlines()[2:] for key in re.findall(r"`([^`]+)`", row.split(" | ")[0])}
            assert told <= keys, f"{page.name}: {told - keys}"
            tables += 1
    assert tables >= 6


def test_every_command_told_is_one_of_the_program() -> None:
    for page in PAGES:
        told = set(re.findall(r"(?:^ {4}|`)(?:\S*/)?verifier ([a-z]+)\b", page.read_text("utf-8"), re.MULTILINE))
        assert told <= set(COMMANDS), f"{page.name}: {told - set(COMMANDS)}"


def test_a_part_of_a_command_was_told_that_there_never_was() -> None:
    known = {name for name, _ in manual.commands(parser(Words("en")))}
    with_parts = {name.partition(" ")[0] for name in known if " " in name}
    found = set()
    for page in PAGES:
        for told in re.findall(r"(?:^ {4}|`)(?:\S*/)?verifier ([a-z]+ [a-z]+)", page.read_text("utf-8"), re.MULTILINE):
            if told.split()[0] in with_parts:
                assert told in known, f"{page.name}: {told}"
                found.add(told)
    assert len(found) > 20


def test_the_handbook_speaks_as_the_program_does() -> None:
    for page in (ROOT / "docs" / "index.md", *(ROOT / "docs" / "handbook").glob("*.md")):
        if page.name in ("english.md", "istilah.md"):
            continue
        told = re.sub(r"\n\*In short.*?\*\n|## In English.*|\]\([^)]*\)|<!--.*?-->", " ", page.read_text("utf-8"), flags=re.DOTALL)
        told = OF_MACHINES.sub(" ", told)
        for wrong in (*(rf"\b(?:{each})\b" for each in GLOSSARY.values()), FORMAL, SPELT):
            assert not re.findall(wrong, told, re.IGNORECASE), page.name


@pytest.mark.slow
def test_the_handbook_is_built_without_a_complaint_and_needs_no_network(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    built = subprocess.run([sys.executable, "-m", "zensical", "build", "--strict"], cwd=tmp_path, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    site = tmp_path / "site"
    assert (site / "index.html").is_file() and not list(site.rglob("*.py"))
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        for needed in re.findall(r"""(?:src|<link[^>]*href)=["']?([^"' >]+)""", html):
            assert not needed.startswith(("http:", "https:", "//")), f"{page.name} takes {needed}"
        for link in re.findall(r"""(?:href|src)=["']?([^"' >#?]+)""", html):
            if page.name != "404.html" and ":" not in link:
                assert (page.parent / unquote(link)).exists(), f"{page.name}: {link}"


def _commands(text: str) -> list[list[str]]:
    """The commands of a script or an indented block, each as its program without folder and its arguments."""
    lines = text.replace("&&", "\n").splitlines()
    words = [shlex.split(line.split("|")[0], comments=True) for line in lines if line.count('"') % 2 == 0 and line.count("'") % 2 == 0]
    return [[Path(first).name, *rest] for first, *rest in filter(None, words)]


def test_its_test_command_is_what_ci_runs() -> None:
    (block,) = re.findall(r"^Pass the tests:\n\n    (.+)$", README, re.MULTILINE)
    told, run = _commands(block), _commands((ROOT / ".ci" / "run").read_text("utf-8"))
    assert [command[0] for command in told] == ["python3", "pip", "pytest"]
    for program, *arguments in told:
        # CI makes its environment elsewhere and says more to some programs, but nothing else.
        wanted = {argument for argument in arguments if argument != ".venv"}
        assert any(found[0] == program and wanted <= set(found) for found in run), f"{program} {' '.join(arguments)}"
