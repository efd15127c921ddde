"""An invented letter of each kind, to see a text in before it is saved: nobody's case, and marked as a preview on each page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, cast

from grantdesk.documents import any_decision, notice_letter
from grantdesk.documents.layout import Letterhead
from grantdesk.documents.letter_facts import (
    AdvanceGrounds,
    Change,
    Cofinancing,
    Contact,
    CostLine,
    CoveringLetter,
    DecidedBy,
    DecisionLetter,
    DeMinimis,
    EarlierDecision,
    Ground,
    LaterKind,
    LaterLetter,
    Lowering,
    NamedAmount,
    PlanChange,
    Recipient,
    SetOff,
    SupplementLetter,
)
from grantdesk.documents.letter_sheet import SheetWriter
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.documents.specimen_words import EXAMPLES, kind_of
from grantdesk.domain import appeal
from grantdesk.domain.decision_kinds import CAUSES
from grantdesk.domain.messages import Language
from grantdesk.domain.money import Money

_NUMBER, _PAYMENT = EXAMPLES["case_number"], EXAMPLES["payment"]
_RECIPIENT = Recipient(EXAMPLES["recipient"], "559900-1004", number_is_personal=False)
_OUTCOMES = {"granted": "grant", "rejected": "reject", "dismissed": "dismiss", "written_off": "write_off"}


@dataclass(frozen=True)
class Setting:
    """What the specimen is printed with: the region's texts with the new words in, its head, and a scheme of its own."""

    texts: LetterTexts
    letterhead: Letterhead
    scheme: str
    ordinance: str
    on: date


def preview(key: str, setting: Setting, language: Language, *, words: str) -> bytes:
    """A letter that the text with the key is printed in, with the words themselves first, filled in with examples.

    Raises Refused where nothing is known of appeals under the ordinance.
    """
    return letter(key, setting, language).preview(words.format(**EXAMPLES))


def letter(key: str, setting: Setting, language: Language) -> SheetWriter:
    """A letter of the kind that the text with the key belongs to."""
    kind = kind_of(key)
    part, _, name = key.partition(".")
    if part == "ordinances":
        setting = replace(setting, ordinance=name.partition(".")[0])
    elif kind not in ("granted", "supplement", "covering"):
        setting = _knowing(kind, setting)
    return _MAKERS.get(kind, _later)(kind, key, setting, language)


def _knowing(kind: str, setting: Setting) -> Setting:
    """The setting under an ordinance by which such a decision can be taken; a set-off cannot by all of them."""
    known = setting.texts.ordinances
    if kind in _OUTCOMES or kind in known[setting.ordinance].basis:
        return setting
    return replace(
        setting, ordinance=next((number for number, law in known.items() if kind in law.basis), setting.ordinance)
    )


def _decision(kind: str, key: str, setting: Setting) -> dict[str, Any]:
    causes = CAUSES.get(kind, ())
    named = key.removeprefix(f"causes.{kind}_")
    return {
        "letterhead": setting.letterhead,
        "texts": setting.texts,
        "case_number": _NUMBER,
        "decided_on": setting.on,
        "recipient": _RECIPIENT,
        "scheme": setting.scheme,
        "ordinance": setting.ordinance,
        "measure": "…",
        "reasons": ("…",),
        "cause": (named if named in causes else causes[0]) if causes else "",
        "decided_by": DecidedBy(EXAMPLES["decider"], EXAMPLES["title"], EXAMPLES["ground"], ground_confirmed=True),
        "appeal": appeal.rule(setting.ordinance, kind, on=setting.on),
        "presented_by": EXAMPLES["presenter"],
        "grounds": (Ground(True, "…", "…", confirmed=False),),
    }


def _first(kind: str, key: str, setting: Setting, language: Language) -> SheetWriter:
    granted = kind == "granted"
    amount = Money.kronor(100_000 if granted else 0)
    facts = _decision(_OUTCOMES[kind], key, setting)
    more = _more_of_a_grant(setting) if granted else {}
    return any_decision.writer(
        DecisionLetter(
            **facts,
            **more,
            outcome=cast(Literal["granted", "rejected", "dismissed", "written_off"], kind),
            received_on=setting.on - timedelta(days=30),
            sections="",
            applied=Money.kronor(120_000),
            granted=amount,
            lines=(CostLine("…", Money.kronor(200_000), Money.kronor(200_000), Decimal("0.5"), amount),),
        ),
        language,
    )


