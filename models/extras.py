"""What else can be installed beside the program: the command that does it, for the Python that runs here."""

import shlex
import sys
from importlib.util import find_spec


def installing(extra: str) -> str:
    """The command that adds the part `extra` to this very installation, whatever else `pip` is called here."""
    # Double quotes are understood by the shells of every system.
    wanted = f'"verifier-tui[{extra}]"'
    python = f'"{sys.executable}"' if sys.platform == "win32" and " " in sys.executable else sys.executable
    python = python if sys.platform == "win32" else shlex.quote(python)
    # `uv tool` makes environments without pip.
    return f"{python} -m pip install {wanted}" if find_spec("pip") else f"uv pip install --python {python} {wanted}"
