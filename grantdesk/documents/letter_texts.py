"""The texts of the decision letter, parsed from a region's own file and checked before any letter is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter
from typing import cast

from grantdesk.domain.messages import Both, Language
from grantdesk.domain.vocabulary import SCHEMES

# What each text may name. A text that is not listed here names nothing.
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "texts.subject": frozenset({"case_number"}),
    "texts.case_number": frozenset({"case_number"}),
    "texts.decided_on": frozenset({"decided_on"}),
    "texts.granted": frozenset({"region", "recipient", "granted", "scheme"}),
    "texts.rejected": frozenset({"region", "recipient", "scheme"}),
    "texts.period": frozenset({"starts_on", "ends_on"}),
    "texts.financing_grant": frozenset({"region"}),
    "texts.financing_below_costs": frozenset({"costs", "difference"}),
    "texts.financing_above_costs": frozenset({"costs", "difference"}),
    "texts.unconfirmed": frozenset({"what"}),
    "texts.de_minimis_aid": frozenset({"regulation"}),
    "texts.de_minimis_amount": frozenset({"amount_eur", "eur_rate", "rate_on", "rate_source"}),
    "texts.cofinancing": frozenset({"fund", "programme"}),
    "texts.cofinancing_amount": frozenset({"eu_amount"}),
    "texts.decided_by_delegation": frozenset({"decider", "title", "ground"}),
    "texts.decided_by_board": frozenset({"decider", "minutes", "ground"}),
    "texts.presented_by": frozenset({"presenter"}),
    "texts.appeal_may": frozenset({"sections", "ordinance"}),
    "texts.appeal_how": frozenset({"region"}),
}
_EVERY_TEXT = """
title_granted title_rejected subject case_number decided_on granted rejected personal_number_note heading_decision
heading_measure heading_costs heading_financing heading_objectives heading_reasons heading_grounds
heading_conditions heading_payment heading_notify heading_withholding heading_de_minimis heading_cofinancing
heading_unconfirmed heading_decider heading_appeal label_recipient label_applicant label_organisation_number
label_personal_number label_scheme label_ordinance label_received_on label_applied label_granted label_period period
column_category column_cost column_eligible column_rate column_aid column_source column_amount column_objective
column_rule column_met column_ground sum met not_met unconfirmed_intro unconfirmed_mark unconfirmed de_minimis_aid
de_minimis_amount de_minimis_state de_minimis_register cofinancing cofinancing_amount decided_by_delegation
decided_by_board presented_by no_automated_decision financing_grant financing_below_costs financing_above_costs
preview preview_note appeal_may appeal_how
"""
TEXTS = frozenset(_EVERY_TEXT.split())
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
    """All texts of the decision letter, by key; ordinances by number, such as `2022:1467`."""

    texts: Mapping[str, LetterText]
    funds: Mapping[str, LetterText]
    regulations: Mapping[str, LetterText]
    ordinances: Mapping[str, OrdinanceTexts]

    def of_scheme(self, scheme: str) -> LetterTexts:
        """The texts without those that concern other schemes only."""
        return replace(self, ordinances={number: law.of_scheme(scheme) for number, law in self.ordinances.items()})


def parse(written: Mapping[str, object], *, file: str) -> LetterTexts:
    """The texts as a letter uses them. Raises WrongLetterTexts naming `file` and key at the first thing that is wrong."""
    reader = _Reader(file)
    reader.keys(written, frozenset({"texts", "funds", "regulations", "ordinances"}), under="")
    texts = reader.table(written["texts"], "texts")
    reader.keys(texts, TEXTS, under="texts")
    ordinances = reader.table(written["ordinances"], "ordinances")
    return LetterTexts(
        texts={key: reader.text(texts[key], f"texts.{key}") for key in sorted(TEXTS)},
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
        )

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
        allowed = PLACEHOLDERS.get(key, frozenset())
        for language, written in (("sv", words.sv), ("en", words.en)):
            named = self.placeholders(written, f"{key}.{language}")
            for unknown in sorted(named - allowed):
                raise self.wrong(
                    f"{key}.{language}", f"unknown placeholder {{{unknown}}}; it may use {sorted(allowed)}"
                )
            for missing in sorted(allowed - named):
                raise self.wrong(f"{key}.{language}", f"must name {{{missing}}}")

    def placeholders(self, written: str, key: str) -> frozenset[str]:
        try:
            parts = list(Formatter().parse(written))
        except ValueError as problem:
            raise self.wrong(key, str(problem)) from problem
        if any(specification or conversion for _, _, specification, conversion in parts):
            raise self.wrong(key, "a placeholder is a plain {name}")
        return frozenset(name for _, name, _, _ in parts if name is not None)
