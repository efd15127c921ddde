"""Sentences of the board's meetings, its agenda and what is reported to it: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.meeting.planned": ("Planerat", "Planned"),
    "state.meeting.held": ("Hållet", "Held"),
    "state.agenda_item.listed": ("På dagordningen", "On the agenda"),
    "state.agenda_item.decided": ("Beslutat", "Decided"),
    "state.agenda_item.withdrawn": ("Utgått", "Withdrawn"),
    "state.agenda_item.postponed": ("Bordlagt", "Postponed"),
    "agenda.kind.grant": ("Beviljas", "Is granted"),
    "agenda.kind.reject": ("Avslås", "Is rejected"),
    "agenda.kind.change": ("Ändras", "Is changed"),
    "agenda.kind.revoke": ("Upphävs", "Is revoked"),
    "agenda.kind.withhold": ("Utbetalning innehålls", "Payment is withheld"),
    "agenda.kind.recover": ("Återkrävs", "Is recovered"),
    "agenda.kind.set_off": ("Kvittas", "Is set off"),
    "agenda.kind.lower": ("Återkravet sätts ned", "The recovery is lowered"),
    "agenda.kind.advance": ("Betalas i förskott", "Is paid in advance"),
    # Meetings
    "not_there.meeting": ("Sammanträdet finns inte.", "There is no such meeting."),
    "not_there.agenda_item": ("Punkten finns inte på dagordningen.", "There is no such item on the agenda."),
    "not_there.attachment": ("Bilagan finns inte.", "There is no such attachment."),
    "first.meeting": (
        "Sammanträdet är redan avslutat. Läs sidan på nytt.",
        "The meeting has been closed already. Read the page again.",
    ),
    "first.agenda_item": (
        "Punkten är redan avgjord. Läs dagordningen på nytt.",
        "The item has been dealt with already. Read the agenda again.",
    ),
    "board.held": (
        "Sammanträdet {day} är hållet och ändras inte längre.",
        "The meeting of {day} has been held and does not change any more.",
    ),
    "board.without_minutes": (
        "Skriv vad protokollet heter, så att besluten kan hänvisa till det.",
        "Write what the minutes are called, so that the decisions can refer to them.",
    ),
    "board.minutes_with_paragraph": (
        "Skriv protokollets beteckning utan paragraf: varje beslut får sin egen.",
        "Write what the minutes are called without a paragraph: each decision gets its own.",
    ),
    "board.decided_there": (
        "Beslut är redan registrerade från sammanträdet, och dag och beteckning ändras därför inte.",
        "Decisions of the meeting are recorded already, so its day and what its minutes are called do not change.",
    ),
    "board.list_made_earlier_day": (
        "Förteckningen över delegationsbeslut är gjord för {day}; sammanträdet kan flyttas till en senare dag,"
        " men inte till en tidigare.",
        "The list of delegated decisions is made for {day}; the meeting can be moved to a later day, but not to an earlier one.",
    ),
    "board.day_to_come": (
        "Sammanträdet är den {day}. Vad nämnden har beslutat registreras då eller senare.",
        "The meeting is on {day}. What the board has decided is recorded then or later.",
    ),
    "board.items_left": (
        "{left} punkter på dagordningen är inte avgjorda. Registrera beslut, bordläggning eller att de har utgått.",
        "{left} items of the agenda are not dealt with. Record a decision, a postponement or that they are withdrawn.",
    ),
    "board.report_without_paragraph": (
        "Skriv paragrafen där delegationsbesluten anmäldes: {count} står på förteckningen.",
        "Write the paragraph in which the delegated decisions were reported: {count} are on the list.",
    ),
    "board.nothing_reported": (
        "Inget delegationsbeslut står på förteckningen, och det finns därför ingen paragraf att skriva.",
        "No delegated decision is on the list, so there is no paragraph to write.",
    ),
    # Items of the agenda
    "board.on_agenda": (
        "Ärendet {number} står redan på dagordningen för sammanträdet {day}.",
        "Case {number} is on the agenda of the meeting of {day} already.",
    ),
    "board.not_ready": (
        "Ärendet {number} väntar inte på beslut.",
        "Case {number} does not wait for a decision.",
    ),
    "board.not_for_the_board": (
        "Beslutet är inte nämndens: {why}",
        "The decision is not the board's: {why}",
    ),
    "board.without_wording": (
        "Skriv förslaget till beslut, som nämnden ska läsa det.",
        "Write the proposed decision as the board will read it.",
    ),
    "board.nothing_proposed": (
        "Inget bifall är föreslaget i ärendet {number}. Föreslå beloppet först: då hålls utrymmet"
        " tills nämnden har beslutat.",
        "No grant is proposed in case {number}. Propose the amount first: its room is then held until the board has decided.",
    ),
    "board.assessed_since": (
        "Ärendet {number} har bedömts på nytt sedan det sattes upp på dagordningen."
        " Låt punkten utgå och sätt upp ärendet på nytt.",
        "Case {number} has been assessed anew since it was put on the agenda. Withdraw the item and bring the case up again.",
    ),
    "board.assessed_after": (
        "Bedömningen som punkten vilar på gjordes {made}, efter sammanträdet {day}. Nämnden kan inte ha sett den.",
        "The assessment that the item rests on was made on {made}, after the meeting of {day}. The board cannot have seen it.",
    ),
    "board.proposed_since": (
        "Förslaget i ärendet {number} har ändrats eller tagits tillbaka sedan det sattes upp på dagordningen."
        " Låt punkten utgå och sätt upp ärendet på nytt.",
        "The proposal in case {number} has been changed or taken back since it was put on the agenda."
        " Withdraw the item and bring the case up again.",
    ),
    "board.proposed_after": (
        "Förslaget lades {proposed}, efter sammanträdet {day}. Nämnden kan inte ha sett det.",
        "The proposal was laid on {proposed}, after the meeting of {day}. The board cannot have seen it.",
    ),
    "board.paragraph_used": (
        "{paragraph} är redan använd. Varje beslut har sin egen paragraf.",
        "{paragraph} has been used already. Each decision has its own paragraph.",
    ),
    "board.without_reason": (
        "Skriv varför, så att den som läser dagordningen förstår.",
        "Write why, so that whoever reads the agenda understands.",
    ),
    # Attachments
    "board.not_pdf": (
        "Filen {name} är ingen PDF. Spara den som PDF och bifoga den på nytt.",
        "The file {name} is no PDF. Save it as PDF and attach it again.",
    ),
    "board.too_large": (
        "Filen {name} är för stor. En bilaga får ha högst {most} MB.",
        "The file {name} is too large. An attachment may have at most {most} MB.",
    ),
    "board.attached_already": (
        "Samma fil är redan bifogad: {name}.",
        "The same file is attached already: {name}.",
    ),
    # Reported decisions
    "first.delegation_list": (
        "Förteckningen över delegationsbeslut är redan gjord för sammanträdet. Läs sidan på nytt.",
        "The list of delegated decisions is made for the meeting already. Read the page again.",
    ),
    "constraint.uq_delegation_report_decision_id": (
        "Någon gjorde en annan förteckning i samma ögonblick, och beslut står redan på den. Försök igen.",
        "Somebody made another list at the same moment, and decisions are on that one already. Try again.",
    ),
    "constraint.uq_agenda_item_one_listed_of_case": (
        "Ärendet sattes upp på en dagordning i samma ögonblick av någon annan. Läs sidan på nytt.",
        "Somebody else put the case on an agenda at the same moment. Read the page again.",
    ),
    "constraint.uq_agenda_item_meeting_id_paragraph": (
        "Paragrafen är redan använd. Varje beslut har sin egen.",
        "The paragraph has been used already. Each decision has its own.",
    ),
    "constraint.uq_agenda_item_once": (
        "Formuläret har redan skickats och ärendet står på dagordningen.",
        "The form has been sent already and the case is on the agenda.",
    ),
    "constraint.uq_agenda_attachment_item_id_digest": (
        "Samma fil är redan bifogad.",
        "The same file is attached already.",
    ),
    "constraint.uq_meeting_once": (
        "Formuläret har redan skickats och sammanträdet är planerat.",
        "The form has been sent already and the meeting is planned.",
    ),
    "constraint.uq_meeting_day": (
        "Det finns redan ett sammanträde den dagen.",
        "There is a meeting on that day already.",
    ),
    "constraint.uq_meeting_minutes": (
        "Ett annat sammanträdes protokoll heter så redan.",
        "The minutes of another meeting have that name already.",
    ),
    # One sitting
    "sitting.changed": (
        "Förslaget har ändrats sedan sidan visades. Läs det på nytt.",
        "The proposal has been changed since the page was shown. Read it again.",
    ),
    "sitting.taken_back": (
        "Förslaget har tagits tillbaka sedan sidan visades.",
        "The proposal has been taken back since the page was shown.",
    ),
    # What waits
    "pile.to_report": ("Delegationsbeslut att anmäla till nämnden", "Delegated decisions to report to the board"),
    "pile_amount.to_report": ("Beviljat, kr", "Granted, SEK"),
    # History
    "event.meeting.planned": ("Nämndens sammanträde {day} planerades", "The board's meeting of {day} was planned"),
    "event.meeting.changed": ("Nämndens sammanträde {day} ändrades", "The board's meeting of {day} was changed"),
    "event.meeting.held": ("Nämndens sammanträde {day} avslutades", "The board's meeting of {day} was closed"),
    "event.agenda.listed": (
        "Ärendet sattes upp på nämndens dagordning {day}",
        "The case was put on the board's agenda of {day}",
    ),
    "event.agenda.attached": ("En bilaga till nämnden lades till", "An attachment for the board was added"),
    "event.agenda.decided": ("Nämnden beslutade: {paragraph}", "The board decided: {paragraph}"),
    "event.agenda.withdrawn": (
        "Ärendet utgick från nämndens dagordning {day}",
        "The case was withdrawn from the board's agenda of {day}",
    ),
    "event.agenda.postponed": ("Nämnden bordlade ärendet {day}", "The board postponed the case on {day}"),
    "event.delegation.listed": (
        "{decisions} delegationsbeslut fördes upp för anmälan till nämnden {day}",
        "{decisions} delegated decisions were listed to be reported to the board on {day}",
    ),
}
