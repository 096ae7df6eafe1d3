"""Carriers: what brings segments and files from laptop to laptop, each by the same five verbs; none of them is trusted."""

from models.carriers.address import Address, parsed
from models.carriers.base import Carrier, Connect
from models.carriers.opening import connected

__all__ = ["Address", "Carrier", "Connect", "connected", "parsed"]
