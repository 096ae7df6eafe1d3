"""What a test measured, for `docs/promises.py`: written down only when that asks for it."""

import json
import os
from pathlib import Path
from typing import Final

FILE: Final = "PROMISES_MEASURED"
"""The environment variable that names the file."""


def measured(**figures: int) -> None:
    """Keep figures of the test that runs now."""
    if name := os.environ.get(FILE):
        test = os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")[0]
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps([test, figures])}\n")
