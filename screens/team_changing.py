"""What a root key does on the team screen: let people in, change roles, mark who is gone, change the root keys, sign proposals."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from models import places
from models.codes import digest
from models.desk import roots, teams
from models.desk.keeping import Signed
from models.desk.teams import CurrentTeam
from models.documents import enrolment, keys, travelling
from models.documents.enrolment import Enrolment, RootRequest
from models.documents.keys import PrivateKey
from models.documents.team import LONGEST, Status
from models.documents.team_chain import Support
from models.documents.team_told import said_of, support_told
from models.errors import Refusal
from models.fields import Field, Option
from models.keyring import ROOT
from models.rules.signing import ENDED
from screens.base import HouseScreen
from screens.commands import TEAM as COMMANDS
from screens.commands import Command
from screens.dialogs import Confirm, Pick, Tell
from screens.team_telling import APPROVER, TEAM, changes_told, large, marked, role_fields, roles_in
from screens.unlocking import ask_and_sign, root_key, unlocked
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines


class TeamChanging(HouseScreen):
    """The changes of a team; each is in force at once, or a proposal that waits for the signatures of other root holders."""

    KEYS = COMMANDS

    def __init__(self) -> None:
        super().__init__()
        self.team: CurrentTeam | None = None
        """The team as it was read."""

    @property
    def folder(self) -> Path:
        """Where files for people are written."""
        return places.export_folder(self.house.settings)

    def why_not(self, command: Command) -> Refusal | None:
        """Why `command` cannot act: without a team there is none to change, without a root key nobody changes it."""
        match command.id:
            case "team.found" if self.team is not None:
                return Refusal("team.exists")
            case "team.export" | "team.sign" if self.team is None:
                return Refusal("team.missing")
            case "team.accept" | "team.mark":
                return self._why_no_change()
            case _:
                return super().why_not(command)

    def _why_no_change(self) -> Refusal | None:
        if self.team is None:
            return Refusal("team.missing")
        return teams.why_not_root(self.team.team, self.house.keyring.root_public)

    def read_out(self, title: str, six: str, text: str) -> None:
        """Show six words large, to be read out."""
        self.app.push_screen(Tell(self.words, self.words(title), f"{text}\n{large(six)}"))

    def offer_endorsing(self, place: str) -> bool:
        """Ask whether to look at once at what somebody signed whose signatures count no more, where the owner may endorse it."""
        raise NotImplementedError

    def choose_file(self, title: str, beginnings: tuple[str, ...], then: Callable[[Path], None]) -> None:
        """Ask for a document whose name begins with one of these."""
        from screens.file_dialog import FileDialog, documents

        fits = [documents(beginning) for beginning in beginnings]
        dialog = FileDialog(self.words, self.words(title), lambda path: any(each(path) for each in fits), "files.documents")
        self.app.push_screen(dialog, lambda path: then(path) if path else None)

    def taken_over(self, said: str) -> None:
        """Show the team that is in force now, and say how it came."""
        is_first = self.team is None
        self.renewed(self.words(said_of(said, is_shared=self.desk.ledger.is_shared)), Tone.GOOD)
        if is_first:
            self.query_one(Lines).move_to(TEAM)

    def became(self, team: CurrentTeam, said: str, about: str = "") -> None:
        """Show what became of a change: what is in force now, or the proposal that is written for the other root holders."""
        if team.waits is None:
            self.taken_over(said)
            self.offer_endorsing(about)
            return
        self.guarded(lambda: self.house.keyring.remember(team.team.number, team.digest))
        path = self.guarded(lambda: travelling.put(self.folder, team.document))
        if path is not None:
            self._tell_proposal("team.proposed_file", path, team.waits)

    def _tell_proposal(self, said: str, path: Path, support: Support) -> None:
        # What was said before is not about what is done now.
        self.renewed()
        told = self.words(said, file=path.name, folder=places.told(path.parent))
        self.app.push_screen(Tell(self.words, self.words("team.proposal"), f"{told}\n\n{support_told(self.words, support)}"))

    def change(
        self,
        said: str,
        title: str,
        fields: tuple[Field, ...],
        place: str,
        save: Callable[[Mapping[str, str]], CurrentTeam],
        about: str = "",
    ) -> None:
        """Ask for the fields of a change, and do it with the root key; `about` is the place in the team of whose signatures it ends."""

        def saved(values: Mapping[str, str], key: PrivateKey) -> CurrentTeam:
            self.house.keyring.hold(ROOT, key)
            return save(values)

        ask_and_sign(self, title, fields, place, root_key(self), saved, lambda team: self.became(team, said, about))

    def change_at_once(self, act: Callable[[PrivateKey], CurrentTeam], said: str = "team.roots_changed") -> None:
        """Change the root keys or what they allow, with the root key."""

        def opened(key: PrivateKey) -> None:
            self.house.keyring.hold(ROOT, key)
            self.became(act(self.house.keyring.root()), said)

        unlocked(self, root_key(self), opened)

    def action_accept(self) -> None:
        """Let somebody in by their request: as a member, or as a holder of a root key."""
        if self.may("accept"):
            self.choose_file("team.choose_request", ("enrolment_", "root_"), self._compare)

    def _compare(self, path: Path) -> None:
        def read() -> tuple[Signed, Enrolment | RootRequest]:
            asked = travelling.met(path, enrolment.LONGEST)
            reader = enrolment.opened_root if asked.name.startswith("root_") else enrolment.opened_request
            return asked, reader(asked.body, asked.signatures, asked.name)

        found = self.guarded(read)
        if found is None:
            return
        asked, request = found

        def replied(reply: bool | None) -> None:
            if not reply:
                self.say("team.declined", name=request.name)
            elif isinstance(request, RootRequest):
                self.change_at_once(lambda key: self.desk.do(roots.add, asked, key))
            else:
                self._let_in(asked, request)

        kind = "team.compare_root" if isinstance(request, RootRequest) else "team.compare"
        question = self.words(kind, name=request.name, words=large(keys.six_words(request.key)))
        self.app.push_screen(Confirm(self.words, question), replied)

    def _let_in(self, asked: Signed, request: Enrolment) -> None:
        def enrol(given: Mapping[str, str]) -> CurrentTeam:
            return self.desk.do(teams.enrol, asked, roles_in(given), given["region"], self.house.keyring.root())

        self._ask_roles(request.person, request.name, enrol, "team.accepted", is_named=False)

    def change_roles(self, team: CurrentTeam, person: str) -> None:
        """Give a member other roles."""

        def assign(given: Mapping[str, str]) -> CurrentTeam:
            return self.desk.do(teams.assign, person, roles_in(given), given["region"], self.house.keyring.root(), given["name"])

        refused = self._why_no_change()
        if refused is not None:
            self.refuse(refused)
        else:
            self._ask_roles(person, team.team.people[person].name, assign, "team.assigned", is_named=True)

    def _ask_roles(self, person: str, name: str, save: Callable[[Mapping[str, str]], CurrentTeam], said: str, *, is_named: bool) -> None:
        fields, place = role_fields(self.words, self.team, person, is_named=is_named), f"people.{person}"
        self.change(said, name, fields, f"{said}/{person}", save, place)

    def change_threshold(self, team: CurrentTeam) -> None:
        """Say how many root holders have to sign each change."""
        refused = self._why_no_change()
        if refused is not None:
            self.refuse(refused)
            return
        of = len(team.team.roots)
        advice = self.words("team.root_advice")
        options = [Option(str(count), self.words("team.count_of", need=count, of=of), advice) for count in range(1, of + 1)]

        def picked(count: str | None) -> None:
            if count is not None and int(count) != team.team.threshold:
                self.change_at_once(lambda key: self.desk.do(roots.need, int(count), key))

        self.app.push_screen(Pick(self.words, self.words("team.choose_threshold"), options, str(team.team.threshold)), picked)

    def change_policy(self, team: CurrentTeam) -> None:
        """Say whether a supervisor may issue what they approved themselves."""
        refused = self._why_no_change()
        if refused is not None:
            self.refuse(refused)
            return
        may = team.team.policy.issuer_may_be_approver
        options = [Option(each, self.words(f"team.may_approver.{each}"), self.words(f"team.approver.{each}_told")) for each in APPROVER]

        def picked(chosen: str | None) -> None:
            if chosen is not None and (chosen == APPROVER[True]) is not may:
                self.change_at_once(lambda key: self.desk.do(roots.let_approver_issue, not may, key), "team.policy_changed")

        self.app.push_screen(Pick(self.words, self.words("team.choose_approver"), options, APPROVER[may]), picked)

    def action_mark(self) -> None:
        """Say that the highlighted member left, or that a key is lost or in other hands; take a root key away."""
        if not self.may("mark"):
            return
        place = self.query_one(Lines).key or ""
        if place.startswith("roots."):
            self._remove_root(place.partition(".")[2])
            return
        name = marked(self.team, place)
        if name is None:
            self.say("team.not_marked")
            return
        options = [Option(name, self.words(f"team.standing.{name}"), self.words(f"team.told.{name}")) for name in ENDED]

        def picked(status: str | None) -> None:
            if status is not None:
                self._ask_last(place, name, status)

        self.app.push_screen(Pick(self.words, self.words("what.team.mark"), options), picked)

    def _ask_last(self, place: str, name: str, status: str) -> None:
        def save(values: Mapping[str, str]) -> CurrentTeam:
            return self.desk.do(teams.mark, place, cast("Status", status), values["last"], self.house.keyring.root())

        field = Field("last", self.words("team.last"), hint=self.words("team.last_hint"))
        title = f"{name} · {self.words(f'team.standing.{status}')}"
        self.change("team.marked", title, (field,), f"team/mark/{place}", save, place)

    def _remove_root(self, id_: str) -> None:
        if self.team is None:
            return
        refused = roots.why_not_remove(self.team.team, id_)
        if refused is not None:
            self.refuse(refused)
            return
        held = self.team.team.roots[id_]

        def replied(reply: bool | None) -> None:
            if reply:
                self.change_at_once(lambda key: self.desk.do(roots.remove, id_, key))

        question = self.words("team.remove_root", name=held.name, words=keys.six_words(held.key))
        self.app.push_screen(Confirm(self.words, question), replied)

    def action_sign(self) -> None:
        """Sign a proposal of another root holder."""
        if self.may("sign"):
            self.choose_file("team.choose_proposal", ("team_",), self.sign)

    def sign(self, path: Path) -> None:
        """Show what the proposal at `path` would change, and sign it when that is wanted."""
        offered = self.guarded(lambda: travelling.met(path, LONGEST))
        proposal = None if offered is None else self.look_up(roots.proposed, offered)
        if proposal is None or self.team is None:
            return
        refused = roots.why_not_sign(proposal, self.team.team, self.house.keyring.root_public)
        if refused is not None:
            self.refuse(refused)
            return
        changes = "\n".join(f"- {change}" for change in changes_told(self.words, proposal))
        question = self.words("team.sign_question", number=proposal.team.number, file=path.name, changes=changes)
        number, digest_ = proposal.team.number, digest(proposal.document.body)
        if other := self.guarded(lambda: self.house.keyring.other_of(number, digest_)):
            question = f"{self.words('team.signed_other', number=number, digest=other[:16])}\n\n{question}"

        def signed(key: PrivateKey) -> None:
            self.house.keyring.hold(ROOT, key)
            found = self.desk.ask(roots.sign, proposal.document, self.house.keyring.root())
            self.house.keyring.remember(number, digest_)
            travelling.put(path.parent, found.document)
            self._tell_proposal("team.signed", path, found.support)

        def replied(reply: bool | None) -> None:
            if reply:
                unlocked(self, root_key(self), signed)

        self.app.push_screen(Confirm(self.words, question), replied)

    def action_lock(self) -> None:
        """Forget the keys that are open, so that the next signature asks for the passphrase."""
        ring = self.house.keyring
        if self.guarded(self._demand_passphrase) is not None:
            ring.lock()
            self.say("key.locked", Tone.GOOD)

    def _demand_passphrase(self) -> bool:
        if not self.house.keyring.has_passphrase:
            raise Refusal("key.always_open")
        return True
