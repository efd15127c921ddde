"""Those who work in the demonstration. Their names are visibly invented and their passwords open nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from grantdesk.actions.administer import NewUser
from grantdesk.domain.roles import POSITIONS


@dataclass(frozen=True)
class LogIn:
    """How one of the demonstration's people logs in."""

    email: str
    name: str
    position: str

    @property
    def role(self) -> str:
        return POSITIONS[self.position]

    @property
    def password(self) -> str:
        # Fixed and printed at start: the demonstration is only served to the machine it runs on, unless somebody says so.
        return f"visa-{self.email.partition('@')[0]}-2026"

    def as_new_user(self) -> NewUser:
        return NewUser(email=self.email, name=self.name, position=self.position, password=self.password)


HANDLER = LogIn("handlaggare@example.org", "Hanna Hittepåsson", "handler")
SECOND_HANDLER = LogIn("handlaggare2@example.org", "Hugo Hittepåsson", "handler")
HEAD_OF_UNIT = LogIn("enhetschef@example.org", "Beata Påhittad", "head_of_unit")
DIRECTOR = LogIn("direktor@example.org", "Disa Fantasisson", "director")
ALMI = LogIn("almi@example.org", "Alve Almfiktiv", "almi")
FINANCE = LogIn("ekonom@example.org", "Ester Exempelsson", "finance")
HEAD_OF_FINANCE = LogIn("ekonomichef@example.org", "Elof Exempelsson", "head_of_finance")
CONTROLLER = LogIn("controller@example.org", "Cora Låtsasson", "controller")
ADMINISTRATOR = LogIn("administrator@example.org", "Asta Uppdiktad", "administrator")

LOGINS = (
    HANDLER,
    SECOND_HANDLER,
    HEAD_OF_UNIT,
    DIRECTOR,
    ALMI,
    FINANCE,
    HEAD_OF_FINANCE,
    CONTROLLER,
    ADMINISTRATOR,
)
