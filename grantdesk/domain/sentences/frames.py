"""Sentences about the frames of a year: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "frame.kind.budget": ("Beslutsram", "Budget frame"),
    "frame.kind.commitment": ("Bemyndigande", "Commitment authority"),
    "frame.scope.all": ("hela länet", "the whole county"),
    "frame.scope.almi": ("Almi", "Almi"),
    "frame.item": ("anslagspost {item}", "appropriation item {item}"),
    "state.frame.laid_down": ("Väntar på bekräftelse", "Awaits confirmation"),
    "state.frame.confirmed": ("Bekräftad", "Confirmed"),
    "state.frame.withdrawn": ("Återtagen", "Withdrawn"),
    "frame.budget_left": (
        "Beslutsramen för {year} ({of}): {left} kvar, {after} efter detta belopp.",
        "The budget frame for {year} ({of}): {left} left, {after} after this amount.",
    ),
    "frame.commitment_left": (
        "Bemyndigandet för {year} ({of}): {left} kvar, {after} efter detta belopp.",
        "The commitment authority for {year} ({of}): {left} left, {after} after this amount.",
    ),
    "frame.budget_exceeded": (
        "Beslutsramen för {year} ({of}) räcker inte. Den är {amount}; beslutat är {used} och kvar är {left}. Beslutet på "
        "{asked} är {above} för mycket.",
        "The budget frame for {year} ({of}) has no room. It is {amount}; {used} is decided and {left} is left. The decision "
        "of {asked} is {above} too much.",
    ),
    "frame.commitment_exceeded": (
        "Bemyndigandet för {year} ({of}) räcker inte. Det är {amount}; utestående åtaganden som förfaller efter året är "
        "{used} och kvar är {left}. Beslutet på {asked} är {above} för mycket.",
        "The commitment authority for {year} ({of}) has no room. It is {amount}; outstanding commitments that fall due after "
        "the year are {used} and {left} is left. The decision of {asked} is {above} too much.",
    ),
    "frame.budget_exceeded_elsewhere": (
        "Regionens beslutsram för {year} räcker inte: beslutet på {asked} är {above} för mycket.",
        "The Region's budget frame for {year} has no room: the decision of {asked} is {above} too much.",
    ),
    "frame.commitment_exceeded_elsewhere": (
        "Regionens bemyndigande för {year} räcker inte: beslutet på {asked} är {above} för mycket.",
        "The Region's commitment authority for {year} has no room: the decision of {asked} is {above} too much.",
    ),
    "frame.budget_item_exceeded_elsewhere": (
        "Regionens beslutsram för {year} ({of}) räcker inte: beslutet på {asked} är {above} för mycket.",
        "The Region's budget frame for {year} ({of}) has no room: the decision of {asked} is {above} too much.",
    ),
    "frame.commitment_item_exceeded_elsewhere": (
        "Regionens bemyndigande för {year} ({of}) räcker inte: beslutet på {asked} är {above} för mycket.",
        "The Region's commitment authority for {year} ({of}) has no room: the decision of {asked} is {above} too much.",
    ),
    "frame.budget_missing": (
        "Ingen beslutsram för {year} ({of}) är bekräftad, och utan den beviljas inget. Ekonomi lägger fast den på sidan "
        "Ramar, och någon annan bekräftar den där.",
        "No budget frame for {year} ({of}) is confirmed, and nothing is granted without one. Finance lays it down on the "
        "page Frames, and another person confirms it there.",
    ),
    "frame.commitment_missing": (
        "Inget bemyndigande för {year} ({of}) är bekräftat, och utan det beviljas inget som förfaller efter året. Ekonomi "
        "lägger fast det på sidan Ramar, och någon annan bekräftar det där.",
        "No commitment authority for {year} ({of}) is confirmed, and nothing that falls due after the year is granted without "
        "one. Finance lays it down on the page Frames, and another person confirms it there.",
    ),
    "frame.own": (
        "Du har själv lagt fast ramen. Någon annan med behörighet bekräftar den.",
        "You laid down the frame yourself. Another person who may confirms it.",
    ),
    "frame.without_ground": (
        "Skriv vilket beslut ramen vilar på, till exempel regeringens villkorsbeslut eller regionens budgetbeslut med datum.",
        "Write which decision the frame rests on, such as the Government's terms or the Region's budget decision, with its day.",
    ),
    "frame.below_zero": ("En ram är noll kronor eller mer.", "A frame is zero kronor or more."),
    "frame.year": ("Skriv ett år mellan {first} och {last}.", "Write a year between {first} and {last}."),
    "frame.from_after_year": (
        "Ramen för {year} kan inte börja gälla den {day}, efter årets slut.",
        "The frame for {year} cannot hold from {day}, after the end of the year.",
    ),
    "frame.item_of_one_hand": (
        "En ram för en anslagspost gäller hela länet. Lägg fast Almis ram för sig.",
        "A frame for an appropriation item covers the whole county. Lay down Almi's frame by itself.",
    ),
    "frame.unknown_item": (
        "Ingen stödform betalas från anslagspost {item}. Välj en av: {known}.",
        "No scheme is paid from appropriation item {item}. Choose one of: {known}.",
    ),
    "first.frame": (
        "Ramen är redan bekräftad eller återtagen. Läs sidan på nytt.",
        "The frame has been confirmed or withdrawn already. Read the page again.",
    ),
    "not_there.frame": ("Det finns ingen sådan ram.", "There is no such frame."),
    "constraint.uq_frame_once": (
        "Ramen är redan sparad. Formuläret sparas en gång; läs sidan på nytt.",
        "The frame is saved already. The form is saved once; read the page again.",
    ),
    "constraint.ck_frame_two_pairs_of_eyes": (
        "Den som lagt fast en ram får inte bekräfta den.",
        "The one who laid down a frame may not confirm it.",
    ),
    "constraint.ck_frame_item_of_the_whole_county": (
        "En ram för en anslagspost gäller hela länet.",
        "A frame for an appropriation item covers the whole county.",
    ),
    "constraint.frame_never_changes": (
        "En ram ändras aldrig. Lägg fast en ny, som ersätter den från sin dag.",
        "A frame is never changed. Lay down a new one, which replaces it from its day.",
    ),
    "event.frame.laid_down": ("En ram för {year} lades fast", "A frame for {year} was laid down"),
    "event.frame.confirmed": ("En ram för {year} bekräftades", "A frame for {year} was confirmed"),
    "event.frame.withdrawn": ("En ram för {year} återtogs", "A frame for {year} was withdrawn"),
}
