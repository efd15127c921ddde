"""How a letter is sent, and which days of it can be true."""

from __future__ import annotations

import re
from datetime import date

from grantdesk.domain.refusal import Refused

POST, EMAIL, DIGITAL_MAILBOX, HANDED_OVER = "post", "email", "digital_mailbox", "handed_over"
MEANS = (POST, EMAIL, DIGITAL_MAILBOX, HANDED_OVER)
# How many days a decision without a letter sent is in the pile of those who send. Decisions older than that, such as
# those taken before the desk knew of dispatch, have had their letters sent otherwise.
DAYS_IN_PILE = 60
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def refuse_what_leads_nowhere(means: str, *, name: str, address: str) -> None:
    """Raises Refused where nobody could tell to whom the letter went; what is handed over needs no address."""
    if means not in MEANS:
        raise ValueError(f"{means} is no way to send a letter")
    if not name.strip():
        raise Refused("dispatch.without_name")
    if means != HANDED_OVER and not address.strip():
        raise Refused("dispatch.without_address")
    if means == EMAIL and not _EMAIL.fullmatch(address.strip()):
        raise Refused("dispatch.no_email", address=address.strip())


def refuse_a_day_to_come(day: date, *, today: date) -> None:
    if day > today:
        raise Refused("dispatch.later", on=day, today=today)
