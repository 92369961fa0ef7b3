"""Workbooks that ask for a password, opened with those that the user has named.

Only here msoffcrypto is needed; whoever has no such files need not install it. What is opened is
held in memory: nothing unlocked is written to a disk.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from checker.fault import FaultyInput
from checker.intake import messages

if TYPE_CHECKING:
    from types import ModuleType

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream's name in an encrypted workbook
OLD = b"\xd0\xcf\x11\xe0"  # .xls, .et, and the wrapping of an encrypted .xlsx


def unlocked(name: str, data: bytes, passwords: Sequence[str]) -> bytes:
    """A workbook without its password; as it is, where it has none that shows.

    Args:
        name: the file's name, for places.
        data: its bytes.
        passwords: to be tried in their order; may be none.

    Raises:
        FaultyInput: it asks for a password, and there is none, or none that fits.
    """
    if not data.startswith(OLD):
        return data
    if not passwords:
        if ENCRYPTED in data:
            raise FaultyInput([messages.encrypted_file(name)])
        return data  # an .xls that asks is told by the reader
    try:
        import msoffcrypto  # noqa: PLC0415  an extra
    except ImportError as error:
        raise FaultyInput([messages.cannot_unlock(name)]) from error
    try:
        return _opened(name, data, passwords, msoffcrypto)
    except msoffcrypto.exceptions.FileFormatError:
        return data  # no workbook that it knows: for the reader to say
    except (
        msoffcrypto.exceptions.DecryptionError,
        msoffcrypto.exceptions.ParseError,
        *(OSError, ValueError, KeyError, IndexError, struct.error, ExpatError),
    ) as error:
        raise FaultyInput([messages.broken_file(name, "加密的内容读不出")]) from error


def _opened(name: str, data: bytes, passwords: Sequence[str], msoffcrypto: ModuleType) -> bytes:
    for password in passwords:
        book = msoffcrypto.OfficeFile(BytesIO(data))
        if not book.is_encrypted():
            return data
        opened = BytesIO()
        try:
            book.load_key(password=password, **_verified(data))
            book.decrypt(opened)
        except msoffcrypto.exceptions.InvalidKeyError:
            continue
        return opened.getvalue()
    raise FaultyInput([messages.wrong_password(name, len(passwords))])


def _verified(data: bytes) -> dict[str, bool]:
    """An .xls always verifies its password; of the newer form that must be asked for."""
    return {"verify_password": True} if ENCRYPTED in data else {}
