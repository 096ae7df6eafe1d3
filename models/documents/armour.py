"""The armour OpenSSH puts around keys and signatures: a line that begins, base64 in lines of 70 characters, a line that ends."""

import binascii
import re
from typing import Final

_WIDTH: Final = 70
_BLANK: Final = re.compile(rb"\s+")


def put_on(content: bytes, name: str) -> bytes:
    """`content` in the armour of `name` ("SSH SIGNATURE", "OPENSSH PRIVATE KEY"): LF, one at the end."""
    letters = binascii.b2a_base64(content, newline=False)
    lines = [letters[start : start + _WIDTH] for start in range(0, len(letters), _WIDTH)]
    return b"\n".join([f"-----BEGIN {name}-----".encode(), *lines, f"-----END {name}-----".encode(), b""])


def taken_off(body: bytes, name: str) -> bytes | None:
    """What is in the armour of `name`, whatever its line ends and the blanks around it; None without such armour or in bad base64."""
    begin, end = f"-----BEGIN {name}-----".encode(), f"-----END {name}-----".encode()
    inner = body.strip()
    if len(inner) < len(begin) + len(end) or not (inner.startswith(begin) and inner.endswith(end)):
        return None
    try:
        return binascii.a2b_base64(_BLANK.sub(b"", inner[len(begin) : -len(end)]), strict_mode=True)
    except binascii.Error:
        return None
