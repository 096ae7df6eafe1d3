"""Every form in which one types keeps a draft, so that at most a second of typing is ever only on the screen."""

import ast
from collections.abc import Iterator
from typing import Final

import pytest

from models.fields import Field
from tests.press import burst, press
from tests.screens.kit import Drawer, Filling
from tests.sources import SOURCES, nodes, relative

pytestmark = pytest.mark.slow

WITHOUT: Final = {
    "screens/carrier_form.py": "an address into which a password may be typed by mistake",
    "screens/exchange_acts.py": "a password",
    "screens/unlocking.py": "a passphrase",
    "screens/encryption.py": "passphrases",
    "screens/locked.py": "a locked profile, in which nothing can be kept",
    "screens/saving.py": "a folder, asked for where the disk takes nothing",
    "screens/examining.py": "a folder the profile moves to",
    "screens/handing_work.py": "areas to choose, without text",
    "screens/issuing.py": "what is looked at",
    "screens/team.py": "six words that are heard: wrong ones are not to stand there the next time",
}


def without_draft() -> Iterator[str]:
    """Where a form is made without a place to keep what is typed."""
    for path in SOURCES:
        for node in nodes(path):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called == "Form" or (called == "super().__init__" and len(node.args) == 5):
                if ast.unparse(node.args[3]) == "None":
                    yield relative(path)
            elif called.endswith(".ask") and len(node.args) == 5 and ast.unparse(node.args[2]) == "''":
                yield relative(path)


def test_a_form_without_a_draft_has_its_reason() -> None:
    assert {str(where) for where in without_draft()} == set(WITHOUT)


async def test_a_passphrase_is_in_no_draft() -> None:
    drawer = Drawer()
    app = Filling(Field("name", "Nama"), Field("secret", "Frasa sandi", kind="secret"), draft=drawer)
    async with app.run_test() as pilot:
        await app.open(pilot)
        await burst(pilot, *"Ani", "tab", *"rahasia")
        await press(pilot, "escape")
    assert drawer.stored == {"name": "Ani"}
