"""Sentences about the duties that State aid brings: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.report.waiting": ("Väntar på export", "Awaits export"),
    "state.report.reported": ("Rapporterad", "Reported"),
    "state.report.acknowledged": ("Kvitterad", "Acknowledged"),
    "state.aid.late": ("Försenad", "Late"),
    "state.aid.to_report": ("Att rapportera", "To report"),
    "state.aid.to_amend": ("Ändring att rapportera", "Amendment to report"),
    "state.aid.reported": ("Rapporterad", "Reported"),
    "state.aid.acknowledged": ("Kvitterad", "Acknowledged"),
    "report.kind.award": ("Beviljat stöd", "Aid granted"),
    "report.kind.correction": ("Rättelse", "Correction"),
    "report.kind.recovery": ("Återkrav", "Recovery"),
    "register_export.awards": ("Beviljade stöd", "Aid granted"),
    "register_export.amendments": ("Ändringar", "Amendments"),
    "report.nothing_waits": (
        "Inget väntar på att rapporteras. Någon kan nyss ha exporterat det: filen finns bland exporterna.",
        "Nothing waits to be reported. Somebody may just have exported it: the file is among the exports.",
    ),
    "report.without_number": (
        "Skriv det nummer eller den referens som registret har kvitterat med.",
        "Write the number or reference that the register has acknowledged with.",
    ),
    "report.acknowledged_before": (
        "Kvittensen kan inte vara från {on}: stödet rapporterades {reported}.",
        "The acknowledgement cannot be of {on}: the aid was reported on {reported}.",
    ),
    "report.acknowledged_later": (
        "Kvittensen kan inte vara från {on}, som inte har varit än.",
        "The acknowledgement cannot be of {on}, which is yet to come.",
    ),
    "report.without_reason": ("Skriv varför uppgiften ändras.", "Write why the record is amended."),
    "report.nothing_amended": (
        "Uppgifterna är desamma som de som är rapporterade. Ändra minst en av dem.",
        "The fields are the same as those that are reported. Change at least one of them.",
    ),
    "report.waits_already": (
        "Det finns redan en ändring av stödet som väntar på att rapporteras.",
        "There is an amendment of the aid already that waits to be reported.",
    ),
    "report.not_the_latest": (
        "Uppgiften har redan ändrats. Ändra den senaste i stället.",
        "The record has been amended already. Amend the latest instead.",
    ),
    "report.below_zero": ("Beloppet är noll euro eller mer.", "The amount is zero euros or more."),
    "report.without_name": ("Skriv mottagarens namn.", "Write the name of the recipient."),
    "publication.not_due": (
        "Stödet i ärende {number} ska inte offentliggöras i TAM.",
        "The aid in case {number} is not to be published in TAM.",
    ),
    "publication.recorded": (
        "Det är redan antecknat att stödet i ärende {number} är offentliggjort.",
        "It is recorded already that the aid in case {number} has been published.",
    ),
    "publication.without_reference": (
        "Skriv den referens som offentliggörandet har i TAM.",
        "Write the reference that the publication has in TAM.",
    ),
    "publication.day": (
        "Stödet beviljades {granted}; det kan inte ha offentliggjorts {on}.",
        "The aid was granted on {granted}; it cannot have been published on {on}.",
    ),
    "recovery_order.stands": (
        "{company} är föremål för ett krav från EU-kommissionen på återbetalning av stöd, känt sedan {since}. Så länge kravet "
        "inte är reglerat betalas inget stöd ut i ärende {number} ({law}). När det är reglerat antecknas det på sökandens sida.",
        "{company} is under an order by the Commission to repay aid, known since {since}. As long as the order is not settled "
        "no aid is paid in case {number} ({law}). When it has been settled, that is noted on the applicant's page.",
    ),
    "recovery_order.without_ground": (
        "Skriv hur ni vet det: kommissionens beslut, besked från företaget eller liknande, med dag.",
        "Write how you know: the Commission's decision, word from the company or the like, with its day.",
    ),
    "recovery_order.noted": ("Kravet står kvar", "The order stands"),
    "recovery_order.settled": ("Kravet är reglerat", "The order has been settled"),
    "recovery_order.later": ("Dagen {on} har inte varit än.", "The day {on} is yet to come."),
    "decide.more_to_be_met": (
        "Sedan ärendet bedömdes har mer tillkommit som ska vara uppfyllt före beslutet: {rules}. Bedöm ärendet på nytt.",
        "Since the case was assessed there is more that is to be met before the grant: {rules}. Assess the case anew.",
    ),
    "first.report": (
        "Uppgiften har redan hanterats. Läs sidan på nytt och se vad som gäller nu.",
        "The record has been dealt with already. Read the page again to see what holds now.",
    ),
    "not_there.report": ("Det finns ingen sådan rapport.", "There is no such report."),
    "not_there.export": (
        "Exporten {number} finns inte. Nummer ser ut som RR-2026-0001.",
        "There is no export {number}. Numbers look like RR-2026-0001.",
    ),
    "constraint.uq_register_report_award_once": (
        "Stödet har redan rapporterats. Läs sidan på nytt.",
        "The aid has been reported already. Read the page again.",
    ),
    "constraint.uq_register_report_amends_id": (
        "Uppgiften har redan ändrats. Läs sidan på nytt.",
        "The record has been amended already. Read the page again.",
    ),
    "constraint.uq_aid_publication_decision_id": (
        "Det är redan antecknat att stödet är offentliggjort.",
        "It is recorded already that the aid has been published.",
    ),
    "event.register.exported": (
        "{reports} uppgifter exporterades till EU:s register ({number})",
        "{reports} records were exported to the register of the European Union ({number})",
    ),
    "event.register.listed": (
        "Uppgifter om {awards} stöd beviljade {first}–{last} togs ut",
        "The records of {awards} awards granted {first}–{last} were taken out",
    ),
    "event.report.acknowledged": (
        "Registret kvitterade stödet: {acknowledgement}",
        "The register acknowledged the aid: {acknowledgement}",
    ),
    "event.report.amended": (
        "En uppgift som rapporterats till EU:s register ändrades",
        "A record reported to the register of the European Union was amended",
    ),
    "event.aid.published": ("Stödet offentliggjordes i TAM: {reference}", "The aid was published in TAM: {reference}"),
    "event.recovery_order.noted": (
        "Ett krav från EU-kommissionen på återbetalning antecknades",
        "An order by the Commission to repay aid was noted",
    ),
    "event.recovery_order.settled": (
        "Att EU-kommissionens krav på återbetalning är reglerat antecknades",
        "That the Commission's order to repay aid has been settled was noted",
    ),
}
