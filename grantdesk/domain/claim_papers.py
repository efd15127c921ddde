"""What must come with a claim before it is approved: the report on the work, an inspector's word, and how things were bought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import Parameter, message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.provisions import InspectorReport
from grantdesk.domain.rulebook import RuleValue, Series

INSPECTOR_REPORT = "inspector_report"
ATTACHMENT_KINDS = ("invoice", "ledger_extract", "progress_report", INSPECTOR_REPORT, "procurement", "other")
MANNERS = ("direct", "quotes", "framework", "tender", "exempt")
IN_ORDER, REMARKS, NOT_IN_ORDER = "in_order", "remarks", "not_in_order"
INSPECTIONS = (IN_ORDER, REMARKS, NOT_IN_ORDER)
# The states in which a claim can still be judged otherwise than it has been.
OPEN_STATES = ("draft", "submitted")
# Nothing is paid on these, and what came with them may come with another claim.
GIVEN_UP = ("refused", "withdrawn")
# What is bought without naming a supplier is the claim as a whole.
THE_CLAIM = ""
LONGEST_NAME, LONGEST_SUPPLIER, LONGEST_TEXT = 150, 200, 10_000


@dataclass(frozen=True)
class Bought:
    """What the claim's rows have from one supplier: the name as first written, and the sum without value-added tax."""

    supplier: str
    amount: Money


@dataclass(frozen=True)
class Asked:
    """The rules that a claim is judged by, as of one day; None where there is none."""

    progress_report: RuleValue[tuple[str, ...]] | None
    inspector_report: RuleValue[InspectorReport] | None
    supplier_checked_above: RuleValue[Money] | None

    @classmethod
    def on(
        cls,
        day: date,
        progress: Series[tuple[str, ...]],
        inspector: Series[InspectorReport],
        supplier: Series[Money],
    ) -> Asked:
        return cls(progress.on(day), inspector.on(day), supplier.on(day))

    def wants_report(self, kind: str) -> bool:
        """Whether a claim of the kind comes with a report on the work."""
        return self.progress_report is not None and kind in self.progress_report.value

    def wants_inspector(self, granted: Money) -> bool:
        """Whether a claim on so large a grant comes with an inspector's report."""
        return self.inspector_report is not None and granted > self.inspector_report.value.above

    def to_check(self, bought: Iterable[Bought]) -> tuple[Bought, ...]:
        """The suppliers for each of whom it is to be said how the purchase was made; none where there is no such rule."""
        row = self.supplier_checked_above
        return () if row is None else tuple(one for one in bought if one.amount > row.value)


@dataclass(frozen=True)
class There:
    """What a claim has: its kind, what is granted in its case, what it came with, and what was found."""

    kind: str
    granted: Money
    has_report: bool
    inspection: str | None
    bought: tuple[Bought, ...]
    checked: frozenset[str]


def same(supplier: str) -> str:
    """A supplier's name as it is compared: capitals and spaces make no other supplier."""
    return " ".join(supplier.split()).casefold()


def by_supplier(rows: Iterable[tuple[str, Money]]) -> tuple[Bought, ...]:
    """The sum from each supplier, the largest first; rows without a supplier are of none."""
    names: dict[str, str] = {}
    sums: dict[str, Money] = {}
    for supplier, amount in rows:
        if key := same(supplier):
            names.setdefault(key, " ".join(supplier.split()))
            sums[key] = sums.get(key, ZERO) + amount
    return tuple(Bought(names[key], sums[key]) for key in sorted(sums, key=lambda key: (-sums[key].ore, key)))


def findings(asked: Asked, there: There) -> list[Finding]:
    """What the rules on papers say of the claim; one that is not met keeps it from being approved."""
    return [*_report(asked, there), *_inspection(asked, there), *_suppliers(asked, there)]


def _report(asked: Asked, there: There) -> Iterator[Finding]:
    if asked.progress_report is not None and asked.wants_report(there.kind):
        yield _finding("claim_papers.progress_report", there.has_report, asked.progress_report.source)


def _inspection(asked: Asked, there: There) -> Iterator[Finding]:
    row = asked.inspector_report
    if row is None or not asked.wants_inspector(there.granted):
        return
    if there.inspection is None:
        said = message("finding.claim_papers.inspector_report.not", above=row.value.above, granted=there.granted)
    else:
        # What was found stops nothing: whoever approves sees it, and approves less where it comes to that.
        said = message(f"finding.claim_papers.inspector_report.{there.inspection}")
    yield Finding("claim_papers.inspector_report", there.inspection is not None, said, row.source)


def _suppliers(asked: Asked, there: There) -> Iterator[Finding]:
    row = asked.supplier_checked_above
    if row is None:
        return
    for one in asked.to_check(there.bought):
        is_checked = same(one.supplier) in there.checked
        yield _finding(
            "claim_papers.procurement", is_checked, row.source,
            supplier=one.supplier, amount=one.amount, above=row.value,
        )  # fmt: skip


def _finding(rule: str, met: bool, source: Source, **said: Parameter) -> Finding:
    return Finding(rule, met, message(f"finding.{rule}" if met else f"finding.{rule}.not", **said), source)


def unmet(found: Sequence[Finding]) -> list[Finding]:
    return [one for one in found if not one.met]
