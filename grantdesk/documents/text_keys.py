"""Which texts the letters are made of, and what each may name: `{amount}`, `{case_number}` and so on."""

from __future__ import annotations

from collections.abc import Mapping

from grantdesk.domain.decision_kinds import CAUSES, LATER_KINDS

_NOTHING: frozenset[str] = frozenset()


def _names(written: str) -> frozenset[str]:
    return frozenset(written.split())


_PARTIES = "region recipient scheme"
# What each text names, in both languages. A text that is not listed here names nothing.
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    f"texts.{key}": _names(named)
    for key, named in {
        "subject": "case_number",
        "subject_supplement": "case_number",
        "subject_covering": "case_number",
        "case_number": "case_number",
        "decided_on": "decided_on",
        "dated_on": "dated_on",
        "granted": f"{_PARTIES} granted",
        "rejected": _PARTIES,
        "dismissed": _PARTIES,
        "written_off": _PARTIES,
        "change": _PARTIES,
        "revoke": f"{_PARTIES} amount",
        "revoke_nothing_left": _PARTIES,
        "revoke_anew": _PARTIES,
        "withhold": f"{_PARTIES} amount",
        "withhold_ends": _PARTIES,
        "recover": f"{_PARTIES} amount due_on",
        "set_off": f"{_PARTIES} amount payment",
        "advance": f"{_PARTIES} amount",
        "lower": f"{_PARTIES} amount remaining",
        "lower_whole": f"{_PARTIES} amount",
        "lower_interest": "remaining",
        "lower_too_much": "too_much region",
        "refers_to": "kind decided_on case_number",
        "change_rest": "decided_on",
        "repay_how": "amount due_on case_number region",
        "set_off_rest": "payment payment_amount paid remaining",
        "period": "starts_on ends_on",
        "financing_grant": "region",
        "financing_below_costs": "costs difference",
        "financing_above_costs": "costs difference",
        "unconfirmed": "what",
        "de_minimis_aid": "regulation",
        "de_minimis_amount": "amount_eur eur_rate rate_on rate_source",
        "de_minimis_raise": "amount_eur eur_rate rate_on rate_source",
        "cofinancing": "fund programme",
        "cofinancing_amount": "eu_amount",
        "decided_by_delegation": "decider title ground",
        "decided_by_board": "decider minutes ground",
        "presented_by": "presenter",
        "appeal_may": "sections ordinance",
        "appeal_how": "region",
        "supplement_intro": f"{_PARTIES} received_on",
        "supplement_due": "due_on case_number region",
        "covering_intro": "region case_number",
        "contact": "handler region email",
    }.items()
}
# What a text may name and need not: one ordinance counts interest from a day, another leaves it to an act.
OPTIONAL: Mapping[str, frozenset[str]] = {"interest": frozenset({"interest_from"})}

_EVERY_TEXT = """
title_granted title_rejected title_dismissed title_written_off title_change title_revoke title_withhold title_withhold_ends
title_recover title_set_off title_advance title_lower title_supplement title_covering
subject subject_supplement subject_covering case_number decided_on dated_on
granted rejected dismissed written_off change revoke revoke_nothing_left revoke_anew withhold withhold_ends recover set_off
advance lower lower_whole refers_to change_rest change_conditions_none repay_how set_off_rest advance_settled
lower_interest lower_too_much
personal_number_note heading_decision heading_measure heading_costs heading_financing heading_objectives heading_reasons
heading_grounds heading_conditions heading_payment heading_notify heading_withholding heading_de_minimis heading_cofinancing
heading_unconfirmed heading_decider heading_appeal heading_changes heading_plan heading_repayment
heading_interest heading_set_off heading_advance heading_lower heading_missing heading_due heading_enclosures heading_contact
label_recipient label_applicant label_organisation_number label_personal_number label_scheme label_ordinance
label_received_on label_applied label_granted label_period label_refers_to label_basis label_amount label_due_on
label_special_reasons label_soundness period
column_category column_cost column_eligible column_rate column_aid column_source column_amount column_objective
column_rule column_met column_ground column_what column_before column_after
what_granted what_ends_on what_conditions what_costs sum met not_met
unconfirmed_intro unconfirmed_mark unconfirmed de_minimis_aid de_minimis_amount de_minimis_raise de_minimis_state
de_minimis_register cofinancing cofinancing_amount decided_by_delegation decided_by_board presented_by
no_automated_decision no_automated_act financing_grant financing_below_costs financing_above_costs
preview preview_note appeal_may appeal_how
supplement_intro supplement_due supplement_not_tried supplement_decided covering_intro contact
"""
TEXTS = frozenset(_EVERY_TEXT.split())
# Why a decision was taken, where its kind has to say so: `withhold_wrong_data` and so on.
CAUSE_TEXTS = frozenset(f"{kind}_{cause}" for kind, causes in CAUSES.items() for cause in causes)
# By which sections of its ordinance a later decision is taken.
BASIS_KINDS = frozenset(LATER_KINDS)


def named_by(key: str) -> tuple[frozenset[str], frozenset[str]]:
    """What the text with the key must name, and what it may name."""
    must = PLACEHOLDERS.get(key, _NOTHING)
    return must, must | OPTIONAL.get(key.rpartition(".")[2] if key.startswith("ordinances.") else key, _NOTHING)
