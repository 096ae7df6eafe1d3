"""What is typed on a terminal that does not show it."""

import getpass

from models.errors import Refusal


def unseen(prompt: str) -> str:
    """What is typed after `prompt`.

    Raises:
        EOFError: nobody types any more.
        Refusal: `text.unread` where the terminal sends no UTF-8: at another one the same letters would be another passphrase.
    """
    try:
        typed = getpass.getpass(prompt)
        typed.encode()
    except UnicodeError as error:
        raise Refusal("text.unread") from error
    return typed
