"""Loads every model, for those who need them all: the app, the command line and the migrations."""

from sqlalchemy import MetaData

from grantdesk.models import (
    absence,
    aid_register,
    appeal,
    assessment,
    bank,
    case,
    check,
    claim,
    claim_line,
    claim_paper,
    correspondence,
    decision,
    diary,
    drawing,
    event,
    forecast,
    frame,
    instalment,
    intake,
    ledger,
    letter,
    letter_text,
    meeting,
    organisation,
    payee,
    payment,
    period,
    proposal,
    reconciliation,
    reference,
    repayment,
    rule_version,
    secrecy,
    series,
    undertaking,
    user,
    watch,
)
from grantdesk.models.base import Base

LOADED = (
    absence, aid_register, appeal, assessment, bank, case, check, claim, claim_line, claim_paper, correspondence,
    decision, diary, drawing, event, forecast, frame, instalment, intake, ledger, letter, letter_text, meeting,
    organisation, payee, payment, period, proposal, reconciliation, reference, repayment, rule_version, secrecy,
    series, undertaking, user, watch,
)  # fmt: skip


def metadata() -> MetaData:
    """The tables of every model."""
    return Base.metadata
