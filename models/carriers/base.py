"""What every carrier can do. Correctness rests on names that only one writer uses and on reading back, never on a carrier's promise."""

from collections.abc import Callable
from typing import Protocol, TypeAlias


class Carrier(Protocol):
    """A place that keeps bytes under paths such as `w/3f…/0000/00000001.seg`: lower-case ASCII parts divided by `/`.

    Every verb may be tried again, and raises a Refusal: `carrier.away` where the place cannot be reached now, `carrier.denied` where it
    lets nobody in, `carrier.failed` (which names the path and the cause) for everything else.
    """

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder, files and folders; nothing where there is no such folder."""
        ...

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes at a path, None where nothing stands there; Refusal `carrier.too_large` where they are more than `limit`."""
        ...

    def put(self, path: str, content: bytes) -> None:
        """Put bytes where nothing stands yet, whole or not at all as far as the place can; Refusal `carrier.taken` where something does."""
        ...

    def put_over(self, path: str, content: bytes) -> None:
        """Put bytes in the place of what stands there, whole or not at all: a writer mends its own torn file."""
        ...

    def close(self) -> None:
        """Let go of the place."""
        ...


Connect: TypeAlias = Callable[[], Carrier]
"""Reaches the place; raises what the verbs do."""
