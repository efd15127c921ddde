"""Sentences about the cases in Almi's hands: handed over, taken back. Key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "event.case.handed_over": ("Ärendet lämnades över till Almi: {name}", "The case was handed over to Almi: {name}"),
    "event.case.taken_back": ("Regionen tog tillbaka ärendet: {name}", "The Region took the case back: {name}"),
    "hand_over.not_yours": (
        "Bara Regionens handläggare och beslutsfattare lämnar över ärenden och tar tillbaka dem.",
        "Only the Region's handlers and decision-makers hand cases over and take them back.",
    ),
    "hand_over.not_almis_scheme": (
        "Ärende {number} kan inte lämnas över: delegationsordningen nämner inte Almi för stödformen i dag.",
        "Case {number} cannot be handed over: the delegation order does not name Almi for its scheme today.",
    ),
    "hand_over.not_at_almi": (
        "{name} arbetar inte på Almi. Välj någon av Almis handläggare.",
        "{name} does not work at Almi. Choose one of Almi's people.",
    ),
    "hand_over.not_at_the_region": (
        "{name} handlägger inte ärenden hos Regionen. Välj en handläggare eller en beslutsfattare.",
        "{name} does not handle cases at the Region. Choose a handler or a decision-maker.",
    ),
    "hand_over.left": (
        "{name} är avstängd och kan inte ta emot ärendet. Välj någon annan.",
        "{name} is disabled and cannot receive the case. Choose somebody else.",
    ),
    "hand_over.partial": (
        "Jäv är antecknat för {name} i ärendet. Välj någon annan.",
        "A conflict of interest is recorded for {name} in the case. Choose somebody else.",
    ),
    "hand_over.without_reason": (
        "Skriv varför ärendet byter händer, så att det kan följas efteråt.",
        "Write why the case changes hands, so that it can be followed afterwards.",
    ),
    "hand_over.decided": (
        "Ärende {number} är beslutat och stannar där det är: det beviljade räknas mot ramen hos den som handlägger ärendet.",
        "Case {number} has been decided and stays where it is: what is granted counts against the frame of whoever handles it.",
    ),
    "hand_over.proposal_stands": (
        "{amount} är föreslagna i ärendet. Ta tillbaka förslaget innan ärendet byter händer.",
        "{amount} are proposed in the case. Take the proposal back before the case changes hands.",
    ),
    "hand_over.nobody": (
        "Det finns ingen att lämna ärendet till. En administratör lägger upp en användare först.",
        "There is nobody to hand the case to. An administrator adds a user first.",
    ),
}
