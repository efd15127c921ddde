"""What the rules are asked: one application under one scheme, by the rules of the day it was received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from grantdesk.domain.county import County
from grantdesk.domain.facts import Application
from grantdesk.domain.fields import T
from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import Both, Message, in_both, message, percent
from grantdesk.domain.municipalities import Municipality
from grantdesk.domain.rulebook import RuleValue, Series
from grantdesk.domain.scheme import Rules, Scheme


@dataclass(frozen=True)
class Question:
    """An application, the county it concerns and the scheme it is for.

    Every rule asks for what follows from them, so that is looked up once, when the question is put.
    """

    application: Application
    county: County
    scheme: Scheme
    on: date = field(init=False)
    rules: Rules = field(init=False)
    municipality: Municipality = field(init=False)
    _rows: Mapping[int, RuleValue[Any]] = field(init=False)

    def __post_init__(self) -> None:
        follows = object.__setattr__
        follows(self, "on", self.application.received_on)
        follows(self, "rules", self.scheme.rules)
        follows(self, "municipality", self.county.municipality(self.application.applicant.municipality))
        follows(self, "_rows", self.scheme.rows_on(self.on))

    @property
    def law(self) -> Source:
        return self.scheme.law

    def row(self, series: Series[T]) -> RuleValue[T] | None:
        """The row of a rule that is in force that day."""
        known = self._rows.get(id(series))
        if known is not None:
            return known
        # Most rules are other schemes', and have no rows here.
        return series.on(self.on) if series.values else None

    def states(self, circumstance: str) -> bool:
        return circumstance in self.application.circumstances.flags


def note(rule: str, reason: Message, source: Source) -> Finding:
    """Something the reader should know that stops nothing."""
    return Finding(rule, True, reason, source)


@cache
def shown(rate: Decimal) -> Both:
    """A share as a reader sees it."""
    return Both(percent(rate, "sv"), percent(rate, "en"))


@cache
def named(key: str) -> Both:
    """The name of a thing in both languages."""
    texts = in_both(message(key))
    return Both(texts["sv"], texts["en"])


@cache
def named_all(kind: str, codes: tuple[str, ...]) -> Both:
    """The names of things of one kind, such as sizes, in one list."""
    return listed([named(f"{kind}.{code}") for code in codes])


def listed(names: list[Both]) -> Both:
    return Both(", ".join(name.sv for name in names), ", ".join(name.en for name in names))
