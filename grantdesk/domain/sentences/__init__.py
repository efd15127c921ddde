"""Every sentence that domain and actions say to a reader, in Swedish and English, by key.

A sentence says what happened, where, and what would be right. `{name}` is a parameter; amounts, dates and shares are
written in the reader's form by `messages.render`.
"""

from grantdesk.domain.sentences import (
    almi,
    appeals,
    bank_answers,
    bank_reasons,
    board,
    board_papers,
    calculation,
    checks,
    claim_lines,
    claim_papers,
    claim_signals,
    comparison,
    copies,
    county_map,
    delegation,
    diary,
    euro,
    events,
    forecasts,
    frames,
    instalments,
    intake,
    later,
    letters,
    payees,
    payout_files,
    payouts,
    periods,
    places,
    proposals,
    reconciliation_paper,
    refunds,
    refusals,
    repayments,
    rule_names,
    rule_versions,
    secrecy,
    state_aid,
    texts,
    undertakings,
    watches,
)

Sentences = dict[str, tuple[str, str]]


def _merged(*tables: Sentences) -> Sentences:
    merged: Sentences = {}
    for table in tables:
        twice = merged.keys() & table.keys()
        if twice:
            raise KeyError(f"two sentences for {sorted(twice)}")
        merged |= table
    return merged


SENTENCES: Sentences = _merged(
    almi.SENTENCES,
    appeals.SENTENCES,
    bank_answers.SENTENCES,
    bank_reasons.SENTENCES,
    board.SENTENCES,
    board_papers.SENTENCES,
    calculation.SENTENCES,
    checks.SENTENCES,
    claim_papers.SENTENCES,
    claim_lines.SENTENCES,
    claim_signals.SENTENCES,
    comparison.SENTENCES,
    copies.SENTENCES,
    county_map.SENTENCES,
    delegation.SENTENCES,
    diary.SENTENCES,
    euro.SENTENCES,
    events.SENTENCES,
    forecasts.SENTENCES,
    frames.SENTENCES,
    instalments.SENTENCES,
    intake.SENTENCES,
    later.SENTENCES,
    letters.SENTENCES,
    payees.SENTENCES,
    payout_files.SENTENCES,
    payouts.SENTENCES,
    periods.SENTENCES,
    places.SENTENCES,
    proposals.SENTENCES,
    reconciliation_paper.SENTENCES,
    refunds.SENTENCES,
    refusals.SENTENCES,
    repayments.SENTENCES,
    rule_names.SENTENCES,
    rule_versions.SENTENCES,
    secrecy.SENTENCES,
    state_aid.SENTENCES,
    texts.SENTENCES,
    undertakings.SENTENCES,
    watches.SENTENCES,
)
