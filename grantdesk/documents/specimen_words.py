"""Which letter shows a text, and an example of everything that a text may name."""

from __future__ import annotations

from collections.abc import Mapping

from grantdesk.domain.decision_kinds import CAUSES

# The same in both languages: invented names, numbers and days.
EXAMPLES: Mapping[str, str] = {
    "amount": "100 000",
    "amount_eur": "9 000",
    "case_number": "GD-0000-0000",
    "costs": "200 000",
    "dated_on": "2030-01-15",
    "decided_on": "2030-01-15",
    "decider": "N. N.",
    "difference": "40 000",
    "due_on": "2030-02-14",
    "email": "n.n@example.org",
    "ends_on": "2030-12-31",
    "eu_amount": "40 000",
    "eur_rate": "11,1111",
    "fund": "…",
    "granted": "100 000",
    "ground": "§ 1",
    "handler": "N. N.",
    "interest_from": "2030-02-15",
    "kind": "…",
    "minutes": "§ 1",
    "ordinance": "0000:0000",
    "paid": "50 000",
    "payment": "UT-0000-0000",
    "payment_amount": "150 000",
    "presenter": "N. N.",
    "programme": "…",
    "rate_on": "2030-01-14",
    "rate_source": "ECB",
    "received_on": "2029-12-16",
    "recipient": "Exempel AB",
    "region": "…",
    "regulation": "…",
    "remaining": "20 000",
    "scheme": "…",
    "sections": "1 §",
    "starts_on": "2030-01-15",
    "title": "N.",
    "too_much": "30 000",
    "what": "…",
}
# Texts that only some letters print; all others stand in a grant.
_PRINTED_IN: Mapping[str, str] = {
    "rejected": "title_rejected rejected label_applicant",
    "dismissed": "title_dismissed dismissed",
    "written_off": "title_written_off written_off",
    "change": """title_change change change_rest change_conditions_none heading_changes heading_plan column_what column_before
        column_after what_granted what_ends_on what_conditions what_costs de_minimis_raise label_refers_to label_basis
        refers_to""",
    "revoke": "title_revoke revoke revoke_nothing_left revoke_anew label_amount no_automated_act",
    "withhold": "title_withhold title_withhold_ends withhold withhold_ends",
    "recover": "title_recover recover repay_how heading_repayment heading_interest label_due_on appeal_may appeal_how",
    "set_off": "title_set_off set_off set_off_rest heading_set_off",
    "advance": "title_advance advance advance_settled heading_advance label_special_reasons label_soundness",
    "lower": "title_lower lower lower_whole lower_interest lower_too_much heading_lower",
    "supplement": """title_supplement subject_supplement supplement_intro supplement_due supplement_not_tried
        supplement_decided heading_missing heading_due heading_contact contact dated_on""",
    "covering": "title_covering subject_covering covering_intro heading_enclosures",
}
_OF_TEXT = {name: kind for kind, names in _PRINTED_IN.items() for name in names.split()}
_OUTCOME_OF = {"dismiss": "dismissed", "write_off": "written_off"}


def kind_of(key: str) -> str:
    """The kind of letter that shows the text: a kind of later decision, an outcome, `supplement` or `covering`."""
    part, _, name = key.partition(".")
    if part == "texts":
        return _OF_TEXT.get(name, "granted")
    if part == "reasons":
        return "rejected"
    if part == "causes":
        kind = next(each for each in CAUSES if name.startswith(f"{each}_"))
        return _OUTCOME_OF.get(kind, kind)
    last = name.rpartition(".")[2]
    if last == "interest":
        return "recover"
    return last if f".basis.{last}" in f".{name}" else "granted"
