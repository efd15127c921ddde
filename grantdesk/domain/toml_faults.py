"""What is wrong in a text that is not TOML, said so that whoever wrote it can put it right."""

from __future__ import annotations

import re

from grantdesk.domain.fields import InputError
from grantdesk.domain.messages import Message, message

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")

# How the reader's complaint begins, and the sentence that says it; the first that fits is said.
_COMPLAINTS = (
    ("Expected '=' after a key", "toml.equals"),
    ("Invalid initial character for a key", "toml.key"),
    ("Invalid statement", "toml.statement"),
    ("Expected newline or end of document", "toml.one_a_line"),
    ("Expected ']' at the end of a table", "toml.table"),
    ("Expected ']]' at the end of an array", "toml.list_heading"),
    ("Cannot declare", "toml.twice"),
    ("Cannot overwrite a value", "toml.twice"),
    ("Cannot redefine", "toml.twice"),
    ("Cannot mutate", "toml.twice"),
    ("Duplicate inline table key", "toml.twice"),
    ("Unclosed array", "toml.list"),
    ("Unclosed inline table", "toml.braces"),
    ("Unterminated string", "toml.quote"),
    ("Expected '\"", "toml.quote"),
    ('Expected "', "toml.quote"),
    ("Illegal character", "toml.quote"),
    ("Unescaped", "toml.backslash"),
    ("Invalid hex", "toml.backslash"),
    ("Escaped character", "toml.backslash"),
    ("Found invalid character", "toml.hidden"),
    ("Invalid date", "toml.day"),
    ("Invalid value", "toml.value"),
)


def fault(name: str, text: str, complaint: str) -> InputError:
    """The reader's `complaint` of the text, as an error of the file `name` on its line."""
    found = _PLACE.search(complaint)
    line = int(found[1]) if found and found[1] else max(1, text.count("\n") + (not text.endswith("\n")))
    # A statement that ends too early is complained of at the line that follows.
    column = int(found[2]) if found and found[2] else 0
    if column == 1 and line > 1 and not complaint.startswith(("Invalid statement", "Cannot")):
        line -= 1
    written = text.splitlines()[line - 1] if text.splitlines() else ""
    return InputError(name, _said(complaint, written.strip()), line=line)


def _said(complaint: str, written: str) -> Message:
    if (day := _DAY.search(written)) and complaint.startswith(("Invalid date", "Expected newline", "Invalid value")):
        return message("toml.day", written=day[0])
    if complaint.startswith("Expected newline") and written.startswith("["):
        return message("toml.list_heading", written=written[:120])
    if complaint.startswith("Expected '='") and not written.partition("=")[0].isascii():
        return message("toml.key", written=written[:120])
    key = next((key for begins, key in _COMPLAINTS if complaint.startswith(begins)), "toml.statement")
    return message(key, written=written[:120])
