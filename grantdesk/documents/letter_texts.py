"""The texts of the letters, parsed from a region's own file and checked before any letter is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from grantdesk.documents import placeholders
from grantdesk.documents.text_keys import BASIS_KINDS, CAUSE_TEXTS, TEXTS
from grantdesk.domain.messages import Both, Language, render
from grantdesk.domain.vocabulary import SCHEMES

_NO_SOURCE = Both("", "")


class WrongLetterTexts(ValueError):
    """The file of letter texts cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class LetterText:
    """A text in both languages. One that is not confirmed has the source that the letter names.

    `schemes` are the codes of the only schemes whose letters print it, where an ordinance says more of some than of others.
    """

    words: Both
    confirmed: bool = True
    source: Both = _NO_SOURCE
    valid_from: date = date.min
    schemes: tuple[str, ...] = ()

    def concerns(self, scheme: str) -> bool:
        """Whether it is printed in a decision under the scheme; one that names no scheme is printed under each."""
        return not self.schemes or scheme in self.schemes

    def filled(self, language: Language, **facts: str) -> str:
        written = self.words.sv if language == "sv" else self.words.en
        return written.format(**facts)

    def named_source(self, language: Language) -> str:
        return self.source.sv if language == "sv" else self.source.en


@dataclass(frozen=True)
class OrdinanceTexts:
    """What a decision says because of the ordinance that it rests on."""

    name: LetterText
    appeal: tuple[LetterText, ...]
    conditions: tuple[LetterText, ...]
    payment: tuple[LetterText, ...]
    notify: tuple[LetterText, ...]
    withholding_intro: LetterText
    withholding: tuple[LetterText, ...]
    recovery: tuple[LetterText, ...]
    interest: LetterText
    basis: Mapping[str, LetterText]
    """The sections that a later decision rests on, by its kind; those that the ordinance knows."""

    def of_scheme(self, scheme: str) -> OrdinanceTexts:
        def those(listed: tuple[LetterText, ...]) -> tuple[LetterText, ...]:
            return tuple(text for text in listed if text.concerns(scheme))

        return replace(
            self,
            appeal=those(self.appeal),
            conditions=those(self.conditions),
            payment=those(self.payment),
            notify=those(self.notify),
            withholding=those(self.withholding),
            recovery=those(self.recovery),
        )


@dataclass(frozen=True)
class LetterTexts:
    """All texts of the letters, by key; ordinances by number, such as `2022:1467`.

    `reasons` are reasons for a rejection that come again and again, for whoever decides to begin with.
    """

    texts: Mapping[str, LetterText]
    causes: Mapping[str, LetterText]
    reasons: Mapping[str, LetterText]
    funds: Mapping[str, LetterText]
    regulations: Mapping[str, LetterText]
    ordinances: Mapping[str, OrdinanceTexts]

    def of_scheme(self, scheme: str) -> LetterTexts:
        """The texts without those that concern other schemes only."""
        return replace(self, ordinances={number: law.of_scheme(scheme) for number, law in self.ordinances.items()})


def parse(written: Mapping[str, object], *, file: str) -> LetterTexts:
    """The texts as a letter uses them. Raises WrongLetterTexts naming `file` and key at the first thing that is wrong."""
    reader = _Reader(file)
    reader.keys(written, frozenset(LetterTexts.__dataclass_fields__), under="")
    ordinances = reader.table(written["ordinances"], "ordinances")
    return LetterTexts(
        texts=reader.all_texts(written["texts"], TEXTS, "texts"),
        causes=reader.all_texts(written["causes"], CAUSE_TEXTS, "causes"),
        reasons=dict(reader.named_texts(written["reasons"], "reasons")),
        funds=dict(reader.named_texts(written["funds"], "funds")),
        regulations=dict(reader.named_texts(written["regulations"], "regulations")),
        ordinances={key: reader.ordinance(table, f"ordinances.{key}") for key, table in ordinances.items()},
    )


