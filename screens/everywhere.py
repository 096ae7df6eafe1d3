"""What can be done on every screen: find commands, open what is not about what is shown, jump, be told."""

from typing import ClassVar

from models.errors import Refusal
from screens.acting import ActingScreen
from screens.commands import START, Command
from screens.commands.command import WRITE
from screens.keys import is_typed, keys_of, told
from screens.navigation import Go
from screens.widgets.lines import Lines


class Everywhere(ActingScreen):
    """A screen from which one gets everywhere."""

    KEYS: ClassVar[tuple[Command, ...]] = ()
    is_shut = False
    """Whether nothing but what is here may be done."""

    def key_of(self, command: Command) -> str:
        """The key of a command as people name it, the user's own one where it was changed; empty where it only types its letter here."""
        own = self.house.settings.keys
        if command not in self.KEYS and all(is_typed(self.KEYS, key) for bound in command.bound for key in keys_of(bound, own)):
            return ""
        return told(self.words, command, own)

    def refusal_of(self, command: Command) -> Refusal | None:
        """Why `command` cannot act now, None when it can."""
        raise NotImplementedError

    def go(self, route: str, then: str = "", /, **ids: object) -> None:
        """Ask the application for another screen, which begins with the action `then`."""
        self.post_message(Go(route, ids, then=then))

    def why_not_anywhere(self, command: Command) -> Refusal | None:
        """Why `command`, which is not about what is shown, cannot act; None when it can, and while that is not known yet."""
        if not command.verb or not self.house.is_ready:
            return None
        from models.rules.permissions import Standing, refusal

        actor = self.desk.actor
        return refusal(actor.person, actor.roles, command.verb, Standing())

    def action_door(self, route: str) -> None:
        """Open a screen that is not about what is shown."""
        action = f"door('{route}')"
        command = next(command for command in START if command.action == action)

        def opened() -> None:
            refused = self.refusal_of(command)
            self.go(route) if refused is None else self.refuse(refused)

        self.house.when_ready(opened)

    def action_import(self) -> None:
        """Take in a worksheet, a list of agencies or a document."""
        from screens.importing import choose

        self.house.when_ready(lambda: choose(self))

    def action_language(self) -> None:
        """Change the language."""
        self.house.when_ready(self.house.switch_language)

    def action_setting(self, key: str, value: str) -> None:
        """Let a setting say something else."""

        def changed() -> bool:
            self.house.change_setting(key, value)
            return True

        if self.guarded(changed):
            self.mark_saved()

    def action_quit(self) -> None:
        """Leave the program."""
        self.house.leave()

    def action_write(self) -> None:
        """Write again where only reading was possible."""
        refused = self.refusal_of(WRITE)
        if refused is None:
            self.house.write_again()
        else:
            self.refuse(refused)

    def action_recovered(self) -> None:
        """See what was typed and not saved where it belongs."""
        self.house.when_ready(lambda: self.go("recovered"))

    def action_unsaved(self) -> None:
        """See what is not saved, try again, or copy it elsewhere."""
        if self.house.unsaved:
            self.house.see_unsaved()
        else:
            self.refuse(Refusal("unsaved.none"))

    def action_menu(self) -> None:
        """Show all keys of this screen; the one chosen there acts."""
        from screens.menu import Menu

        self.app.push_screen(Menu(self), self._chosen)

    def action_palette(self) -> None:
        """Find a command, a screen or a setting by its words."""
        from screens.menu import Palette

        self.app.push_screen(Palette(self), self._chosen)

    async def _chosen(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def action_which(self, name: str) -> None:
        """Say that a command is told by its key what to do."""
        self.say("menu.which", keys=self.words.press[name], what=self.words(f"what.{name}"))

    def action_key_name(self) -> None:
        """See how keys are named, and what they do here."""
        from screens.key_names import KeyNames

        self.app.push_screen(KeyNames(self))

    def action_tour(self) -> None:
        """Be told in five sentences how one works here."""
        from screens.tour import Tour

        self.app.push_screen(Tour(self.words))

    def action_jump(self) -> None:
        """Put a letter before every line that is seen; the one pressed brings the cursor there."""
        from screens.jumping import Jump, places

        found = places(self.query(Lines).results())
        if not found:
            self.refuse(Refusal("jump.nowhere"))
            return

        def jumped(letter: str | None) -> None:
            for lines in self.query(Lines).results():
                lines.letters = {}
            if letter in found:
                lines, key = found[letter]
                lines.focus()
                lines.move_to(key)

        self.app.push_screen(Jump(self.words), jumped)
