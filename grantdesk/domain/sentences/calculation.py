"""Sentences of the calculation of aid and its input errors: key, then Swedish and English."""

from grantdesk.domain.sentences.explanation import SENTENCES as _EXPLANATION
from grantdesk.domain.sentences.input import SENTENCES as _INPUT
from grantdesk.domain.sentences.named import SENTENCES as _NAMED
from grantdesk.domain.sentences.rule_files import SENTENCES as _RULE_FILES
from grantdesk.domain.sentences.rules import SENTENCES as _RULES
from grantdesk.domain.sentences.service import SENTENCES as _SERVICE

SENTENCES: dict[str, tuple[str, str]] = _EXPLANATION | _INPUT | _NAMED | _RULE_FILES | _RULES | _SERVICE
