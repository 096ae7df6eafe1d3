"""The refusals of looking after a profile: where it may lie, copies put in its place, and files of evidence."""

from collections.abc import Mapping
from typing import Final

OF_UPKEEP: Final[Mapping[str, str]] = {
    # places
    "profile.network": "folder system",
    "profile.synced": "folder service root",
    "profile.stick": "folder",
    "profile.moved": "folder to",
    # read alone
    "profile.newer_shape": "file found known needed",
    "profile.not_migrated": "file known cause",
    "profile.altered": "file names",
    "profile.file_read_only": "file",
    "profile.is_written": "",
    # text that is not saved
    "unsaved.none": "",
    "jump.nowhere": "",
    "recovered.none": "",
    "recovered.nothing_discarded": "",
    # a database on a server
    "server.unreachable": "place cause",
    "server.away": "place cause",
    "server.unanswered": "place cause",
    "server.unsure": "place cause",
    "server.failed": "place cause",
    "server.full": "place",
    "server.read_only": "place",
    "server.not_allowed": "place",
    "server.region": "place",
    "server.standby": "place",
    "server.login": "place",
    "server.no_password": "place",
    "server.not_from_here": "place",
    "server.certificate": "place cause",
    "server.address": "place cause",
    "server.no_database": "place",
    "server.occupied": "place found",
    "server.order": "place found",
    "server.pooled": "place",
    "server.older": "place found known",
    "server.no_driver": "command",
    "server.not_here": "place",
    "server.trail_broken": "entry",
    "server.misfiled": "file",
    "server.team_broken": "",
    "server.team_other": "known found file",
    # the database of headquarters, for its administrator
    "headquarters.no_address": "",
    "headquarters.address": "value",
    "headquarters.password": "",
    "headquarters.passwords_differ": "",
    "headquarters.role": "login",
    "headquarters.superuser": "login",
    "headquarters.region": "region",
    "headquarters.worker_region": "login",
    "headquarters.not_made": "place",
    # moving
    "move.inside": "folder",
    "move.demo": "",
    "move.not_empty": "folder",
    # what is lacking
    "profile.gap": "file known last",
    "profile.parted": "file known",
    "profile.room": "folder free least",
    # copies of the database
    "backup.none": "",
    "backup.damaged": "file",
    "backup.keyless": "file key",
    "restore.altered": "file",
    "restore.itself": "file",
    "restore.unsaved": "",
    "restore.none": "file",
    "restore.damaged": "file",
    "restore.not_confirmed": "file",
    # files of evidence
    "evidence.no_file": "evidence",
    "evidence.no_files": "",
    # the manual
    "help.unknown": "topic nearest",
    # the page in a browser
    "serve.host": "host",
    "serve.port": "port",
    "output.unwritten": "cause",
    "serve.extra": "command",
    # an editor of one's own
    "editor.none": "",
    "editor.missing": "command",
    "editor.unavailable": "",
    "editor.encrypted": "",
    "editor.failed": "command code",
    "editor.at_once": "command",
    # ending
    "profile.closing": "folder",
}
