"""Makes the pictures of the README from the running program: `python docs/pictures.py [id|en] [folder]`."""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.conftest import StillClock
from tests.driver import Verifier, at_work

HERE = Path(__file__).parent / "pictures"


def _save(ani: Verifier, folder: Path, name: str) -> None:
    (folder / f"{name}.svg").write_text(ani.app.export_screenshot(title="verifier"), encoding="utf-8")


async def _take(language: str, folder: Path, size: tuple[int, int]) -> None:
    clock = StillClock()
    # Under the checklist that is in force, which a newcomer gets.
    clock.moment = datetime(2026, 10, 5, 7, 5, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as place:
        async with at_work(Path(place) / "profile", language=language, size=size, clock=clock) as ani:
            await ani.type("Ani Lestari")
            _save(ani, folder, "first-start")
            await ani.press("ctrl+s", "a")
            await ani.type("intan ja")
            _save(ani, folder, "agencies")
            await ani.press("enter", "3", "y", "4", "y")
            await ani.press("e", "n")
            await ani.type("Keputusan Bupati tentang Tim Kerja MT")
            await ani.press("enter")
            await ani.type("hlm. 3")
            await ani.press("ctrl+s")
            _save(ani, folder, "evidence")
            await ani.press("q")
            _save(ani, folder, "sheet")
            for level in "4404204432" * 5:
                await ani.press(level)
            for _ in range(52):
                await ani.press("g", "4")
            await ani.press("v", "y")
            _save(ani, folder, "verdict")
            await ani.press("question_mark")
            _save(ani, folder, "keys")


if __name__ == "__main__":
    language, folder = (sys.argv[1:2] or ["id"])[0], Path((sys.argv[2:3] or [str(HERE)])[0])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_take(language, folder, (int(sys.argv[3]), int(sys.argv[4])) if sys.argv[4:] else (80, 24)))
