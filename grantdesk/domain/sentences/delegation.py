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
    "delegation.within_scheme_limit": (
        "Beloppet {amount} är inom stödformens beloppsgräns {limit}, som är lägre än befattningens.",
        "The amount {amount} is within the scheme's limit of {limit}, which is lower than the position's.",
    ),
    "delegation.above_scheme_limit": (
        "Beloppet {amount} är över stödformens beloppsgräns {limit}, som är lägre än befattningens.",
        "The amount {amount} is above the scheme's limit of {limit}, which is lower than the position's.",
    ),
    "delegation.unknown_person": (
        "Personen arbetar inte vid skrivbordet.",
        "The person does not work at the desk.",
    ),
    "delegation.away": (
        "Personen är registrerad som frånvarande den dagen. Avsluta frånvaron, eller låt ersättaren besluta.",
        "The person is recorded as absent that day. End the absence, or let the substitute decide.",
    ),
    "delegation.prepared_by_same": (
        "Den som har berett ärendet får inte besluta i det enligt delegationsordningen. Låt någon annan besluta.",
        "By the delegation order, whoever has prepared the case may not decide it. Let somebody else decide.",
    ),
    "attest.own_decision": (
        "Den som har fattat beslutet får inte attestera utbetalningen. Låt någon annan attestera.",
        "Whoever took the decision may not attest its payment. Let somebody else attest.",
    ),
    "attest.prepared": (
        "Den som har berett utbetalningen får inte attestera den. Låt någon annan attestera.",
        "Whoever has prepared the payment may not attest it. Let somebody else attest.",
    ),
    "conflict.stands": (
        "Jäv är antecknat (kommunallagen 6 kap. 28 §, för anställda 7 kap. 4 §): personen får inte handlägga ärendet."
        " Låt någon annan göra det.",
        "A conflict of interest is recorded (the Local Government Act chapter 6, section 28, for employees chapter 7,"
        " section 4): the person may not handle the case. Let somebody else do so.",
    ),
    # Absence
    "absence.of_another": (
        "Bara en administratör registrerar någon annans frånvaro.",
        "Only an administrator records somebody else's absence.",
    ),
    "absence.ends_before_it_begins": (
        "Frånvaron slutar före den börjar. Skriv en sista dag som inte ligger före den första.",
        "The absence ends before it begins. Write a last day that is not before the first.",
    ),
    "absence.past": (
        "Frånvaro registreras från och med i dag ({today}); det som redan har beslutats ändras inte.",
        "Absence is recorded from today ({today}); what has been decided already does not change.",
    ),
    "absence.already": (
        "Personen är redan registrerad som frånvarande någon av dagarna. Avsluta den frånvaron först.",
        "The person is recorded as absent on some of the days already. End that absence first.",
    ),
    "absence.over": ("Frånvaron är redan slut.", "The absence is over already."),
    "not_there.absence": (
        "Frånvaron finns inte, eller så har den redan avslutats.",
        "There is no such absence, or it has been ended already.",
    ),
    "event.absence.recorded": (
        "Frånvaro registrerades för {name}: {first} till {last}",
        "Absence was recorded for {name}: {first} to {last}",
    ),
    "event.absence.ended": ("Frånvaro avslutades: åter {until}", "An absence was ended: back {until}"),
    # Conflict of interest
    "conflict.of_another": (
        "Bara en beslutsfattare eller en administratör antecknar någon annans jäv, eller att jäv har upphört.",
        "Only a decision-maker or an administrator notes somebody else's conflict of interest, or that one has ended.",
    ),
    "conflict.own": (
        "Den som har jävet antecknar inte själv att det har upphört. Låt en annan beslutsfattare göra det.",
        "Whoever has the conflict does not note themselves that it has ended. Let another decision-maker do so.",
    ),
    "conflict.without_ground": (
        "Skriv vari jävet består, eller varför det har upphört.",
        "Write what the conflict of interest is, or why it has ended.",
    ),
    "conflict.already": (
        "{name} har redan ett antecknat jäv i ärendet.",
        "{name} has a conflict of interest recorded in the case already.",
    ),
    "not_there.conflict": (
        "Jävet finns inte, eller så har det redan upphört.",
        "There is no such conflict of interest, or it has ended already.",
    ),
    "not_there.colleague": ("Personen finns inte.", "There is no such person."),
    "event.conflict.declared": ("Jäv antecknades för {name}", "A conflict of interest was noted for {name}"),
    "event.conflict.ended": ("Jäv för {name} upphörde", "The conflict of interest of {name} ended"),
    "conflict_ground.own_interest": (
        "ärendet angår personen själv, eller utgången väntas ge synnerlig nytta eller skada (28 § 1)",
        "the matter concerns the person, or its outcome is of great benefit or harm to them (section 28, 1)",
    ),
    "conflict_ground.relative": (
        "det angår en närstående: make, sambo, förälder, barn, syskon eller annan (28 § 1)",
        "it concerns somebody close: spouse, partner, parent, child, sibling or another (section 28, 1)",
    ),
    "conflict_ground.representative": (
        "personen eller en närstående företräder sökanden, eller har fört talan i saken (28 § 2 och 4)",
        "the person or somebody close represents the applicant, or has argued the matter for somebody (section 28, 2 and 4)",
    ),
    "conflict_ground.oversight": (
        "ärendet rör tillsyn över en verksamhet som personen har hand om (28 § 3)",
        "the matter is of the oversight of an activity that the person is in charge of (section 28, 3)",
    ),
    "conflict_ground.other": (
        "någon annan särskild omständighet rubbar förtroendet för opartiskheten (28 § 5)",
        "some other circumstance shakes the trust in the person's impartiality (section 28, 5)",
    ),
    # The delegation order's file
    "delegation_file.email": (
        "ska vara personens e-postadress med små bokstäver",
        "should be the person's e-mail in lower case",
    ),
    "delegation_file.in_a_circle": (
        "vidaredelegeras i en cirkel; en vidaredelegation går från den som har delegationen till någon annan",
        "is sub-delegated in a circle; a sub-delegation goes from whoever has the delegation to somebody else",
    ),
    "delegation_file.nothing_to_give_on": (
        "{position} får inte själv besluta detta den {on}; vidaredelegera högst det som {position} har, och inte längre",
        "{position} may not decide this themselves on {on}; sub-delegate at most what {position} has, and for no longer",
    ),
    "delegation_file.above_own_limit": (
        "är över beloppsgränsen {limit} som {position} har den {on}; högst den gränsen kan vidaredelegeras",
        "is above the limit of {limit} that {position} has on {on}; at most that limit can be sub-delegated",
    ),
    "delegation_file.other_role": (
        "ska vara en annan befattning med samma roll: {choices}",
        "should be another position with the same role: {choices}",
    ),
}
