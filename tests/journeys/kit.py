"""What journeys share: what somebody does at the keyboard in more than one of them."""

from tests.driver import Verifier


async def take_all(somebody: Verifier) -> None:
    """Take everything in that lies in the folder that the dialog opens at."""
    await somebody.press("i", "d", "tab", "enter")
    await somebody.worked()
    await somebody.press("y")
    await somebody.worked()
    await somebody.press("q", "q")
