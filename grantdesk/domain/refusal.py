"""What an act answers when it may not be done."""

from __future__ import annotations

from grantdesk.domain.messages import Both, Message, Parameter, message, render


class Refused(Exception):
    """An act was refused; nothing has been written. `reason` is a sentence for the reader.

    Subclasses are named by what was refused, so that a caller can tell them apart.
    """

    def __init__(self, key: str, **parameters: Parameter | Both) -> None:
        self.reason: Message = message(key, **parameters)
        super().__init__(render(self.reason, "en"))


class OutsideDelegation(Refused):
    """The person may not take this decision, for this sum, on this day."""


class CeilingExceeded(Refused):
    """More than what is left."""


class FrameExceeded(Refused):
    """The year's budget frame or commitment authority has no room, or there is none."""


class SomebodyWasFirst(Refused):
    """The thing was no longer in the state that the act starts from."""


class TwoPairsOfEyes(Refused):
    """The same person may not do both."""


class NotThere(Refused):
    """There is no such thing, or not for this reader."""
