"""Text that can be printed: on paper, in XML and in a bookmark."""

import unicodedata


def clean(text: str) -> str:
    """The text without what cannot be printed: control, direction and unassigned characters."""
    if text.isprintable():  # the most do, and a list for the bank has a hundred thousand
        return text
    return "".join(each for each in text if each == "\n" or not unicodedata.category(each).startswith("C"))
