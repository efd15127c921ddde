"""The kinds of decision there are: what ends an application, what comes later, and the grounds that the law asks for."""

from __future__ import annotations

from collections.abc import Mapping

GRANT, REJECT, DISMISS, WRITE_OFF = "grant", "reject", "dismiss", "write_off"
CHANGE, REVOKE, WITHHOLD, RECOVER, SET_OFF = "change", "revoke", "withhold", "recover", "set_off"
ADVANCE, LOWER = "advance", "lower"
# A case has one first decision. A later one refers to the decision that it is about.
FIRST_KINDS = (GRANT, REJECT, DISMISS, WRITE_OFF)
LATER_KINDS = (CHANGE, REVOKE, WITHHOLD, RECOVER, SET_OFF, ADVANCE, LOWER)
KINDS = (*FIRST_KINDS, *LATER_KINDS)

# 41 § SFS 2022:1467, 29 § SFS 2022:1468, 33 § SFS 2024:1243: the same four for what is withheld and what is recovered.
_FOUR = ("wrong_data", "granted_in_error", "not_for_purpose", "conditions_broken")
# A decision that went against the applicant is revoked on this ground, and the application is tried again (37-38 §§ FL).
INCORRECT = "incorrect"
# What the decision rests on, where a decision of the kind has to say so; `ended` is a withholding that no longer holds.
CAUSES: Mapping[str, tuple[str, ...]] = {
    DISMISS: ("incomplete", "not_competent", "no_party", "late"),
    WRITE_OFF: ("withdrawn", "ceased", "without_object"),
    REVOKE: ("own_request", "reserved", "wrong_data", "safety", "incorrect"),
    WITHHOLD: (*_FOUR, "ended"),
    RECOVER: _FOUR,
    # 37 and 38 §§ FL; the ordinances let what is wanted back be lowered for special reasons too.
    LOWER: ("mistaken", "new_facts", "special_reasons"),
}
# Whoever may decide to recover as much may decide that it is not to be: the delegation orders do not name it by itself.
_RULED_AS: Mapping[str, str] = {LOWER: RECOVER}


def ruled_as(kind: str) -> str:
    """The kind whose rows in the delegation order say who may decide."""
    return _RULED_AS.get(kind, kind)
