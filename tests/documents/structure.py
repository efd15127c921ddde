"""What a reader of the structure tree hears: its elements in order, with their text and where on the pages it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Pdf

OUTSIDE = "outside the tree"


@dataclass(frozen=True)
class Piece:
    """Text that was marked as one piece, and the page and the point where it begins."""

    text: str
    page: int
    x: float
    y: float


@dataclass
class Node:
    tag: str
    scope: str = ""
    alt: str = ""
    kids: list[Node] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words with one space between them, in the order in which they are read."""
        return " ".join("".join(piece.text for piece in self.pieces).split())

    def all(self, *tags: str) -> Iterator[Node]:
        """This element and those in it, in the order in which they are read; of these kinds, where any is named."""
        if not tags or self.tag in tags:
            yield self
        for kid in self.kids:
            yield from kid.all(*tags)

    def rows(self) -> list[list[Node]]:
        return [row.kids for row in self.all("TR")]


def read(file: bytes) -> Node:
    """The document, from the root of its tree."""
    with Pdf.open(BytesIO(file)) as pdf:
        pages: dict[object, dict[int, Piece]] = {
            page.objgen: _pieces(page, number)[0] for number, page in enumerate(pdf.pages, start=1)
        }
        return _node(pdf.Root.StructTreeRoot.K, pages)


def unread(file: bytes) -> list[list[str]]:
    """For each page, the text that belongs to no element: its artifacts, and what nobody marked as `OUTSIDE`."""
    with Pdf.open(BytesIO(file)) as pdf:
        return [_pieces(page, number)[1] for number, page in enumerate(pdf.pages, start=1)]


def _node(element: Object, pages: dict[object, dict[int, Piece]]) -> Node:
    attributes = element.get(Name.A, Dictionary())
    made = Node(
        tag=str(element.S)[1:],
        scope=str(attributes.get(Name.Scope, ""))[1:],
        alt=str(element.get(Name.Alt, "")),
    )
    kids: list[Any] = list(element.K) if isinstance(element.K, Array) else [element.K]
    for kid in kids:
        if isinstance(kid, int) or kid.get(Name.Type) == Name.MCR:
            page, number = (element.Pg, kid) if isinstance(kid, int) else (kid.Pg, kid.MCID)
            piece = pages[page.objgen].get(int(number))
            made.pieces += [piece] if piece else []
        else:
            assert kid.P.objgen == element.objgen
            made.kids.append(_node(kid, pages))
    return made


def _pieces(page: pikepdf.Page, number: int) -> tuple[dict[int, Piece], list[str]]:
    """The pieces of the page that have a number, by it, and the texts that have none."""
    numbered: dict[int, Piece] = {}
    others: list[tuple[object, str]] = []
    for said, mark, where in _shown(page):
        if isinstance(mark, int):
            begun = numbered.get(mark, Piece("", number, where.e, where.f))
            numbered[mark] = Piece(begun.text + said, number, begun.x, begun.y)
        elif others and others[-1][0] is mark:
            others[-1] = (mark, f"{others[-1][1]} {said}")
        else:
            others.append((mark, said if isinstance(mark, Artifact) else f"{OUTSIDE}: {said}"))
    return numbered, [said for _, said in others]


class Artifact:
    """A stretch of content that is not for reading."""


def _shown(page: pikepdf.Page) -> Iterator[tuple[str, int | Artifact | None, Matrix]]:
    """Each text that the page shows, with the innermost mark around it and the place where it begins."""
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    here, line, letters = Matrix(), Matrix(), dict[int, str]()
    saved: list[Matrix] = []
    marks: list[int | Artifact | None] = [None]
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        match operator:
            case "q":
                saved.append(here)
            case "Q":
                here = saved.pop()
            case "cm":
                here = Matrix(*map(float, operands)) @ here
            case "Tm":
                line = Matrix(*map(float, operands))
            case "Td":
                line = Matrix().translated(*map(float, operands)) @ line
            case "Tf":
                letters = fonts[str(operands[0])]
            case "BDC":
                marks.append(int(operands[1].MCID) if Name.MCID in operands[1] else Artifact())
            case "EMC":
                marks.pop()
            case "Tj":
                yield "".join(letters[code] for code in bytes(operands[0])), marks[-1], line @ here
            case "TJ" | "'" | '"' | "BMC":
                raise AssertionError(f"this does not read {operator}")
    assert marks == [None]


def _letters(font: Object) -> dict[int, str]:
    told = font.ToUnicode.read_bytes().decode()
    return {int(code, 16): chr(int(letter, 16)) for code, letter in re.findall(r"<(\w{2})> <(\w{4})>", told)}
