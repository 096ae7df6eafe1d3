"""What tests of encrypted profiles share."""

from pathlib import Path
from typing import Final

from models import encryption

SAID: Final = "kuda baterai staples"


def on(_done: int, _all: int) -> bool:
    """Nobody stops it."""
    return True


def encrypt(folder: Path) -> None:
    """Encrypt a profile that nobody has open, under `SAID`."""
    assert encryption.turn_on(folder, SAID, on) == ()
