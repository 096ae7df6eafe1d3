"""The team: found it, take it over, ask to be let in; who is in it with which key, and what becomes of them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models import places
from models.desk import teams
from models.desk.keeping import Signed
from models.desk.teams import CurrentTeam, Since
from models.documents import enrolment, keys, travelling
from models.documents.enrolment import Enrolment
from models.documents.keys import PrivateKey
from models.documents.team import LONGEST, Role, Status
from models.errors import Refusal
from models.rules.signing import ENDED
from screens.base import HouseScreen
from screens.commands import TEAM as COMMANDS
from screens.commands import Command, bindings
from screens.dialogs import Confirm, Option, Pick, Tell
from screens.forms import Field
from screens.team_telling import (
    CHOICES,
    TEAM,
    choice_lines,
    choice_pane,
    holder_pane,
    large,
    marked,
    role_fields,
    roles_in,
    team_lines,
    team_pane,
)
from screens.unlocking import unlocked, with_key
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane


class TeamScreen(HouseScreen):
    """The team of this profile, or the ways to get one."""

    KEYS = COMMANDS
    HELP_ID = "team"
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    TeamScreen {
        Lines { height: 1fr; }
        Pane { height: 10; border-top: solid $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._team: CurrentTeam | None = None
        self._since: Mapping[str, Since] = {}
        self._age = 0

    def body(self) -> ComposeResult:
        """Give the list and what is known of one line."""
        with Container(classes="body"):
            yield Lines()
            yield Pane()

    def load(self) -> None:
        """Read the team."""
        self._team = self.desk.ask(teams.current)
        if self._team is not None:
            self._since = self.desk.ask(teams.since)
            self._age = self.desk.ask(teams.age, self._team.team)

    def heading(self) -> tuple[str, str]:
        """What is here: the team with its number and age."""
        if self._team is None:
            return self.words("team.title"), self.words("team.none")
        said = self._team.team
        return self.words("team.title"), self.words.count("team.heading", self._age, name=said.name, number=said.number)

    def fill(self) -> None:
        """Write the list anew."""
        team, person = self._team, self.desk.actor.person
        if team is None:
            lines = choice_lines(self.words, {each.id: self.key_of(each) for each in COMMANDS})
        else:
            lines = tuple(team_lines(self.words, team, self._age, person))
        self.query_one(Lines).show(lines)
        self._draw_pane()

    @on(Lines.Highlighted)
    def _draw_pane(self) -> None:
        key = self.query_one(Lines).key or ""
        if self._team is None:
            told = choice_pane(self.words, key)
        elif key == TEAM:
            told = team_pane(self.words, self._team, self._age, self.house.keyring.public)
        else:
            told = holder_pane(self.words, self._team, key, self._since)
        self.query_one(Pane).show(told)

    def why_not(self, command: Command) -> Refusal | None:
        """Why `command` cannot act: without a team there is none to change, without a root key nobody changes it."""
        match command.id:
            case "team.found" if self._team is not None:
                return Refusal("team.exists")
            case "team.export" if self._team is None:
                return Refusal("team.missing")
            case "team.accept" | "team.mark":
                return self._why_no_change()
            case _:
                return super().why_not(command)

    def _why_no_change(self) -> Refusal | None:
        if self._team is None:
            return Refusal("team.missing")
        return teams.why_not_root(self._team.team, has_root=self.house.keyring.has_root)

    def _may(self, command: str) -> bool:
        refused = self.why_not(next(each for each in COMMANDS if each.id == command))
        if refused is not None:
            self.refuse(refused)
        return refused is None

    def _changed(self, said: str) -> None:
        is_first = self._team is None
        self._renew()
        if is_first:
            self.query_one(Lines).move_to(TEAM)
        self.say(said, Tone.GOOD)

    def _read_out(self, title: str, six: str, text: str) -> None:
        self.app.push_screen(Tell(self.words, self.words(title), f"{text}\n{large(six)}"))

    def _choose_file(self, title: str, beginning: str, then: Callable[[Path], None]) -> None:
        from screens.file_dialog import FileDialog, documents

        self.app.push_screen(
            FileDialog(self.words, self.words(title), documents(beginning), "files.documents"), lambda path: then(path) if path else None
        )

    def action_enter(self) -> None:
        """Do what the highlighted line stands for: a way to a team, the team's six words, a member's roles."""
        key = self.query_one(Lines).key or ""
        if self._team is None:
            if key in CHOICES:
                {"found": self.action_found, "take": self.action_take, "request": self.action_request}[key]()
        elif key == TEAM:
            self._read_out("team.read_out", self._team.six_words, self.words("team.read_out_team"))
        elif key.startswith("people."):
            self._change_roles(self._team, key.partition(".")[2])
        else:
            self.say("team.no_roles")

    def action_found(self) -> None:
        """Found a team with the owner as its supervisor and holder of its root key."""
        if not self._may("team.found"):
            return
        ring, typed = self.house.keyring, [""]

        def opens(passphrase: str | None) -> None:
            ring.unlock(passphrase)
            # The root key gets the passphrase of the person's: it is asked for once for both.
            typed[0] = passphrase or ""

        def save(values: Mapping[str, str]) -> CurrentTeam:
            asked = self.desk.ask(teams.request, ring.person(), ring.device())
            return self.desk.do(teams.found, values["name"], asked, ring.root(typed[0]))

        def founded(team: CurrentTeam) -> None:
            self._changed("team.founded")
            self._read_out("team.read_out", team.six_words, self.words("team.read_out_team"))

        field = Field("name", self.words("team.name"), required=True, hint=self.words("team.name_hint"))
        unlocked(self, opens, lambda: self.ask(self.words("what.team.found"), (field,), "team/found", save, founded))

    def action_take(self) -> None:
        """Take a team document: the first by its six words, later ones by the chain."""
        if self._may("team.take"):
            self._choose_file("team.choose_team", "team_", self._take)

    def _take(self, path: Path) -> None:
        offered = self.guarded(lambda: travelling.met(path, LONGEST))
        if offered is None:
            return
        if self._team is not None:
            if self.do(teams.take, offered) is not None:
                self._changed("team.taken")
            return
        field = Field("words", self.words("team.six_words"), required=True, hint=self.words("team.words_hint"))
        self.ask(
            self.words("team.type_team_words"),
            (field,),
            "",
            lambda values: self.desk.do(teams.take, offered, values["words"]),
            lambda _: self._changed("team.taken"),
        )

    def action_request(self) -> None:
        """Write the request to be let in, and show one's six words to be read out."""
        folder = places.export_folder(self.house.settings)

        def act(key: PrivateKey) -> None:
            path = travelling.put(folder, self.desk.ask(teams.request, key, self.house.keyring.device()))
            told = self.words("team.read_out_mine", file=path.name, folder=places.told(folder))
            self._read_out("team.read_out", keys.six_words(key.public), told)

        with_key(self, act)

    def action_accept(self) -> None:
        """Let somebody in by their request."""
        if self._may("team.accept"):
            self._choose_file("team.choose_request", "enrolment_", self._compare)

    def _compare(self, path: Path) -> None:
        def read() -> tuple[Signed, Enrolment]:
            asked = travelling.met(path, enrolment.LONGEST)
            return asked, enrolment.opened_request(asked.body, asked.signatures, asked.name)

        found = self.guarded(read)
        if found is None:
            return
        asked, request = found

        def replied(reply: bool | None) -> None:
            if reply:
                unlocked(self, self.house.keyring.root, lambda: self._let_in(asked, request))
            else:
                self.say("team.declined", name=request.name)

        question = self.words("team.compare", name=request.name, words=large(keys.six_words(request.key)))
        self.app.push_screen(Confirm(self.words, question), replied)

    def _let_in(self, asked: Signed, request: Enrolment) -> None:
        def enrol(roles: tuple[Role, ...], region: str) -> CurrentTeam:
            return self.desk.do(teams.enrol, asked, roles, region, self.house.keyring.root())

        self._ask_roles(request.person, request.name, enrol, "team.accepted")

    def _change_roles(self, team: CurrentTeam, person: str) -> None:
        def assign(roles: tuple[Role, ...], region: str) -> CurrentTeam:
            return self.desk.do(teams.assign, person, roles, region, self.house.keyring.root())

        refused = self._why_no_change()
        if refused is not None:
            self.refuse(refused)
            return
        name = team.team.people[person].name
        unlocked(self, self.house.keyring.root, lambda: self._ask_roles(person, name, assign, "team.assigned"))

    def _ask_roles(self, person: str, name: str, save: Callable[[tuple[Role, ...], str], CurrentTeam], said: str) -> None:
        fields = role_fields(self.words, self._team, person)
        self.ask(name, fields, f"{said}/{person}", lambda given: save(roles_in(given), given["region"]), lambda _: self._changed(said))

    def action_mark(self) -> None:
        """Say that the highlighted member left, or that a key is lost or in other hands."""
        if not self._may("team.mark"):
            return
        place = self.query_one(Lines).key or ""
        name = marked(self._team, place)
        if name is None:
            self.say("team.not_marked")
            return
        options = [Option(name, self.words(f"team.standing.{name}"), self.words(f"team.told.{name}")) for name in ENDED]

        def picked(status: str | None) -> None:
            if status is not None:
                unlocked(self, self.house.keyring.root, lambda: self._ask_last(place, name, status))

        self.app.push_screen(Pick(self.words, self.words("what.team.mark"), options), picked)

    def _ask_last(self, place: str, name: str, status: str) -> None:
        def save(values: Mapping[str, str]) -> CurrentTeam:
            return self.desk.do(teams.mark, place, cast("Status", status), values["last"], self.house.keyring.root())

        field = Field("last", self.words("team.last"), hint=self.words("team.last_hint"))
        title = f"{name} · {self.words(f'team.standing.{status}')}"
        self.ask(title, (field,), f"team/mark/{place}", save, lambda _: self._changed("team.marked"))

    def action_export(self) -> None:
        """Write every team document into the folder of files for people, and show its six words to be read out."""
        team = self._team
        if not self._may("team.export") or team is None:
            return
        folder = places.export_folder(self.house.settings)

        def write() -> Path:
            return [travelling.put(folder, document) for document in self.desk.ask(teams.chain)][-1]

        path = self.guarded(write)
        if path is not None:
            told = self.words("team.read_out_file", file=path.name, folder=places.told(folder))
            self._read_out("team.read_out", team.six_words, told)
