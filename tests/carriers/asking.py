"""What tests of carriers ask for again and again."""

import re
from collections.abc import Callable
from typing import Final

import pytest

from models.carriers import Carrier
from models.errors import Refusal
from models.words import LANGUAGES, Words

PATH: Final = "w/0123456789abcdef/0000/00000001.seg"
LIMIT: Final = 16_000_000


def refused(code: str, act: object, *given: object) -> Refusal:
    """The refusal of an act; it can be said in each language."""
    assert callable(act)
    with pytest.raises(Refusal) as caught:
        act(*given)
    assert caught.value.code == code, caught.value.fields
    for language in LANGUAGES:
        said = Words(language).refusal(caught.value)
        assert not re.search(r"Cause|cause\.|\{|refusal\.", said), said
    return caught.value


def verbs(carrier: Carrier) -> tuple[Callable[[], object], ...]:
    """Everything that asks a carrier for something."""
    return (
        lambda: carrier.put(PATH, b"1"),
        lambda: carrier.put_over(PATH, b"1"),
        lambda: carrier.get(PATH, 9),
        lambda: carrier.names("w"),
    )
