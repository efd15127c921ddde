"""Sentences of letters: how they are sent, whether the decision may be appealed, and where they are kept."""

SENTENCES: dict[str, tuple[str, str]] = {
    "means.post": ("Post", "Post"),
    "means.email": ("E-post", "E-mail"),
    "means.digital_mailbox": ("Digital brevlåda", "Digital mailbox"),
    "means.handed_over": ("Överlämnat för hand", "Handed over"),
    "letter_language.sv": ("Svenska", "Swedish"),
    "letter_language.en": ("Engelska", "English"),
    "state.dispatch.sent": ("Skickat", "Sent"),
    "state.dispatch.returned": ("I retur", "Returned"),
    "state.dispatch.received": ("Mottagaren har tagit del", "The recipient took part"),
    "event.letter.sent": (
        "Brevet skickades {sent_on}",
        "The letter was sent on {sent_on}",
    ),
    "event.letter.made": (
        "Brevet om beslutet gjordes och sparades",
        "The letter about the decision was made and stored",
    ),
    "event.letter.returned": (
        "Brevet kom i retur {returned_on}",
        "The letter was returned on {returned_on}",
    ),
    "event.letter.received": (
        "Mottagaren tog del av brevet {received_on}",
        "The recipient took part of the letter on {received_on}",
    ),
    "first.dispatch": (
        "Det är redan antecknat hur det gick med brevet. Öppna ärendet igen och se vad som gäller nu.",
        "It has been noted already what became of the letter. Open the case again to see what holds now.",
    ),
    "not_there.dispatch": (
        "Ärende {number} har inget sådant utskick.",
        "Case {number} has no such dispatch.",
    ),
    "letter.wrong_texts": (
        "Inget brev kan göras: regionens fil med brevtexter går inte att använda ({problem}). Säg till administratören.",
        "No letter can be made: the region's file of letter texts cannot be used ({problem}). Tell the administrator.",
    ),
    "not_there.letter": (
        "Ärende {number} har inget sådant brev.",
        "Case {number} has no such letter.",
    ),
    "letter_kind.decision": ("Beslut", "Decision"),
    "letter_kind.supplement": ("Begäran om komplettering", "Request for a supplement"),
    "letter_kind.covering": ("Följebrev", "Covering letter"),
    "dispatch.before_made": (
        "Brevet kan inte ha skickats {sent_on}, före dagen då det skrevs ({made_on}).",
        "The letter cannot have been sent on {sent_on}, before the day that it was written ({made_on}).",
    ),
    "dispatch.before_decision": (
        "Brevet kan inte ha skickats {sent_on}, före beslutet {decided_on}.",
        "The letter cannot have been sent on {sent_on}, before the decision of {decided_on}.",
    ),
    "dispatch.later": (
        "{on} har inte varit än. Skriv en dag till och med i dag ({today}).",
        "{on} is yet to come. Write a day up to today ({today}).",
    ),
    "dispatch.before_sent": (
        "{on} ligger före dagen då brevet skickades ({sent_on}).",
        "{on} is before the day that the letter was sent ({sent_on}).",
    ),
    "dispatch.without_name": ("Skriv till vem brevet skickas.", "Write to whom the letter is sent."),
    "dispatch.without_address": (
        "Skriv adressen, e-postadressen eller brevlådan som brevet skickas till.",
        "Write the address, e-mail address or mailbox that the letter is sent to.",
    ),
    "dispatch.no_email": (
        "{address} är ingen e-postadress. En sådan ser ut som namn@exempel.se.",
        "{address} is no e-mail address. One looks like name@example.com.",
    ),
    "dispatch.without_reason": (
        "Skriv varför brevet kom i retur, så att nästa utskick går rätt.",
        "Write why the letter was returned, so that the next one arrives.",
    ),
    "dispatch.no_texts": (
        "Brevet kan inte göras: regionens brevtexter saknar {ordinance}. Ingenting har skickats.",
        "The letter cannot be made: the region's letter texts lack {ordinance}. Nothing has been sent.",
    ),
    "constraint.uq_dispatch_once": (
        "Brevet är redan skickat med det här formuläret. Det skickas bara en gång.",
        "The letter has been sent with this form already. It is sent only once.",
    ),
    "appeal.no_rule": (
        "Det är inte känt om beslutet får överklagas ({ordinance}, {kind}), så brevet kan inte göras.",
        "It is not known whether the decision may be appealed ({ordinance}, {kind}), so the letter cannot be made.",
    ),
    "legal_force.no_rule": (
        "Det är inte känt om beslutet får överklagas, så laga kraft räknas inte ut.",
        "It is not known whether the decision may be appealed, so legal force is not computed.",
    ),
    "legal_force.no_appeal": (
        "Beslutet får inte överklagas ({sections} förordningen {ordinance}), så det har ingen dag då det vinner laga kraft.",
        "The decision may not be appealed ({sections} of Ordinance {ordinance}), so it has no day of legal force.",
    ),
    "legal_force.legality": (
        "Beslutet kan laglighetsprövas inom tre veckor från att protokollets justering anslogs (13 kap. 5 § kommunallagen). "
        "Den dagen är inte känd här, så laga kraft räknas inte ut.",
        "The legality of the decision can be tried within three weeks from the announcement that the minutes were approved "
        "(Local Government Act 13:5). That day is not known here, so legal force is not computed.",
    ),
    "legal_force.waits": (
        "Beslutet vinner laga kraft tre veckor efter att mottagaren tog del av det (44 § förvaltningslagen). "
        "Anteckna dagen när den är känd.",
        "The decision gains legal force three weeks after the recipient took part of it (section 44 of the Administrative "
        "Procedure Act). Note the day when it is known.",
    ),
    "legal_force.on": (
        "Beslutet vinner laga kraft {on}, om det inte överklagas senast {last}.",
        "The decision gains legal force on {on}, unless it is appealed by {last}.",
    ),
    "archive.gone": (
        "Brevet finns inte kvar i arkivet ({digest}). Säg till administratören: det hämtas ur säkerhetskopian.",
        "The letter is gone from the archive ({digest}). Tell the administrator: the backup has it.",
    ),
    "archive.changed": (
        "Brevet i arkivet är inte det som sparades ({digest}). Säg till administratören: det hämtas ur säkerhetskopian.",
        "The letter in the archive is not the one that was stored ({digest}). Tell the administrator: the backup has it.",
    ),
    "state.supplement.asked": ("Väntar på svar", "Waiting for an answer"),
    "state.supplement.answered": ("Kompletterad", "Supplemented"),
    "state.supplement.closed": ("Väntar inte längre", "No longer waited for"),
    "consequence.not_tried": (
        "Ansökan tas kanske inte upp till prövning (20 § förvaltningslagen)",
        "The application may not be tried (section 20 of the Administrative Procedure Act)",
    ),
    "consequence.decided": (
        "Ärendet avgörs på det underlag som finns",
        "The case is decided on what there is",
    ),
    "event.supplement.asked": (
        "Komplettering begärdes till {due_on}",
        "A supplement was asked for by {due_on}",
    ),
    "event.supplement.answered": (
        "Kompletteringen kom in {ended_on}",
        "The supplement came in on {ended_on}",
    ),
    "event.supplement.closed": (
        "Kompletteringen väntas inte längre in, från {ended_on}",
        "The supplement is no longer waited for, from {ended_on}",
    ),
    "event.covering.written": ("Ett följebrev skrevs", "A covering letter was written"),
    "supplement.without_points": (
        "Skriv vad som saknas, en sak på varje rad.",
        "Write what is missing, one thing a line.",
    ),
    "supplement.too_many_points": (
        "Skriv högst {most} rader, och det övriga i en bilaga.",
        "Write at most {most} lines, and the rest in an enclosure.",
    ),
    "supplement.case_over": (
        "Ärendet är avslutat eller avgjort så att inget mer väntas in. Skriv ett följebrev i stället.",
        "The case is closed, or decided so that nothing more is waited for. Write a covering letter instead.",
    ),
    "supplement.already_tried": (
        "Ansökan är redan prövad. Välj att ärendet avgörs på det underlag som finns.",
        "The application has been tried already. Choose that the case is decided on what there is.",
    ),
    "supplement.no_time": (
        "Den sista dagen, {due_on}, måste vara senare än i dag.",
        "The last day, {due_on}, must be later than today.",
    ),
    "supplement.standing": (
        "Ärendet väntar redan på en komplettering till {due_on}. Anteckna hur det gick med den först.",
        "The case waits for a supplement already, by {due_on}. Note first what became of that one.",
    ),
    "supplement.without_outcome": (
        "Skriv vad som kom in, eller varför det inte väntas in.",
        "Write what came in, or why it is not waited for.",
    ),
    "supplement.ended_before_asked": (
        "{on} ligger före dagen då kompletteringen begärdes ({asked_on}).",
        "{on} is before the day that the supplement was asked for ({asked_on}).",
    ),
    "first.supplement": (
        "Det är redan antecknat hur det gick med kompletteringen. Öppna ärendet igen och se vad som gäller nu.",
        "It has been noted already what became of the supplement. Open the case again to see what holds now.",
    ),
    "not_there.supplement": (
        "Ärende {number} har ingen sådan begäran om komplettering.",
        "Case {number} has no such request for a supplement.",
    ),
    "constraint.uq_supplement_standing": (
        "Ärendet väntar redan på en komplettering. Någon annan hann före.",
        "The case waits for a supplement already. Somebody else was first.",
    ),
    "constraint.uq_supplement_once": (
        "Kompletteringen är redan begärd med det här formuläret.",
        "The supplement has been asked for with this form already.",
    ),
    "constraint.uq_covering_letter_once": (
        "Följebrevet är redan skrivet med det här formuläret.",
        "The covering letter has been written with this form already.",
    ),
    "covering.without_addressee": (
        "Skriv till vem följebrevet går.",
        "Write to whom the covering letter goes.",
    ),
    "covering.without_heading": ("Skriv vad följebrevet gäller.", "Write what the covering letter is about."),
    "covering.says_nothing": (
        "Skriv vad som går med, en handling på varje rad, eller en text.",
        "Write what goes with it, one paper a line, or a text.",
    ),
    "covering.too_many_enclosures": (
        "Skriv högst {most} rader, och det övriga i en bilaga.",
        "Write at most {most} lines, and the rest in an enclosure.",
    ),
}
