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
        "Beslutsbrevet skickades {sent_on}",
        "The decision letter was sent on {sent_on}",
    ),
    "event.letter.returned": (
        "Beslutsbrevet kom i retur {returned_on}",
        "The decision letter was returned on {returned_on}",
    ),
    "event.letter.received": (
        "Mottagaren tog del av beslutsbrevet {received_on}",
        "The recipient took part of the decision letter on {received_on}",
    ),
    "first.dispatch": (
        "Det är redan antecknat hur det gick med brevet. Öppna ärendet igen och se vad som gäller nu.",
        "It has been noted already what became of the letter. Open the case again to see what holds now.",
    ),
    "not_there.dispatch": (
        "Ärende {number} har inget sådant utskick.",
        "Case {number} has no such dispatch.",
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
}
