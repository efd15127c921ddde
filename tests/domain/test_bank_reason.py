"""The bank's codes are told in words, and what it wrote is kept beside them."""

from __future__ import annotations

import pytest

from grantdesk.domain import bank_reason
from grantdesk.domain.messages import Both
from grantdesk.domain.sentences import bank_reasons


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("RJCT: AC04 Kontot är avslutat", Both("kontot är avslutat", "the account is closed")),
        ("AC06", Both("kontot är spärrat", "the account is blocked")),
        (
            "RJCT: AC04; AM04; AC04 igen",
            Both(
                "kontot är avslutat; det saknas pengar på kontot",
                "the account is closed; there is not enough money on the account",
            ),
        ),
        ("RJCT: ZZ99 Något annat", None),
        ("RJCT", None),
        ("XAC04 AC041 ac04", None),
        ("", None),
    ],
)
def test_what_the_codes_in_a_reason_mean(reason: str, words: Both | None) -> None:
    assert bank_reason.in_words(reason) == words


def test_what_the_bank_wrote_stands_beside_the_words() -> None:
    assert bank_reason.with_words("RJCT: AC04") == Both(
        "kontot är avslutat (RJCT: AC04)", "the account is closed (RJCT: AC04)"
    )
    assert bank_reason.with_words("Kontot finns inte") == "Kontot finns inte"


def test_no_words_end_a_sentence_or_begin_one() -> None:
    for key, texts in bank_reasons.SENTENCES.items():
        assert all(text[0].islower() or text.startswith("BIC") for text in texts), key
        assert not any(text.endswith(".") for text in texts), key
