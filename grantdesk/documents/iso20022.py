"""Messages of ISO 20022 from outside: XML that fetches and expands nothing, and what stands in its elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import TypeAlias, TypeVar

from lxml import etree

from grantdesk.domain.bank_answer import CURRENCY, Fault, NotAnswers
from grantdesk.domain.messages import Message, Parameter, message
from grantdesk.domain.money import Money

T = TypeVar("T")
Element: TypeAlias = etree._Element

# As the schemas have it, and the zeros that some banks add behind.
_AMOUNT = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2})0{0,3})?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[TZ+-].*)?")
_COUNT = re.compile(r"[0-9]{1,15}")
_CODE = re.compile(r"[A-Z]{3}")
# No reader sees these, no database is sure to keep them, and the last few turn the text around.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
# The longest text in the schemas that we keep whole.
LONGEST = 140
_LONGEST_SHOWN = 60
_FILE = message("bank.at_file")


def root_of(content: bytes) -> Element:
    """The document's root. A DOCTYPE, which is where entities are declared, is refused. Raises NotAnswers."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise NotAnswers([Fault(_FILE, message("bank.not_xml", problem=shown(str(error))))]) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotAnswers([Fault(_FILE, message("bank.doctype"))])
    return root


def namespace_of(element: Element) -> str:
    return etree.QName(element).namespace or ""


def local_name(element: Element) -> str:
    return str(etree.QName(element).localname)


def every(element: Element, path: str) -> Iterator[Element]:
    """Every element at the path, which is names below the element with slashes between, in the element's own namespace."""
    name, _, rest = path.partition("/")
    space = str(element.tag).rpartition("}")[0]
    # Step by step: for a path of several, lxml's own way is in Python and ten times as slow.
    for child in element.iterchildren(f"{space}}}{name}" if space else name):
        if rest:
            yield from every(child, rest)
        else:
            yield child


def first(element: Element, *paths: str) -> Element | None:
    """The first element at the first of the paths that leads anywhere."""
    return next((found for path in paths for found in every(element, path)), None)


def needed(element: Element, path: str) -> Element:
    found = first(element, path)
    if found is None:
        raise wrong(element, "bank.lacking", path)
    return found


def text(element: Element, *paths: str) -> str:
    """What stands at the first of the paths that leads anywhere, empty where none does."""
    found = first(element, *paths)
    if found is None:
        return ""
    written = shown(found.text or "", at_most=None)
    if len(written) > LONGEST:
        raise wrong(found, "bank.too_long", most=LONGEST)
    return written


def needed_text(element: Element, path: str) -> str:
    """What stands at the path, where nothing is no answer."""
    found = text(element, path)
    if not found:
        raise wrong(element, "bank.lacking", path)
    return found


def reason(elements: Iterator[Element]) -> str:
    """Why, as the bank says it: a code and words, of each reason that it gives."""
    told = (" ".join(part for part in _of_reason(each) if part) for each in elements)
    return "; ".join(dict.fromkeys(one for one in told if one))


def _of_reason(element: Element) -> Iterator[str]:
    yield text(element, "Rsn/Cd", "Rsn/Prtry")
    for each in every(element, "AddtlInf"):
        yield shown(each.text or "", at_most=LONGEST)


def amount(element: Element) -> tuple[Money | None, str]:
    """The amount and its currency; None where the currency is another than ours."""
    currency = element.get("Ccy", "")
    if not _CODE.fullmatch(currency):
        raise wrong(element, "bank.lacking", f"{local_name(element)}/@Ccy")
    return (sek(element) if currency == CURRENCY else None), currency


def sek(element: Element) -> Money:
    """Kronor with a point and at most two decimals; zeros behind them say nothing."""
    found = _AMOUNT.fullmatch((element.text or "").strip())
    if found is None:
        raise wrong(element, "bank.amount", written=shown(element.text or ""))
    return Money(int(Decimal(f"{found[1]}.{found[2] or 0}") * 100))


def day(element: Element) -> date:
    """A day, or the day of a moment as it is written, whatever its zone."""
    found = _DAY.fullmatch((element.text or "").strip())
    try:
        if found:
            return date.fromisoformat(found[1])
    except ValueError:
        found = None
    raise wrong(element, "bank.day", written=shown(element.text or ""))


def number(element: Element) -> int:
    if not _COUNT.fullmatch((element.text or "").strip()):
        raise wrong(element, "bank.count", written=shown(element.text or ""))
    return int(element.text or "")


def maybe(element: Element | None, reader: Callable[[Element], T]) -> T | None:
    """What `reader` makes of an element that need not be there."""
    return None if element is None else reader(element)


def shown(written: str, at_most: int | None = _LONGEST_SHOWN) -> str:
    """The text on one line, without what cannot be seen, and no longer than can be shown."""
    seen = " ".join(_UNSEEN.sub(" ", written).split())
    return seen if at_most is None or len(seen) <= at_most else f"{seen[:at_most]}…"


def wrong(element: Element, key: str, name: str = "", **said: Parameter) -> NotAnswers:
    return NotAnswers([Fault(_at(element, name or local_name(element)), message(key, **said))])


def _at(element: Element, name: str) -> Message:
    return message("bank.at_element", element=name, line=element.sourceline or 0)
