"""What documents that are looked at together meet: what is known of a profile, and what it would know by those before each."""

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from models.desk import endorsed, keeping, knowing, opinions
from models.desk.endorsed import Endorsed
from models.desk.keeping import Signed
from models.documents import checking, kinds
from models.documents import team as team_documents
from models.documents.assignment import Assignment
from models.documents.kinds import Document
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.rules.checklist import Checklist
from models.rules.revisions import Revision


@dataclass(slots=True)
class Surroundings:
    """What the profile would know after the documents looked at so far."""

    tx: Transaction
    team: tuple[team_documents.Team, bytes] | None
    wanted: Collection[str] | None = None
    """The digests of those that count for the files after them; None where all do."""
    begun: dict[tuple[str, ...], str] = field(default_factory=dict)
    """The verifications that would be begun here, by agency, round, checklist and person."""
    revisions: dict[str, list[Revision]] = field(default_factory=lambda: {"": []})
    """Those of each verification that was asked about."""
    documents: dict[str, Document] = field(default_factory=dict)
    """Those that were let in among the files, by digest."""
    authors: dict[str, frozenset[str]] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    """Those that are published among the files, by digest."""
    known: checking.Known = field(init=False)
    earlier: knowing.Earlier = field(init=False)
    judges: knowing.Judges = field(init=False)
    endorsed: Endorsed = field(init=False)
    blind: dict[opinions.Of, bool] = field(init=False)
    """The agencies of which nothing may be known here yet, each with whether a second verification of it is in work."""
    _here: Callable[[str], Checklist | None] = field(init=False)

    def __post_init__(self) -> None:
        self.earlier, self.blind = knowing.Earlier(self.tx), opinions.blind(self.tx)
        self.judges, self.endorsed = knowing.Judges(self.tx), endorsed.known(self.tx)
        known = knowing.known(self.tx, self.team and self.team[0], earlier=self.earlier, said=self.endorsed)
        self._here = known.checklist
        self.known = replace(known, authors=self._authors_of, judges=self.judges, checklist=self._checklist_of)

    def follow(self, team: team_documents.Team, body: bytes) -> None:
        """Go on with another team."""
        self.team, self.known = (team, body), replace(self.known, team=team, own=None)

    def learn(self, offered: Iterable[Signed]) -> None:
        """Ask at once for all that the files offered are about and name, as far as somebody known signed them."""
        names, about = dict[str, None](), dict[str, None]()
        for each in offered:
            names[each.digest] = None
            with suppress(Refusal):
                checking.purpose(each, self.known)
                document = kinds.known(each.body, each.name)
                names |= dict.fromkeys((*kinds.named_kinds(document), *kinds.supersedes(document), *kinds.refers(document).values()))
                about[kinds.about(document)] = None
        self.earlier.learn(names)
        self.judges.about |= about.keys()
        wanted = about.keys() - self.revisions.keys()
        self.revisions |= {id_: [] for id_ in wanted} | keeping.revisions_of(self.tx, wanted)

    def order(self, document: Assignment) -> None:
        """Keep from here on what an order for a second verification by the actor keeps from them."""
        if document.purpose == "second" and document.verifier is not None and document.verifier.id == self.tx.actor.person:
            orders = ((document.round, code) for code in document.agencies)
            self.blind = opinions.ordered_blind(self.tx, orders) | self.blind

    def kind(self, digest: str) -> str:
        """The kind of a document that is here or was let in, empty where there is none."""
        return kinds.kind(self.documents[digest]) if digest in self.documents else self.earlier.kind(digest)

    def of(self, about: str) -> list[Revision]:
        """The revisions of a verification."""
        if about not in self.revisions:
            self.revisions[about] = keeping.revisions_of(self.tx, (about,)).get(about, [])
        return self.revisions[about]

    def counts(self, digest: str) -> bool:
        """Whether a file counts for those after it."""
        return self.wanted is None or digest in self.wanted

    def _authors_of(self, submission: str) -> frozenset[str]:
        if submission in self.authors or not self.earlier.kind(submission):
            return self.authors.get(submission, frozenset())
        return keeping.authors(self.tx, submission)

    def _checklist_of(self, digest: str) -> Checklist | None:
        return self.checklists.get(digest) or self._here(digest)