def _more_of_a_grant(setting: Setting) -> dict[str, Any]:
    texts, year = setting.texts, timedelta(days=365)
    return {
        "period": (setting.on, setting.on + year),
        "financing": (NamedAmount("…", Money.kronor(60_000)),),
        "objectives": (NamedAmount("…", Money.kronor(100_000)),),
        "de_minimis": _de_minimis(setting),
        "cofinancing": Cofinancing(cast(Literal["eruf", "esf"], next(iter(texts.funds))), "…", Money.kronor(40_000)),
    }


def _de_minimis(setting: Setting) -> DeMinimis:
    regulation = next(iter(setting.texts.regulations))
    return DeMinimis(regulation, Decimal("9000.00"), Decimal("11.1111"), setting.on, EXAMPLES["rate_source"])


def _later(kind: str, key: str, setting: Setting, language: Language) -> SheetWriter:
    amount = Money(0) if key.endswith(("nothing_left", "revoke_anew")) else Money.kronor(100_000)
    facts = _decision(kind, key, setting)
    if key.endswith("withhold_ends"):
        facts |= {"cause": "ended"}
    if key.endswith("revoke_anew"):
        facts |= {"cause": "incorrect"}
    return any_decision.writer(
        LaterLetter(
            **facts | ({"de_minimis": _de_minimis(setting)} if kind == "change" else {}),
            kind=cast(LaterKind, kind),
            refers_to=EarlierDecision("…", setting.on - timedelta(days=100)),
            amount=amount,
            due_on=setting.on + timedelta(days=30) if kind == "recover" else None,
            changes=_CHANGES if kind == "change" else (),
            plan=(PlanChange("…", Money.kronor(200_000), Money.kronor(220_000)),) if kind == "change" else (),
            set_off=SetOff(_PAYMENT, Money.kronor(150_000), Money.kronor(20_000), amount)
            if kind == "set_off"
            else None,
            advance=AdvanceGrounds("…", "…") if kind == "advance" else None,
            lowering=_lowering(key) if kind == "lower" else None,
        ),
        language,
    )


def _lowering(key: str) -> Lowering:
    return Lowering(Money(0) if key.endswith("lower_whole") else Money.kronor(20_000), Money.kronor(30_000))


def _supplement(kind: str, key: str, setting: Setting, language: Language) -> SheetWriter:  # noqa: ARG001 - one of several
    said = SupplementLetter(
        letterhead=setting.letterhead,
        texts=setting.texts,
        case_number=_NUMBER,
        dated_on=setting.on,
        recipient=_RECIPIENT,
        scheme=setting.scheme,
        measure="…",
        received_on=setting.on - timedelta(days=10),
        points=("…", "…"),
        note="",
        due_on=setting.on + timedelta(days=21),
        consequence="decided" if key.endswith("supplement_decided") else "not_tried",
        contact=Contact(EXAMPLES["handler"], EXAMPLES["email"]),
    )
    return notice_letter.supplement(said, language)


def _covering(kind: str, key: str, setting: Setting, language: Language) -> SheetWriter:  # noqa: ARG001 - one of several
    said = CoveringLetter(
        letterhead=setting.letterhead,
        texts=setting.texts,
        case_number=_NUMBER,
        dated_on=setting.on,
        addressee=(_RECIPIENT.name,),
        heading="…",
        text="…",
        enclosures=("…",),
        contact=Contact(EXAMPLES["handler"], EXAMPLES["email"]),
    )
    return notice_letter.covering(said, language)


_CHANGES = (Change("granted", "…", "…"), Change("ends_on", "…", "…"), Change("conditions", "", "…"))
_MAKERS: Mapping[str, Callable[[str, str, Setting, Language], SheetWriter]] = {
    **dict.fromkeys(_OUTCOMES, _first),
    "supplement": _supplement,
    "covering": _covering,
}
