"""Sentences of proposals, and of the room that they hold: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.proposal.standing": ("Föreslaget", "Proposed"),
    "state.proposal.taken": ("Beslutat", "Decided"),
    "state.proposal.released": ("Återtaget eller ersatt", "Taken back or replaced"),
    "event.proposal.laid": ("Ett beslut om bifall föreslogs", "A decision to grant was proposed"),
    "event.proposal.released": ("Förslaget till beslut togs tillbaka", "The proposed decision was taken back"),
    "first.proposal": (
        "Förslaget gäller inte längre. Öppna ärendet igen och se vad som gäller nu.",
        "The proposal no longer stands. Open the case again to see what holds now.",
    ),
    "propose.stands_already": (
        "I ärende {number} är redan {amount} föreslagna. Ta tillbaka förslaget innan du lägger ett nytt.",
        "In case {number}, {amount} are proposed already. Take the proposal back before you lay a new one.",
    ),
    "propose.taken_back_first": (
        "{amount} är föreslagna på den bedömning som finns. Ta tillbaka förslaget innan ärendet bedöms igen.",
        "{amount} are proposed on the assessment that is there. Take the proposal back before the case is assessed again.",
    ),
    "propose.none_stands": (
        "I ärende {number} finns inget förslag att ta tillbaka.",
        "Case {number} has no proposal to take back.",
    ),
    "propose.without_reason": (
        "Skriv varför förslaget tas tillbaka, så att den som lade det förstår.",
        "Write why the proposal is taken back, so that whoever laid it understands.",
    ),
    "finding.de_minimis_reserved": (
        "Av det använda är {reserved_eur} euro reserverade för beslut som är föreslagna men inte fattade.",
        "Of what is used, {reserved_eur} EUR are reserved for decisions that are proposed and not yet taken.",
    ),
    "constraint.uq_proposal_one_standing_of_case": (
        "Ärendet har redan ett förslag som gäller.",
        "The case has a standing proposal already.",
    ),
}
