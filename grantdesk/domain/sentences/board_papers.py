"""Words of the board's papers, the agenda and the list of delegated decisions: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "agenda.title": ("Föredragningslista", "Agenda"),
    "agenda.subject": ("Ärenden för beslut i nämnden", "Cases for the board to decide"),
    "agenda.board": ("Nämnd", "Board"),
    "agenda.day": ("Sammanträdesdag", "Day of the meeting"),
    "agenda.place": ("Plats", "Place"),
    "agenda.minutes": ("Protokoll", "Minutes"),
    "agenda.overview": ("Ärenden", "Cases"),
    "agenda.none": ("Inget ärende står på dagordningen.", "No case is on the agenda."),
    "agenda.number": ("Nr", "No."),
    "agenda.case": ("Ärende", "Case"),
    "agenda.measure": ("Avser", "Concerns"),
    "agenda.applicant": ("Sökande", "Applicant"),
    "agenda.scheme": ("Stödform", "Scheme"),
    "agenda.proposal": ("Förslag", "Proposal"),
    "agenda.amount": ("Belopp, kr", "Amount, SEK"),
    "agenda.to_grant": ("Föreslås beviljas", "Proposed to be granted"),
    "agenda.wording": ("Förslag till beslut", "Proposed decision"),
    "agenda.attachments": ("Bilagor", "Attachments"),
    "agenda.outcome": ("Utfall", "Outcome"),
    "agenda.room": ("Utrymme i årets ramar", "Room in the frames of the year"),
    "agenda.room_budget": (
        "Beslutsram {year}: {left} kvar; {after} om allt som föreslås beviljas.",
        "Budget frame {year}: {left} left; {after} if all that is proposed is granted.",
    ),
    "agenda.room_commitment": (
        "Bemyndigande {year}: {left} kvar för det som förfaller efter året; {after} om allt som föreslås beviljas.",
        "Commitment authority {year}: {left} left for what falls due after the year; {after} if all that is proposed is granted.",
    ),
    "agenda.room_budget_item": (
        "Beslutsram {year}, anslagspost {item}: {left} kvar; {after} om allt som föreslås beviljas.",
        "Budget frame {year}, appropriation item {item}: {left} left; {after} if all that is proposed is granted.",
    ),
    "agenda.room_commitment_item": (
        "Bemyndigande {year}, anslagspost {item}: {left} kvar för det som förfaller efter året; {after} om allt som föreslås "
        "beviljas.",
        "Commitment authority {year}, appropriation item {item}: {left} left for what falls due after the year; {after} if all "
        "that is proposed is granted.",
    ),
    "agenda.no_frame_budget_item": (
        "Ingen beslutsram {year} för anslagspost {item} är bekräftad.",
        "No budget frame for {year} and appropriation item {item} is confirmed.",
    ),
    "agenda.no_frame_commitment_item": (
        "Inget bemyndigande {year} för anslagspost {item} är bekräftat.",
        "No commitment authority for {year} and appropriation item {item} is confirmed.",
    ),
    "agenda.no_frame_budget": ("Ingen beslutsram {year} är bekräftad.", "No budget frame for {year} is confirmed."),
    "agenda.no_frame_commitment": (
        "Inget bemyndigande {year} är bekräftat.",
        "No commitment authority for {year} is confirmed.",
    ),
    "agenda.reported": (
        "Nämnden får ta del av {count} beslut som har fattats på delegation, enligt förteckning.",
        "The board is told of {count} decisions taken on delegation, as listed.",
    ),
    "agenda.nothing_reported": (
        "Inget beslut på delegation finns att anmäla.",
        "There is no decision on delegation to report.",
    ),
    "delegated.title": ("Anmälan av delegationsbeslut", "Report of decisions taken on delegation"),
    "delegated.subject": ("Beslut fattade på delegation", "Decisions taken on delegation"),
    "delegated.ground": (
        "Anmäls enligt 6 kap. 40 § och 7 kap. 8 § kommunallagen (2017:725).",
        "Reported under chapter 6, section 40, and chapter 7, section 8, of the Local Government Act (2017:725).",
    ),
    "delegated.draft": (
        "Förteckningen är inte gjord: så här ser den ut om den görs nu.",
        "The list has not been made: this is what it would be if it were made now.",
    ),
    "delegated.made": (
        "Förteckningen är gjord. Beslut som registreras senare anmäls vid nästa sammanträde.",
        "The list is made. Decisions that are recorded later are reported at the next meeting.",
    ),
    "delegated.reported_in": ("Anmält i {paragraph}.", "Reported in {paragraph}."),
    "delegated.by": ("{name}, {position}: {count} beslut", "{name}, {position}: {count} decisions"),
    "delegated.none": ("Inget beslut på delegation finns att anmäla.", "There is no decision on delegation to report."),
    "delegated.case": ("Ärende", "Case"),
    "delegated.decided_on": ("Beslutsdag", "Decided on"),
    "delegated.kind": ("Beslut", "Decision"),
    "delegated.applicant": ("Sökande", "Applicant"),
    "delegated.scheme": ("Stödform", "Scheme"),
    "delegated.amount": ("Belopp, kr", "Amount, SEK"),
    "delegated.rests_on": ("Grund", "Ground"),
    "delegated.decided_by": ("Beslutat av", "Decided by"),
    "delegated.position": ("Befattning", "Position"),
}
