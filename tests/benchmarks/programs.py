"""Programs that are the floor of ours: as little as one can do with the same libraries."""

from pathlib import Path
from typing import Final

from tests.benchmarks.processes import PYTHON

READY: Final = "READY"
"""What each of them shows when it is there."""
HELLO: Final = f"""
import os
os.environ.setdefault("TEXTUAL_FPS", "120")
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("{READY} hello world")
    def on_key(self, event):
        self.query_one(Static).update(f"pressed {{event.key}}")
Hello().run()
"""
"""The smallest program with Textual that answers a key."""
WITH_MODEL: Final = HELLO.replace("Hello().run()", "import sqlmodel\nHello().run()")
"""The same with SQLModel loaded."""
LINE: Final = f"""
import os
os.environ.setdefault("TEXTUAL_FPS", "120")
from rich.segment import Segment
from textual.app import App
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
class Lines(ScrollView, can_focus=True):
    def on_mount(self):
        self.at, self.levels = 0, [None] * 52
        self.virtual_size = Size(80, 52)
    def render_line(self, y):
        row = y + self.scroll_offset.y
        mark = ">" if row == self.at else " "
        return Strip([Segment(f"{{mark}} REG-{{row:02}}  an item of a list that is {READY} to be answered  {{self.levels[row]}}")])
    def on_key(self, event):
        if event.character and event.character in "01234":
            self.levels[self.at] = event.character
            before, self.at = self.at, (self.at + 1) % 38
            self.refresh(Region(0, before, self.size.width, 1), Region(0, self.at, self.size.width, 1))
class Bare(App):
    def compose(self):
        yield Lines()
Bare().run()
"""
"""A list of lines that answers a key by repainting two of them, and keeps nothing."""


def written(folder: Path, name: str, program: str) -> tuple[str, ...]:
    """How a program is started, once it lies in a folder: as ours it has byte code of what it loads."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.py"
    file.write_text(program, "utf-8")
    return PYTHON, str(file)
