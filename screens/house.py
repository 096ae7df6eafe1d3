"""What the application gives its screens."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from models.settings import Settings
from models.words import Words

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.errors import Refusal
    from models.keyring import Keyring
    from models.reaching import Run
    from models.restoring import Restore
    from models.swept import Swept
    from models.views import Profile
    from screens.unsaved import Unsaved


class House(Protocol):
    """The application, as its screens see it."""

    words: Words
    settings: Settings

    @property
    def is_demo(self) -> bool:
        """Whether nobody keeps what is done here."""

    @property
    def is_ready(self) -> bool:
        """Whether the desk is open."""

    def write_again(self) -> None:
        """Write to the profile again where one could only read, or say why that still cannot be, and show what changed meanwhile."""

    @property
    def unsaved(self) -> "Unsaved":
        """What is not on the disk."""

    def see_unsaved(self) -> None:
        """Show what is not on the disk, to try again or to copy it elsewhere."""

    def save_again(self) -> None:
        """Try once more to save what is not, and say what came of it."""

    def leave(self) -> None:
        """Leave the program, once nothing is unsaved or whoever leaves has seen what is."""

    def turn_back(self, refused: "Refusal") -> None:
        """Leave the screen in front, which cannot be read, and say why on the one beneath; the program where there is none."""

    def when_ready(self, wanted: Callable[[], None]) -> None:
        """Do `wanted` as soon as the desk is open."""

    @property
    def settings_file(self) -> Path:
        """The user's own settings file, which need not be there yet."""

    def change_setting(self, key: str, value: str | None) -> None:
        """Let the setting `key` say `value`, or what is built in where that is None, in the file and at once; Refusal where it cannot."""

    def switch_language(self) -> None:
        """Speak the next language, and keep it."""

    def restore(self, restore: "Restore") -> None:
        """Put a prepared copy in the place of the database, and show what is mine to do in it; why not is said."""

    async def lend(self, text: str, heard: Callable[[str], object]) -> None:
        """Lend a text to the user's own editor; every text it saves is told to `heard`. Refusal where that cannot be."""

    def begin_work(self, profile: "Profile") -> None:
        """Show what is mine to do, in the language chosen."""

    def forget_typed(self) -> int:
        """Let go of the keys that were typed ahead, for what they were meant for is not what they would act on; how many they were."""

    folder: Path
    """The folder of the profile."""

    def unlock(self, hold: Callable[[], None]) -> None:
        """Let `hold` get the key of a locked profile, and open what was open; in a thread. Refusal as both give."""

    def unlocked(self) -> None:
        """Go on where the profile was locked, or begin."""

    def lock_now(self) -> bool:
        """Lock the encrypted profile until its passphrase is typed; False where it is not encrypted."""

    def closed_while(self, act: Callable[[], object]) -> None:
        """Do `act` while the profile is closed, and open it again; in a thread. Refusal as both give."""

    @property
    def desk(self) -> "Desk":
        """The open desk."""

    @property
    def keyring(self) -> "Keyring":
        """The keys of the profile, for this run."""

    version: str
    """Version of the program."""
    swept: dict[str, "Swept"]
    """How files of evidence were found in this run, by verification and code."""

    @property
    def exchanging(self) -> "Run":
        """What is known of exchanging in this run."""
