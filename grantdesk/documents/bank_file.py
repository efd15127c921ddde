"""A file from the bank, told by what is in it and not by its name: pain.002, camt.054, or a plain list."""

from __future__ import annotations

from grantdesk.documents import answer_list, camt054, iso20022, pain002
from grantdesk.domain.bank_answer import Fault, NotAnswers, Said
from grantdesk.domain.messages import message

# Ten thousand answers in camt.054 with all that a bank writes are some fifteen megabytes.
LARGEST = 20 * 1024 * 1024
_READERS = ((pain002.VERSION, pain002.read), (camt054.VERSION, camt054.read))
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(content: bytes) -> Said:
    """All that the file says of payments. Raises NotAnswers with what is wrong where it cannot be read."""
    if len(content) > LARGEST:
        raise _wrong("bank.too_large", megabytes=LARGEST // 1024**2)
    if not content.strip():
        raise _wrong("bank.empty")
    said = _of_xml(content) if _is_xml(content) else answer_list.read(content)
    if not said.answers and not said.wholes and not said.others:
        raise _wrong("bank.no_answers")
    return said


def _is_xml(content: bytes) -> bool:
    begun = content[:64]
    for mark in _BYTE_ORDER_MARKS:
        begun = begun.removeprefix(mark)
    return begun.replace(b"\0", b"").lstrip().startswith(b"<")


def _of_xml(content: bytes) -> Said:
    root = iso20022.root_of(content)
    for version, read_message in _READERS:
        if version.fullmatch(iso20022.namespace_of(root)):
            return read_message(root)
    raise _wrong("bank.other_message", found=iso20022.shown(iso20022.namespace_of(root) or iso20022.local_name(root)))


def _wrong(key: str, **said: str | int) -> NotAnswers:
    return NotAnswers([Fault(message("bank.at_file"), message(key, **said))])
