"""The team: found it, take it over, ask to be let in; who is in it with which key, and what waits for signatures."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models import enrolling, places
from models.desk import endorsing, roots, teams
from models.desk.roots import Proposal
from models.desk.teams import CurrentTeam, Since
from models.documents import keys, travelling
from models.documents.keys import PrivateKey
from models.documents.team import LONGEST
from models.errors import Refusal
from models.fields import Field, Option
from models.keyring import PERSON, ROOT
from screens.commands import TEAM as COMMANDS
from screens.commands import bindings
from screens.dialogs import Confirm, Pick
from screens.team_changing import TeamChanging
from screens.team_telling import (
    CHOICES,
    POLICY,
    PROPOSAL,
    TEAM,
    choice_lines,
    choice_pane,
    ended_since,
    holder_pane,
    policy_pane,
    proposal_lines,
    proposal_pane,
    team_lines,
    team_pane,
)
from screens.unlocking import ask_and_sign, unlocked, with_key
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane


class TeamScreen(TeamChanging):
    """The team of this profile, or the ways to get one."""

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
        self._since: Mapping[str, Since] = {}
        self._age = 0
        self._waiting: tuple[Proposal, ...] = ()

    def body(self) -> ComposeResult:
        """Give the list and what is known of one line."""
        with Container(classes="body"):
            yield Lines()
            yield Pane()

    def load(self) -> None:
        """Read the team, and what waits for signatures in the folder of files for people."""
        self.team = self.desk.ask(teams.current)
        if self.team is not None:
            self._since = self.desk.ask(teams.since)
            self._age = self.desk.ask(teams.age, self.team.team)
            self._waiting = self.desk.ask(roots.waiting, self.folder)

    def heading(self) -> tuple[str, str]:
        """What is here: the team with its number and age."""
        if self.team is None:
            return self.words("team.title"), self.words("team.none")
        said = self.team.team
        return self.words("team.title"), self.words.count("team.heading", self._age, name=said.name, number=said.number)

    def fill(self) -> None:
        """Write the list anew."""
        if self.team is None:
            lines = choice_lines(self.words)
        else:
            held = team_lines(self.words, self.team, self._age, self.desk.actor.person)
            lines = (*held, *proposal_lines(self.words, self._waiting))
        self.query_one(Lines).show(lines)
        self.follow()

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        key = self.query_one(Lines).key or ""
        if self.team is None:
            told = choice_pane(self.words, key)
        elif key == POLICY:
            told = policy_pane(self.words, self.team)
        elif key == TEAM:
            told = team_pane(self.words, self.team, self._age, self.house.keyring.public)
        elif key.startswith(PROPOSAL):
            told = proposal_pane(self.words, self._waiting, key)
        else:
            told = holder_pane(self.words, self.team, key, self._since)
        self.query_one(Pane).show(told)

    def action_enter(self) -> None:
        """Do what the highlighted line stands for: a way to a team, its six words, its rule, roles, how many roots sign, a proposal."""
        key = self.query_one(Lines).key or ""
        if self.team is None:
            if key in CHOICES:
                {"found": self.action_found, "take": self.action_take, "request": self.action_request}[key]()
        elif key == TEAM:
            self.read_out("team.read_out", self.team.six_words, self.words("team.read_out_team"))
        elif key == POLICY:
            self.change_policy(self.team)
        elif key.startswith("people."):
            self.change_roles(self.team, key.partition(".")[2])
        elif key.startswith("roots."):
            self.change_threshold(self.team)
        elif key.startswith(PROPOSAL):
            self._go_on(next(each for each in self._waiting if f"{PROPOSAL}{each.document.name}" == key))
        else:
            self.say("team.no_roles")

    def _go_on(self, proposal: Proposal) -> None:
        path = self.folder / proposal.document.name
        if proposal.support.missing:
            self.sign(path)
        else:
            self._take(path)

    def action_found(self) -> None:
        """Found a team with the owner as its supervisor and holder of its root key."""
        if not self.may("found"):
            return
        ring = self.house.keyring

        def opens(passphrase: str | None) -> tuple[PrivateKey, PrivateKey, bytes]:
            # The root key gets the passphrase of the person's: it is asked for once for both.
            person, root = ring.opened(PERSON, passphrase, anew=True), keys.made()
            return person, root, keys.written(root, passphrase or "")

        def save(values: Mapping[str, str], opened: tuple[PrivateKey, PrivateKey, bytes]) -> CurrentTeam:
            person, root, body = opened
            ring.hold(PERSON, person)
            asked = self.desk.ask(teams.request, ring.person(), ring.device())
            with ring.new_root(root, body):
                return self.desk.do(teams.found, values["name"], asked, root)

        def founded(team: CurrentTeam) -> None:
            self.taken_over("team.founded")
            self.read_out("team.read_out", team.six_words, self.words("team.read_out_team"))

        field = Field("name", self.words("team.name"), required=True, hint=self.words("team.name_hint"))
        if ring.public is None:
            # What is missing is said before a name is asked for.
            self.guarded(ring.person)
        else:
            ask_and_sign(self, self.words("what.team.found"), (field,), "team/found", opens, save, founded)

    def action_take(self) -> None:
        """Take a team document: the first by its six words, later ones by the chain."""
        if self.may("take"):
            self.choose_file("team.choose_team", ("team_",), self._take)

    def _take(self, path: Path) -> None:
        offered = self.guarded(lambda: travelling.met(path, LONGEST))
        if offered is None:
            return
        if self.team is not None:
            before, taken = self.team.team, self.do(teams.take, offered)
            if taken is not None:
                self.taken_over("team.taken")
                any(self.offer_endorsing(place) for place in ended_since(before, taken.team))
            return
        field = Field("words", self.words("team.six_words"), required=True, hint=self.words("team.words_hint"))
        self.ask(
            self.words("team.type_team_words"),
            (field,),
            "",
            lambda values: self.desk.do(teams.take, offered, values["words"]),
            lambda _: self.taken_over("team.taken"),
        )

    def action_request(self) -> None:
        """Write the request to be let in, or, once there is a team, the one to be a holder of a root key."""
        if self.team is None:
            self._request()
            return
        options = (
            Option("member", self.words("team.ask.member"), self.words("team.ask.member_detail")),
            Option("root", self.words("team.ask.root"), self.words("team.ask.root_detail")),
        )

        def picked(what: str | None) -> None:
            if what is not None:
                {"member": self._request, "root": self._request_root}[what]()

        self.app.push_screen(Pick(self.words, self.words("what.team.request"), options), picked)

    def _request(self) -> None:
        def act(key: PrivateKey) -> None:
            path = travelling.put(self.folder, enrolling.request(self.desk, self.house.keyring, key))
            told = self.words("team.read_out_mine", file=path.name, folder=places.told(self.folder))
            self.read_out("team.read_out", keys.six_words(key.public), told)

        with_key(self, act)

    def _request_root(self) -> None:
        ring = self.house.keyring
        is_new = ring.root_public is None

        def opens(passphrase: str | None) -> tuple[PrivateKey, bytes]:
            if not is_new:
                return ring.opened(ROOT, passphrase), b""
            # A new root key gets the passphrase of the person's.
            ring.opened(PERSON, passphrase, anew=True)
            root = keys.made()
            return root, keys.written(root, passphrase or "")

        def act(opened: tuple[PrivateKey, bytes]) -> None:
            root, body = opened
            asked = self.desk.ask(roots.request, root)
            if is_new:
                with ring.new_root(root, body):
                    path = travelling.put(self.folder, asked)
            else:
                path = travelling.put(self.folder, asked)
            told = self.words("team.read_out_root", file=path.name, folder=places.told(self.folder))
            self.read_out("team.read_out", keys.six_words(root.public), told)

        unlocked(self, opens, act)

    def action_endorse(self) -> None:
        """Endorse what the highlighted member signed or sent that would be refused on laptops that join later."""
        if self.may("endorse"):
            person = self._signer(self.query_one(Lines).key or "")
            if not person:
                self.say("endorsing.nobody")
            elif self.look_up(endorsing.lacking, person) is not None:
                self.go("endorsing", person=person)

    def _signer(self, place: str) -> str:
        """The id of whose place in the team it is, a member's or that of a device of theirs; empty for a root."""
        kind, _, id_ = place.partition(".")
        devices = {} if self.team is None else self.team.team.devices
        return id_ if kind == "people" else devices[id_].person if kind == "devices" and id_ in devices else ""

    def offer_endorsing(self, place: str) -> bool:
        """Ask whether to look at once at what somebody signed or sent that counts no more; False where there is nothing, or no right."""
        person = self._signer(place)
        if not person or self.why_not(next(each for each in self.KEYS if each.action == "endorse")) is not None:
            return False
        try:
            found = self.desk.ask(endorsing.lacking, person)
        except Refusal:  # nothing lacks it
            return False
        count, name = len(found.documents), found.name
        question = self.words.count("endorsing.offer", count, name=name) if count else self.words("endorsing.offer_logs", name=name)
        self.app.push_screen(Confirm(self.words, question), lambda reply: self.go("endorsing", person=person) if reply else None)
        return True

    def action_export(self) -> None:
        """Write every team document into the folder of files for people, and show its six words to be read out."""
        team = self.team
        if not self.may("export") or team is None:
            return

        def write() -> Path:
            return [travelling.put(self.folder, document) for document in self.desk.ask(teams.chain)][-1]

        path = self.guarded(write)
        if path is not None:
            told = self.words("team.read_out_file", file=path.name, folder=places.told(self.folder))
            self.read_out("team.read_out", team.six_words, told)
