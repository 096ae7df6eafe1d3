"""What every test is given: an empty home, a clock that stands still, a folder and a founded profile in it."""

import gc
import os
import shutil
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, settings

from hatch_build import compile_catalogues
from models import flushing
from models.desk import answers, people
from models.desk.desk import Desk, opened
from models.documents import keys
from models.ledger import cipher

if TYPE_CHECKING:
    from tests.databases import Databases

# How long an example takes says more about the machine than about the program.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ROOT: Final = Path(__file__).parents[1]
_KITS: Final = [path for path in (ROOT / "tests").rglob("*.py") if not path.name.startswith(("test_", "conftest", "__init__"))]
# What an assertion of a helper compared is told as in a test.
pytest.register_assert_rewrite(*(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in _KITS))

# Whoever starts the tests in the background lets them ignore these, and every program that they start too.
for _number, _usual in ((signal.SIGINT, signal.default_int_handler), (getattr(signal, "SIGHUP", None), signal.SIG_DFL)):
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _usual)

_DATABASE: Final = "--database"
_POSTGRESQL: Final = "postgresql"
_FOLDERS: Final = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR", "APPDATA", "LOCALAPPDATA")


class StillClock:
    """A clock that stands at 9 May 2023, 07:05 UTC, until it is stepped."""

    def __init__(self) -> None:
        self.moment = datetime(2023, 5, 9, 7, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def step(self, seconds: int = 1) -> None:
        """Let time pass."""
        self.moment += timedelta(seconds=seconds)


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests of the desk run on a server too."""
    parser.addoption(_DATABASE, choices=("file", _POSTGRESQL), default="file", help="where the databases of profiles are")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on a server what only a database in a file can do."""
    if config.getoption(_DATABASE) == _POSTGRESQL:
        left = [item for item in items if item.get_closest_marker("on_file")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def pytest_configure(config: pytest.Config) -> None:
    """Let every clock show UTC; compile the language catalogues, before the processes that run the tests are started."""
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    if not hasattr(config, "workerinput"):
        compile_catalogues(ROOT)


def pytest_collection_finish() -> None:
    """Spare what was imported and collected from being looked through for garbage, which took a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _databases(request: pytest.FixtureRequest) -> "Iterator[Databases | None]":
    """Where the databases of profiles are, None for files in their folders."""
    if request.config.getoption(_DATABASE) != _POSTGRESQL:
        yield None
        return
    from tests.databases import everywhere

    with everywhere() as found:
        yield found


@pytest.fixture(autouse=True)
def _no_database_left(_databases: "Databases | None", request: pytest.FixtureRequest) -> Iterator[None]:
    tmp_path = request.getfixturevalue("tmp_path") if _databases is not None else None
    yield
    if _databases is not None and tmp_path is not None:
        _databases.drop(tmp_path)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Homes not made yet, in a folder of their own: pytest looks through all of its folders for the number of the next."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _no_real_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    home = next(_homes)
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in _FOLDERS:
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in [name for name in os.environ if name.startswith("VERIFIER_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("COLORTERM", "NO_COLOR", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys are put under a passphrase with few rounds: half a second each is for those who guess; processes of their own take it."""
    warnings.filterwarnings("ignore", "Warning: bcrypt.kdf", UserWarning)
    monkeypatch.setattr(keys, "ROUNDS", 2)
    monkeypatch.setattr(cipher, "COST", cipher.Cost(8, 1))
    yield
    cipher.forget()


@pytest.fixture(autouse=True)
def _a_disk_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the doctor measures of the disk says more about a machine and its hour than about the program: it is the same for every test."""
    monkeypatch.setattr(flushing, "measured", lambda _folder: flushing.Flushing(300, 10))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a profile, not yet made."""
    return tmp_path / "profile"


@pytest.fixture
def in_the_open() -> Iterator[Callable[[Path], Path]]:
    """Moves a folder to where every user may look into it: pytest closes its own to others whenever another of its processes begins."""
    with TemporaryDirectory() as room:
        Path(room).chmod(0o755)
        yield lambda folder: Path(shutil.move(folder, room))


@pytest.fixture
def clock() -> StillClock:
    """A clock that moves only when it is stepped."""
    return StillClock()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded profile that is only copied: migrating and founding anew for every test would take most of the time."""
    folder = tmp_path_factory.mktemp("founded") / "profile"
    with opened(folder, clock=StillClock()) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id", region="Jawa Barat")
    return folder


@pytest.fixture(scope="session")
def concluded(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A profile with two verifications that is only copied, and the id of the one that has a verdict."""
    from tests.desk.acts import LEVELS, begun, decided

    folder, clock = tmp_path_factory.mktemp("concluded") / "profile", StillClock()
    shutil.copytree(template, folder)
    with opened(folder, clock=clock) as desk:
        begun(desk, "11")
        clock.step()
        verification = begun(desk)
        # A trail of some length, as whoever weighs an answer leaves it.
        for level in (0, 1, 2, 4, 0, 1, 2, 4):
            desk.do(answers.record, verification, LEVELS, level)
        return folder, decided(desk)


@pytest.fixture
def desk(template: Path, folder: Path, clock: StillClock) -> Iterator[Desk]:
    """The desk of Ani, verifier, on a real database with the shipped register and checklist."""
    shutil.copytree(template, folder)
    with opened(folder, clock=clock) as desk:
        yield desk
