"""Sentences of the calculation of aid and its input errors: key, then Swedish and English."""

from grantdesk.domain.sentences.input import SENTENCES as _INPUT
from grantdesk.domain.sentences.rules import SENTENCES as _RULES
from grantdesk.domain.sentences.service import SENTENCES as _SERVICE

SENTENCES: dict[str, tuple[str, str]] = _INPUT | _RULES | _SERVICE
