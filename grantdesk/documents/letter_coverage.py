"""Which letters a region could not write: the decisions that its own texts lack words for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.domain.county import County
from grantdesk.domain.fields import InputError
from grantdesk.domain.messages import message
from grantdesk.domain.scheme import Scheme

# The fund whose name the letter about a co-financed project gives.
_FUND = "eruf"


def lacking(texts: LetterTexts, county: County, *, file: str) -> Iterator[InputError]:
    """What `file` lacks for a letter about each of the county's schemes, once each."""
    said: set[tuple[str, str]] = set()
    for scheme in county.schemes.values():
        for table, key, there in _needed(scheme, texts):
            if key not in there and (table, key) not in said:
                said.add((table, key))
                yield InputError(f"{file}: {table}", message("region.letter_lacks", what=key, scheme=scheme.code))


def _needed(scheme: Scheme, texts: LetterTexts) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    yield "ordinances", scheme.ordinance.removeprefix("SFS "), texts.ordinances
    if scheme.de_minimis:
        yield "regulations", scheme.de_minimis, texts.regulations
    if scheme.eu_financed:
        yield "funds", _FUND, texts.funds
