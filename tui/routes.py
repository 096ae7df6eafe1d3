"""Names of screens and how each is made; a screen is imported when it is first visited."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final, cast

from screens.base import HouseScreen

_ROUTES: Final[Mapping[str, tuple[str, str]]] = {
    "agencies": ("screens.agencies", "AgenciesScreen"),
    "worksheet": ("screens.importing", "WorksheetScreen"),
    "agency_list": ("screens.importing", "AgencyListScreen"),
    "arrivals": ("screens.arrivals", "ArrivalsScreen"),
    "documents": ("screens.documents", "DocumentsScreen"),
    "exchanging": ("screens.exchanging", "ExchangingScreen"),
    "issuing": ("screens.issuing", "IssuingScreen"),
    "issue": ("screens.issue_sheet", "IssueScreen"),
    "revision": ("screens.revision", "RevisionScreen"),
    "forking": ("screens.forking", "ForkingScreen"),
    "plenaries": ("screens.plenaries", "PlenariesScreen"),
    "plenary": ("screens.plenary", "PlenaryScreen"),
    "search": ("screens.search", "SearchScreen"),
    "handing": ("screens.handing_work", "HandingScreen"),
    "assigning": ("screens.assigning", "AssigningScreen"),
    "practices": ("screens.practices", "PracticesScreen"),
    "noted": ("screens.noted", "NotedScreen"),
    "rounds": ("screens.rounds", "RoundsScreen"),
    "checklists": ("screens.checklists", "ChecklistsScreen"),
    "checklist": ("screens.checklist", "ChecklistScreen"),
    "checklist_file": ("screens.checklist_file", "ChecklistFileScreen"),
    "trial": ("screens.trial", "TrialScreen"),
    "comparison": ("screens.comparison", "ComparisonScreen"),
    "sheet": ("screens.sheet", "SheetScreen"),
    "self": ("screens.self_assessing", "SelfScreen"),
    "self_taking": ("screens.self_assessing", "SelfTakingScreen"),
    "evidence": ("screens.evidence", "EvidenceScreen"),
    "sweeping": ("screens.sweeping", "SweepingScreen"),
    "history": ("screens.history", "HistoryScreen"),
    "facts": ("screens.facts", "FactsScreen"),
    "recalculation": ("screens.recalculation", "RecalculationScreen"),
    "gathering": ("screens.gathering", "GatheringScreen"),
    "citing": ("screens.citing", "CitingScreen"),
    "bulk": ("screens.bulk", "BulkScreen"),
    "loose": ("screens.loose", "LooseScreen"),
    "trip": ("screens.trip", "TripScreen"),
    "agenda": ("screens.agenda", "AgendaScreen"),
    "agendas": ("screens.agendas", "AgendasScreen"),
    "minutes": ("screens.minutes", "MinutesScreen"),
    "verdict": ("screens.verdict", "VerdictScreen"),
    "reviewing": ("screens.reviewing", "ReviewingScreen"),
    "review": ("screens.review_sheet", "ReviewScreen"),
    "submitting": ("screens.submitting", "SubmittingScreen"),
    "thread": ("screens.thread", "ThreadScreen"),
    "seconding": ("screens.seconding", "SecondingScreen"),
    "settling": ("screens.settling", "SettlingScreen"),
    "figures": ("screens.figures", "FiguresScreen"),
    "behind": ("screens.behind", "BehindScreen"),
    "filtering": ("screens.filtering", "FilteringScreen"),
    "number_trend": ("screens.trend", "NumberTrendScreen"),
    "agency_trend": ("screens.trend", "AgencyTrendScreen"),
    "team": ("screens.team", "TeamScreen"),
    "endorsing": ("screens.endorsing", "EndorsingScreen"),
    "recovered": ("screens.recovered", "RecoveredScreen"),
    "backups": ("screens.backups", "BackupsScreen"),
    "examining": ("screens.examining", "ExaminingScreen"),
    "encryption": ("screens.encryption", "EncryptionScreen"),
    "settings": ("screens.settings", "SettingsScreen"),
}


def made(route: str, ids: Mapping[str, Any]) -> HouseScreen:
    """The screen that `route` names, about `ids`."""
    module, name = _ROUTES[route]
    return cast("HouseScreen", getattr(import_module(module), name)(**ids))
