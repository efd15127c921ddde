"""Sentences of secrecy: the fields that are marked, the grounds, requests for documents, and what acts on them refuse."""

_FIELDS: dict[str, tuple[str, str]] = {
    "secrecy.field.title": ("Rubrik", "Title"),
    "secrecy.field.applicant.name": ("Sökandens namn", "The applicant's name"),
    "secrecy.field.applicant.number": ("Sökandens nummer", "The applicant's number"),
    "secrecy.field.applicant.legal_form": ("Juridisk form", "Legal form"),
    "secrecy.field.applicant.size": ("Storlek", "Size"),
    "secrecy.field.applicant.led_by": ("Vem som leder", "Who leads"),
    "secrecy.field.applicant.nace": ("Bransch (SNI-kod)", "Industry (SNI code)"),
    "secrecy.field.applicant.municipality": ("Kommun", "Municipality"),
    "secrecy.field.applicant.obstacles": ("Uppgivna hinder", "Obstacles stated"),
    "secrecy.field.period": ("Period", "Period"),
    "secrecy.field.requested": ("Sökt belopp", "Amount applied for"),
    "secrecy.field.costs": ("Kostnader", "Costs"),
    "secrecy.field.financing": ("Övrig finansiering", "Other financing"),
    "secrecy.field.awards": ("Försumbart stöd från andra", "De minimis aid from others"),
    "secrecy.field.project.purpose": ("Projektets syfte", "The project's purpose"),
    "secrecy.field.project.financing": ("Projektets EU-finansiering", "The project's EU financing"),
    "secrecy.field.assessment": ("Bedömning med iakttagelser", "Assessment with findings"),
    "secrecy.field.checks": ("Kontroller och anmärkningar", "Checks and remarks"),
    "secrecy.field.proposal": ("Förslag till beslut", "Proposal for a decision"),
    "secrecy.field.decision.amount": ("Belopp i beslut", "Amounts decided"),
    "secrecy.field.decision.reason": ("Skäl och villkor i beslut", "Reasons and terms of decisions"),
    "secrecy.field.letters": ("Brev: mottagare, adress och text", "Letters: recipient, address and text"),
    "secrecy.field.supplements": ("Kompletteringar", "Supplements"),
    "secrecy.field.appeals": ("Överklaganden", "Appeals"),
    "secrecy.field.claims.amount": ("Belopp i rekvisitioner", "Amounts claimed"),
    "secrecy.field.claims.bankgiro": ("Konto", "Account"),
    "secrecy.field.claims.reason": ("Skäl i rekvisitioner", "Reasons in claims"),
    "secrecy.field.payments": ("Utbetalningar", "Payments"),
    "secrecy.field.history": ("Historik", "History"),
}

_GROUNDS: dict[str, tuple[str, str]] = {
    "secrecy.ground.business": (
        "Affärs- eller driftförhållanden, uppfinningar, forskning (OSL 30 kap. 27 § 1): om skada kan antas, högst 20 år",
        "Business or operating conditions, inventions, research (OSL 30:27 point 1): if harm can be assumed, at most 20 years",
    ),
    "secrecy.ground.third_party": (
        "Den som har affärer med sökanden (OSL 30 kap. 27 § 2): utan skadeprövning, högst 20 år",
        "Those who have dealings with the applicant (OSL 30:27 point 2): without a test of harm, at most 20 years",
    ),
    "secrecy.ground.personal_data": (
        "Personuppgift som kan antas behandlas i strid med dataskyddet (OSL 21 kap. 7 §, obekräftat)",
        "Personal data that can be assumed to be handled against data protection (OSL 21:7, unconfirmed)",
    ),
    "disclosure.outcome.whole": ("Lämnat ut i sin helhet", "Given out as a whole"),
    "disclosure.outcome.in_part": ("Lämnat ut med maskerade uppgifter", "Given out with masked fields"),
    "disclosure.outcome.refused": ("Inte lämnat ut", "Not given out"),
    "disclosure.give": (
        "Lämna ut en kopia, med det maskerat som väljs nedan",
        "Give out a copy, masked as chosen below",
    ),
    "disclosure.refuse": ("Lämna inte ut någonting", "Give out nothing"),
    "disclosure.answer.given": ("Lämna ut", "Give out"),
    "disclosure.answer.masked": ("Maskera", "Mask"),
    "disclosure.right": (
        "Uppgifter har inte lämnats ut. Du har rätt att begära ett skriftligt beslut av myndigheten. Det beslutet kan "
        "överklagas till kammarrätten (6 kap. 3, 7 och 8 §§ offentlighets- och sekretesslagen, 2009:400).",
        "Some of what was asked for has not been given out. You have the right to ask for a written decision by the authority. "
        "That decision can be appealed to the administrative court of appeal (chapter 6, sections 3, 7 and 8 of the Public "
        "Access to Information and Secrecy Act, 2009:400).",
    ),
}

