"""The catalogues give what gettext gives, for every sentence and number."""

import gettext

import pytest

from models.catalogue import Catalogue
from models.words import LANGUAGES
from tests.conftest import ROOT
from tests.sources import entries


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_the_one_that_gettext_gives(language: str) -> None:
    file = ROOT / "models" / "words" / f"{language}.mo"
    ours = Catalogue(str(file))
    with file.open("rb") as readable:
        theirs = gettext.GNUTranslations(readable)
    known = entries(language)
    assert len(known) > 1_000
    for key, message in known.items():
        assert ours.gettext(key) == theirs.gettext(key)
        if not isinstance(message.string, str):
            assert [ours.ngettext(key, key, count) for count in range(4)] == [theirs.ngettext(key, key, count) for count in range(4)]
    for unknown in ("a", "zzz", "key.", "agenda", "é", "\ud800"):
        assert ours.gettext(unknown) == unknown
    assert [ours.ngettext("%d eye", "%d eyes", count) for count in (0, 1, 2)] == ["%d eyes", "%d eye", "%d eyes"]
