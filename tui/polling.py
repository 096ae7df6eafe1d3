"""What others do at a database on a server is looked for every few seconds, in a thread, so that lists renew themselves meanwhile."""

from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from models.errors import Refusal
from screens.base import HouseScreen
from screens.widgets.drawing import Tone
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
    _is_away = False
    """Whether it was said that nothing comes from the server."""

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
        self.desk.ledger.watch(self._looking.ident)

    def _look(self, desk: "Desk") -> None:
        from models.desk import arrived

        came: Sequence[Came] = ()
        try:
            if self._since is None:
                self._since = desk.ask(arrived.end)
            else:
                news = desk.ask(arrived.arrived, self._since)
                self._since, came = news.since, news.came
        except Refusal as refused:
            self.call_later(self._tell_away, refused)
            return
        if self._is_away:
            self.call_later(self._tell_back)
        if came:
            self.call_later(self._tell, desk, came)

    def _tell_away(self, refused: Refusal) -> None:
        """Say once that the server is away, before somebody waits for it; of what is not saved that is said already."""
        if self.unsaved or not refused.code.startswith("server."):
            self._is_away = False
        elif not self._is_away and isinstance(self.screen, HouseScreen):
            self._is_away = True
            self.screen.refuse(refused)

    def _tell_back(self) -> None:
        """Say that the server is there again."""
        if self._is_away and isinstance(self.screen, HouseScreen):
            self._is_away = False
            self.screen.say("polling.back", Tone.GOOD)

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
