"""Sentences of life cycle states, roles, kinds and other names of things: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "confidence.A": ("läst i författningen", "read in the statute"),
    "confidence.B": ("ur en sekundär källa", "from a secondary source"),
    "confidence.C": ("allmänt känt", "generally known"),
    "confidence.CFG": ("Regionens egna villkor", "the Region's own terms"),
    "role.administrator": ("Administratör", "Administrator"),
    "role.almi": ("Almi", "Almi"),
    "role.controller": ("Controller", "Controller"),
    "role.decider": ("Beslutsfattare", "Decision-maker"),
    "role.finance": ("Ekonomi", "Finance"),
    "role.handler": ("Handläggare", "Case handler"),
}
