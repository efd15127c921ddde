"""Sentences of who may decide and attest: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "delegation.no_row": (
        "Delegationsordningen ger inte denna befattning rätt att fatta beslutet.",
        "The delegation order does not give this position the right to take the decision.",
    ),
    "delegation.prepares_only": (
        "Enligt delegationsordningen bereds ärendet här, men Regionen beslutar.",
        "By the delegation order the case is prepared here, but the Region decides.",
    ),
    "delegation.above_limit": (
        "Beloppet {amount} är över beloppsgränsen {limit}.",
        "The amount {amount} is above the limit of {limit}.",
    ),
    "delegation.within_limit": (
        "Beloppet {amount} är inom beloppsgränsen {limit}.",
        "The amount {amount} is within the limit of {limit}.",
    ),
    "delegation.without_limit": ("Ingen beloppsgräns.", "No limit."),
    "delegation.not_above_everyone": (
        "Beslutet ryms inom delegationen och fattas därför inte av nämnden här.",
        "The decision is within the delegation, and so is not the board's to take here.",
    ),
    "delegation.role_may_not": (
        "Rollen får inte fatta beslut.",
        "The role may not take decisions.",
    ),
}
