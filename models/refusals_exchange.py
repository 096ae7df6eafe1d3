"""The refusals of exchanging by carriers and of what documents name, part of the catalogue: each code with the fields of its sentence."""

from collections.abc import Mapping
from typing import Final

OF_THE_EXCHANGE: Final[Mapping[str, str]] = {
    # addresses
    "carrier.address": "carrier address",
    "carrier.option": "carrier option known",
    "carrier.password": "carrier",
    "carrier.plain": "carrier host",
    "carrier.extra": "carrier command",
    "carrier.unknown": "carrier known",
    "carrier.none": "",
    "carrier.exists": "carrier label",
    "carrier.no_password": "carrier variable",
    "settings.carrier": "file value",
    # what carriers refuse
    "carrier.file": "carrier file cause",
    "carrier.away": "carrier address cause",
    "carrier.denied": "carrier address",
    "carrier.host_key": "carrier host fingerprint",
    "carrier.host_key_changed": "carrier host fingerprint pinned",
    "carrier.certificate": "carrier host cause",
    "carrier.failed": "carrier path cause",
    "carrier.taken": "carrier path",
    "carrier.too_large": "carrier path limit",
    "carrier.compare": "carrier path",
    # segments
    "segment.framing": "file",
    "segment.damaged": "file",
    "segment.too_large": "file limit",
    "segment.place": "file",
    "segment.device": "file device",
    "segment.ended": "file name device status",
    "segment.writer": "file device",
    "segment.clock": "file name at now",
    # files of evidence
    "file.too_large": "agency evidence title",
    "file.changed": "agency evidence title",
    "file.damaged": "agency evidence title",
    "file.no_room": "agency evidence title",
    "file.unread": "agency evidence title cause",
    # exchanging
    "documents.carrier": "file",
    "exchange.files_left": "carrier",
    "exchange.no_device": "device",
    "exchange.ended": "status",
    "team.own_gone": "status",
    "endorsing.nothing": "name",
    "endorsing.none": "name",
    "endorsing.only": "name",
    "endorsing.changed": "name",
    "exchange.no_worker": "",
    "exchange.earlier": "title signer count",
    # what documents name
    "issue.ended": "value",
    "check.chain_kind": "document purpose",
    "check.chain_not_approved": "document",
    "check.chain_own": "name document",
    "check.chain_lead": "document",
    "check.chain_remarks": "document",
    "check.chain_second": "document",
    "check.chain_differs": "document place",
    "check.chain_minutes": "document place",
}
