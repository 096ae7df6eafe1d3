"""The stories whose pictures the README and the handbook show can still be told."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.drawn import drawn

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


async def test_each_picture_is_made_on_the_screen_it_is_of(demonstrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    pictures = drawn("pictures")
    shutil.copytree(demonstrated, tmp_path / "demo")
    pictures.promote(tmp_path / "demo")
    for story, profile in {"newcomer": "new", "colleague": "demo"}.items():
        await pictures.take(story, "id", tmp_path / "made", tmp_path / profile)
    made = {path.name for path in (tmp_path / "made").iterdir()}
    for language in pictures.LANGUAGES:
        assert made == {path.name for path in (ROOT / "docs" / "pictures" / language).iterdir()}, "run: python docs/pictures.py"
