"""What every page must be, whatever is on it: HTML without a parse error, usable without a mouse, with nothing inline.

The automatic checkers pass pages whose error text is not tied to its field, so the ties are looked for here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E

REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage", "list", "form")
NAMING = ("aria-label", "aria-labelledby")
UNLABELLED_INPUTS = {"hidden", "submit", "button", "reset", "image"}


def faults_of_page(html: str) -> list[str]:
    """Sentences on what is wrong with a whole page; empty when nothing is."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    return _parse_faults(parser, html) + list(_document_faults(root)) + _element_faults(root) + list(_dangling(root))


def faults_of_part(html: str) -> list[str]:
    """The same of a part of a page, such as one that htmx swaps in; what it refers to may be elsewhere on the page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parseFragment(html, container=_container(html))
    return _parse_faults(parser, html) + _element_faults(root)


def _container(html: str) -> str:
    start = html.lstrip()[:4].lower()
    return {"<tr>": "tbody", "<tr ": "tbody", "<td>": "tr", "<td ": "tr"}.get(start, "div")


def _parse_faults(parser: html5lib.HTMLParser, html: str) -> list[str]:
    lines = html.splitlines()
    return [f"line {row}: {E[code] % values}: {_near(lines, row)}" for (row, _), code, values in parser.errors]


def _near(lines: list[str], row: int) -> str:
    return lines[row - 1].strip()[:120] if 0 < row <= len(lines) else ""


def _document_faults(root: Element) -> Iterator[str]:
    if root.get("lang") not in {"sv", "en"}:
        yield f"the page does not say its language, sv or en (lang={root.get('lang')!r})"
    if not _text(root.find("head/title")):
        yield "the page has no title"
    for tag in ("h1", "main"):
        if (count := len(list(root.iter(tag)))) != 1:
            yield f"the page has {count} <{tag}>, not one"


def _element_faults(root: Element) -> list[str]:
    inside_label = {child for label in root.iter("label") for child in label.iter()}
    labelled = {label.get("for") for label in root.iter("label")}
    found = [fault for each in _elements(root) for fault in (*_inline(each), *_empty(each), *_form(each))]
    found += [
        f"no label for {_shown(each)}"
        for each in _controls(root)
        if each not in inside_label and each.get("id") not in labelled and not any(map(each.get, NAMING))
    ]
    found += _untied(root)
    ids = Counter(each.get("id") for each in _elements(root) if each.get("id"))
    return found + [f"id {name!r} is used {count} times" for name, count in ids.items() if count > 1]


def _elements(root: Element) -> Iterator[Element]:
    """What stands in the tree but comments, whose tag is a function."""
    return filter(_is_element, root.iter())


def _is_element(each: Element) -> bool:
    return not callable(each.tag)


def _controls(root: Element) -> Iterator[Element]:
    for each in _elements(root):
        is_input = each.tag == "input" and each.get("type", "text").lower() not in UNLABELLED_INPUTS
        if is_input or each.tag in {"select", "textarea"}:
            yield each


def _inline(each: Element) -> Iterator[str]:
    if each.tag == "style" or (each.tag == "script" and not each.get("src")):
        yield f"inline {_shown(each)}"
    for name, value in each.attrib.items():
        if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
            yield f"inline {name} in {_shown(each)}"


def _empty(each: Element) -> Iterator[str]:
    if each.tag == "img" and each.get("alt") is None:
        yield f"no alt text: {_shown(each)}"
    is_link = each.tag == "a" and each.get("href") is not None
    named = _text(each) or any(map(each.get, NAMING)) or any(img.get("alt") for img in each.iter("img"))
    if (is_link or each.tag == "button") and not named:
        yield f"nothing to read in {_shown(each)}"


def _untied(root: Element) -> Iterator[str]:
    """Fields whose error text a screen reader would not find: neither they nor the group they stand in are described."""
    described = [group for group in root.iter("fieldset") if group.get("aria-describedby")]
    in_group = {each for group in described for each in group.iter()}
    for each in _elements(root):
        if each.get("aria-invalid") == "true" and not each.get("aria-describedby") and each not in in_group:
            yield f"its error text is not tied to {_shown(each)}"


def _form(each: Element) -> Iterator[str]:
    posts = each.tag == "form" and each.get("method", "get").lower() == "post"
    if posts and not any(field.get("name") == "csrf_token" for field in each.iter("input")):
        yield f"no csrf_token in {_shown(each)}"


def _dangling(root: Element) -> Iterator[str]:
    ids = {each.get("id") for each in _elements(root)}
    for each in _elements(root):
        named = {name: (each.get(name) or "").split() for name in REFERENCES}
        named["href"] = [each.get("href", "")[1:]] if each.get("href", "").startswith("#") else []
        for name, targets in named.items():
            yield from (f"{name}={target!r} leads nowhere in {_shown(each)}" for target in targets if target not in ids)


def _text(each: Element | None) -> str:
    return "" if each is None else "".join(each.itertext()).strip()


def _shown(each: Element) -> str:
    attributes = "".join(f' {name}="{value[:40]}"' for name, value in list(each.attrib.items())[:4])
    return f"<{each.tag}{attributes}>"
