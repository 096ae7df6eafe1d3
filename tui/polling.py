"""What others do at a database on a server is looked for every few seconds, in a thread, so that lists renew themselves meanwhile."""

from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from models.errors import Refusal
from screens.base import HouseScreen
from tui.locking import Locking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.desk.arrived import Came, Since
    from models.desk.desk import Desk

_VERB = "arrived.arrived"


class Polling(Locking):
    """An app at whose database others may work too."""

    PAUSE: ClassVar[float] = 3.0
    """Seconds between two looks."""
    _looking: Thread | None = None
    _since: "Since | None" = None

    @property
    def desk(self) -> "Desk":
        """The open desk."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin to look; at a file of one's own there is nothing to see."""
        self.set_interval(self.PAUSE, self._look_again, name="look for what others do")

    def _look_again(self) -> None:
        if not self.is_ready or not self.desk.ledger.is_shared or (self._looking is not None and self._looking.is_alive()):
            return
        self._looking = Thread(target=self._look, args=(self.desk,), daemon=True, name="look for what others do")
        self._looking.start()

    def _look(self, desk: "Desk") -> None:
        from models.desk import arrived

        try:
            if self._since is None:
                self._since = desk.ask(arrived.end)
                return
            news = desk.ask(arrived.arrived, self._since)
        except Refusal:  # a server that is away is told to whoever does something
            return
        self._since = news.since
        if news.came:
            self.call_later(self._tell, desk, news.came)

    def _tell(self, desk: "Desk", came: "Sequence[Came]") -> None:
        """Announce what came, and show it; what does not count is told and changes nothing."""
        from models.desk.desk import Change

        for each in came:
            if each.why is None:
                desk.on_change(Change(_VERB, each.about))
        screen = self.screen
        if not isinstance(screen, HouseScreen):
            return
        # Whoever types narrows a list, and would lose where they are.
        if not screen.takes_text:
            screen.on_screen_resume()
        for each in came:
            if each.why is not None:
                screen.refuse(each.why)