class _Reader:
    """Reads one file and says in which file and under which key something is wrong."""

    def __init__(self, file: str) -> None:
        self._file = file

    def wrong(self, key: str, problem: str) -> WrongLetterTexts:
        return WrongLetterTexts(f"{self._file}: {key}: {problem}")

    def keys(self, table: Mapping[str, object], expected: frozenset[str], *, under: str) -> None:
        dot = f"{under}." if under else ""
        for missing in sorted(expected - table.keys()):
            raise self.wrong(f"{dot}{missing}", "is missing")
        for unknown in sorted(table.keys() - expected):
            raise self.wrong(f"{dot}{unknown}", "is not a key that the letter uses")

    def table(self, written: object, key: str) -> Mapping[str, object]:
        if not isinstance(written, Mapping) or not written:
            raise self.wrong(key, "must be a table that is not empty")
        return cast(Mapping[str, object], written)

    def all_texts(self, written: object, expected: frozenset[str], key: str) -> Mapping[str, LetterText]:
        table = self.table(written, key)
        self.keys(table, expected, under=key)
        return {name: self.text(table[name], f"{key}.{name}") for name in sorted(expected)}

    def named_texts(self, written: object, key: str) -> Iterator[tuple[str, LetterText]]:
        for name, text in self.table(written, key).items():
            yield name, self.text(text, f"{key}.{name}")

    def ordinance(self, written: object, key: str) -> OrdinanceTexts:
        table = self.table(written, key)
        self.keys(table, frozenset(OrdinanceTexts.__dataclass_fields__), under=key)
        return OrdinanceTexts(
            name=self.text(table["name"], f"{key}.name"),
            appeal=self.texts(table["appeal"], f"{key}.appeal"),
            conditions=self.texts(table["conditions"], f"{key}.conditions"),
            payment=self.texts(table["payment"], f"{key}.payment"),
            notify=self.texts(table["notify"], f"{key}.notify"),
            withholding_intro=self.text(table["withholding_intro"], f"{key}.withholding_intro"),
            withholding=self.texts(table["withholding"], f"{key}.withholding"),
            recovery=self.texts(table["recovery"], f"{key}.recovery"),
            interest=self.text(table["interest"], f"{key}.interest"),
            basis=self.basis(table["basis"], f"{key}.basis"),
        )

    def basis(self, written: object, key: str) -> Mapping[str, LetterText]:
        table = self.table(written, key)
        self.keys(table, BASIS_KINDS & table.keys(), under=key)
        return dict(self.named_texts(table, key))

    def texts(self, written: object, key: str) -> tuple[LetterText, ...]:
        if not isinstance(written, Sequence) or isinstance(written, str) or not written:
            raise self.wrong(key, "must be a list of texts that is not empty")
        return tuple(self.text(text, f"{key}[{index}]") for index, text in enumerate(written))

    def text(self, written: object, key: str) -> LetterText:
        table = self.table(written, key)
        for unknown in sorted(table.keys() - {"sv", "en", "confirmed", "source", "valid_from", "schemes"}):
            raise self.wrong(f"{key}.{unknown}", "is not a key of a text")
        words = self.both(table, key)
        self.same_placeholders(words, key)
        confirmed = table.get("confirmed", True)
        if not isinstance(confirmed, bool) or confirmed == ("source" in table):
            raise self.wrong(f"{key}.confirmed", "must be false with a source, or left out without one")
        source = _NO_SOURCE if confirmed else self.both(self.table(table["source"], f"{key}.source"), f"{key}.source")
        valid_from = table.get("valid_from", date.min)
        if not isinstance(valid_from, date):
            raise self.wrong(f"{key}.valid_from", "must be a date")
        return LetterText(words, confirmed, source, valid_from, self.schemes(table, key))

    def schemes(self, table: Mapping[str, object], key: str) -> tuple[str, ...]:
        if "schemes" not in table:
            return ()
        named = table["schemes"]
        if not isinstance(named, list) or not named or not all(code in SCHEMES for code in named):
            raise self.wrong(f"{key}.schemes", f"must be a list of some of {', '.join(SCHEMES)}")
        return tuple(named)

    def both(self, table: Mapping[str, object], key: str) -> Both:
        for language in ("sv", "en"):
            written = table.get(language)
            if not isinstance(written, str) or not written.strip():
                raise self.wrong(f"{key}.{language}", "must be a text that is not empty")
        return Both(str(table["sv"]), str(table["en"]))

    def same_placeholders(self, words: Both, key: str) -> None:
        """Both languages name the same things, and only what this text may name."""
        for language, reason in placeholders.faults(words, key):
            raise self.wrong(f"{key}.{language}", render(reason, "en"))
