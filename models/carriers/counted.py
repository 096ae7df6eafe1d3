"""A carrier with a count of what goes over the line."""

from dataclasses import dataclass

from models.carriers.base import Carrier


@dataclass(slots=True)
class Counted:
    """Does what a carrier does, within a limit of bytes, and counts it."""

    carrier: Carrier
    limit: int
    requests: int = 0
    bytes_in: int = 0
    bytes_out: int = 0

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""
        self.requests += 1
        return self.carrier.names(folder)

    def get(self, path: str) -> bytes | None:
        """The bytes at a path, None where nothing stands there."""
        self.requests += 1
        found = self.carrier.get(path, self.limit)
        self.bytes_in += len(found or b"")
        return found

    def put(self, path: str, content: bytes) -> None:
        """Put bytes where nothing stands yet."""
        self.requests += 1
        self.bytes_out += len(content)
        self.carrier.put(path, content)

    def put_over(self, path: str, content: bytes) -> None:
        """Put bytes in the place of what stands there."""
        self.requests += 1
        self.bytes_out += len(content)
        self.carrier.put_over(path, content)