_REFUSALS: dict[str, tuple[str, str]] = {
    "secrecy.unknown_field": ("Det finns inget fält {field} att markera.", "There is no field {field} to mark."),
    "secrecy.without_reason": (
        "Skriv varför uppgiften kan vara hemlig, så att nästa som läser kan pröva det.",
        "Write why it may be secret, so that the next reader can try it.",
    ),
    "secrecy.lifted_without_reason": (
        "Skriv varför uppgiften inte längre är markerad.",
        "Write why it is no longer marked.",
    ),
    "secrecy.marked_already": (
        "{field} är redan markerat. Lyft markeringen först om grunden ska vara en annan.",
        "{field} is marked already. Lift the mark first if the ground should be another.",
    ),
    "secrecy.nothing_chosen": ("Välj minst ett fält.", "Choose at least one field."),
    "constraint.uq_secrecy_mark_case_id_field_turn": (
        "Någon annan ändrade markeringen i samma ögonblick. Öppna sidan igen och se vad som gäller nu.",
        "Somebody else changed the mark at the same moment. Open the page again to see what holds now.",
    ),
    "first.secrecy": (
        "Markeringen är redan lyft. Öppna sidan igen och se vad som gäller nu.",
        "The mark has been lifted already. Open the page again to see what holds now.",
    ),
    "not_there.secrecy_mark": ("Ärendet har ingen sådan markering.", "The case has no such mark."),
    "not_there.disclosure": ("Ärendet har ingen sådan kopia.", "The case has no such copy."),
    "disclosure.marks_changed": (
        "Markeringarna har ändrats sedan du öppnade sidan. Öppna den igen och pröva varje fält.",
        "The marks have changed since you opened the page. Open it again and try each field.",
    ),
    "disclosure.not_tried": (
        "Skriv vilken skada som kan antas om {field} lämnas ut, eller lämna ut det.",
        "Write what harm can be assumed if {field} is given out, or give it out.",
    ),
    "disclosure.too_old": (
        "{field} kan inte vara hemligt längre: grunden gäller i högst {years} år och löpte ut {last}.",
        "{field} can be secret no more: the ground holds for at most {years} years and ended on {last}.",
    ),
    "disclosure.later": (
        "Begäran kan inte ha kommit {on}, efter i dag ({today}).",
        "The request cannot have come on {on}, after today ({today}).",
    ),
    "disclosure.without_reason": (
        "Skriv varför ingenting lämnas ut.",
        "Write why nothing is given out.",
    ),
    "constraint.uq_disclosure_once": (
        "Begäran är redan besvarad med det här formuläret.",
        "The request has been answered with this form already.",
    ),
}

_EVENTS: dict[str, tuple[str, str]] = {
    "event.secrecy.marked": (
        "Uppgifter markerades för sekretess: {count}",
        "Fields were marked for secrecy: {count}",
    ),
    "event.secrecy.lifted": ("En sekretessmarkering lyftes", "A secrecy mark was lifted"),
    "event.disclosure.made": (
        "En begäran om allmän handling av {asked_on} besvarades",
        "A request for public documents of {asked_on} was answered",
    ),
    "event.diary.exported": (
        "Diariet exporterades som {number}: {entries} poster",
        "The diary was exported as {number}: {entries} entries",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = _FIELDS | _GROUNDS | _REFUSALS | _EVENTS
