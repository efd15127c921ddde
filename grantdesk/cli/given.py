"""What a command is given, on file or standard input: one JSON document, or one on each line; and how it answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NoReturn

import click

from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import message, render

_LONGEST_INTEGER = 20
_NESTED = (dict, list)


@dataclass(frozen=True)
class Document:
    """One JSON document; `line` is its line where each line is one."""

    line: int | None
    content: str


class _NotANumber:
    """What JSON does not know as a number (NaN, Infinity, beyond reason): no reader takes it, so its place is named."""


class _Repeating(dict[str, object]):
    """A JSON object in which some keys stood twice."""

    twice: tuple[str, ...] = ()


Answer = dict[str, object]
Answering = Callable[[object], Answer]


def answer_each(
    file: str, output: str | None, *, as_json: bool, answer: Answering, line: Callable[[object], str] | None = None
) -> None:
    """Answer every document of a file, or say everything that is wrong and write nothing (exit code 2).

    `line` writes an answer on one line of JSON, where there is a quicker way than by way of the answer.
    """
    try:
        documents = read(file)
        written = _answers(documents, answer, line or (lambda given: _ON_ONE_LINE.encode(answer(given))))
        write(output, written)
    except InputErrors as wrong:
        refuse(wrong.errors, as_json=as_json)


def refuse(errors: tuple[InputError, ...], *, as_json: bool) -> NoReturn:
    """Say what is wrong on standard error and leave with exit code 2."""
    if as_json:
        click.echo(json.dumps({"errors": [_as_json(error) for error in errors]}, ensure_ascii=False), err=True)
    for error in () if as_json else errors:
        click.echo(str(error), err=True)
    sys.exit(2)


def _as_json(error: InputError) -> dict[str, object]:
    """Its place and sentence, and its line where it stands in one of the region's files."""
    line = {} if error.line is None else {"line": error.line}
    return {"where": error.where, **line, "message": render(error.reason, "en")}


def read(file: str) -> list[Document]:
    """The documents of a file (`-` is standard input). Raises InputErrors."""
    whole = text(file)
    lines = [Document(number, line) for number, line in enumerate(whole.split("\n"), start=1) if line.strip()]
    if not lines:
        raise InputErrors([InputError(_name(file), message("input.empty"))])
    return lines if file.endswith(".jsonl") or _is_one_a_line(lines, whole) else [Document(None, whole)]


def write(output: str | None, written: str) -> None:
    """Write to a file, or to standard output where none is named. Raises InputErrors when the file cannot be written."""
    if output is None or output == "-":
        click.echo(written, nl=False)
        return
    try:
        Path(output).write_text(written, "utf-8")
    except OSError as error:
        said = message("input.output", problem=error.strerror or "")
        raise InputErrors([InputError(output, said)]) from error


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def text(file: str) -> str:
    """The text of a file (`-` is standard input). Raises InputErrors."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        said = message("input.file", problem=error.strerror or "")
        raise InputErrors([InputError(_name(file), said)]) from error
    except UnicodeDecodeError as error:
        raise InputErrors([InputError(_name(file), message("input.utf8"))]) from error


def _is_one_a_line(lines: list[Document], text: str) -> bool:
    """Whether several lines are a document each: the whole is none, and the second line begins an object as the first does."""
    if len(lines) < 2 or _is_json(text):
        return False
    return _is_json(lines[0].content) or lines[1].content.lstrip().startswith("{")


def _is_json(text: str) -> bool:
    try:
        _DECODER.decode(text)
    except (ValueError, RecursionError):
        return False
    return True


def _decimal(written: str) -> Decimal | _NotANumber:
    try:
        return Decimal(written)
    except InvalidOperation:
        return _NotANumber()


class _Decoder(json.JSONDecoder):
    """Reads JSON, and remembers whether an object of the last document had the same key twice."""

    def __init__(self) -> None:
        super().__init__(
            object_pairs_hook=self._object,
            parse_constant=lambda _name: _NotANumber(),
            parse_float=_decimal,
            parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST_INTEGER else _NotANumber(),
        )
        self.has_repeating = False

    def read(self, text: str) -> object:
        self.has_repeating = False
        return self.decode(text)

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        self.has_repeating = True
        keys = [key for key, _value in pairs]
        repeating = _Repeating(found)
        repeating.twice = tuple(key for key in found if keys.count(key) > 1)
        return repeating


# One of each for every line: to make them takes as long as to read a line.
_DECODER = _Decoder()
_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_ON_SEVERAL = json.JSONEncoder(ensure_ascii=False, indent=2)


def _answers(documents: list[Document], answer: Answering, line: Callable[[object], str]) -> str:
    # A document on several lines is answered for a reader; a line is answered with a line.
    spread = len(documents) == 1 and "\n" in documents[0].content.strip()
    write_one = (lambda given: _ON_SEVERAL.encode(answer(given))) if spread else line
    answers: list[str] = []
    errors: list[InputError] = []
    for document in documents:
        try:
            answers.append(write_one(_content(document)) + "\n")
        except InputErrors as wrong:
            errors += _placed(document, wrong)
    if errors:
        raise InputErrors(errors)
    return "".join(answers)


def _placed(document: Document, wrong: InputErrors) -> Iterator[InputError]:
    for error in wrong.errors:
        where = error.where if document.line is None else f"line {document.line}: {error.where}"
        yield InputError(where, error.reason)


def _content(document: Document) -> object:
    try:
        content = _DECODER.read(document.content)
    except (ValueError, RecursionError) as error:
        said = message("input.json", problem=_problem(error))
        raise InputErrors([InputError("input", said)]) from error
    if _DECODER.has_repeating:
        raise InputErrors([InputError(place, message("input.duplicate_key")) for place in _twice(content, "")])
    return content


def _problem(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, line {error.lineno}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "not JSON"


def _twice(content: object, where: str) -> Iterator[str]:
    if isinstance(content, _Repeating):
        yield from (f"{where}.{key}".lstrip(".") for key in content.twice)
    if isinstance(content, dict):
        for key, value in content.items():
            if isinstance(value, _NESTED):
                yield from _twice(value, f"{where}.{key}".lstrip("."))
    elif isinstance(content, list):
        for index, value in enumerate(content):
            if isinstance(value, _NESTED):
                yield from _twice(value, f"{where}[{index}]")
