"""Sentences of what a person sees to in a case: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "check_part.handling": ("Handläggning", "Handling"),
    "check_part.due_diligence": ("Kundkännedom", "Due diligence"),
    "check_part.sustainability": ("Hållbarhet", "Sustainability"),
    "check_answer.yes": ("Ja", "Yes"),
    "check_answer.no": ("Nej", "No"),
    "check_answer.not_relevant": ("Inte aktuellt", "Not relevant"),
    "event.checks.noted": (
        "Kontroller i ärendet besvarades: {items}",
        "Checks of the case were answered: {items}",
    ),
    "check.nothing": (
        "Det finns inget att notera: inget svar är nytt. Svara på minst en punkt.",
        "There is nothing to note: no answer is new. Answer at least one item.",
    ),
    "check.unknown_item": (
        "Punkten {item} finns inte bland det som ska ses till i ärendet den {on}. Läs om sidan och svara igen.",
        "There is no item {item} among what is to be seen to in the case on {on}. Reload the page and answer again.",
    ),
    "check.unknown_answer": (
        "Svaret {answer} finns inte; det ska vara ett av {choices}.",
        "There is no answer {answer}; it should be one of {choices}.",
    ),
    "check.twice": (
        "Samma punkt besvarades två gånger på en gång: {item}. Svara en gång på varje.",
        "The same item was answered twice at once: {item}. Answer each once.",
    ),
    "check.without_remark": (
        "Skriv en anmärkning om varför svaret inte är ja, så att den som beslutar kan väga det: {item}",
        "Write a remark on why the answer is not yes, so that whoever decides can weigh it: {item}",
    ),
    "check.unanswered": (
        "Beslutet kan inte fattas förrän någon har svarat på detta bland kontrollerna i ärendet: {items}",
        "The decision cannot be taken until somebody has answered this among the checks of the case: {items}",
    ),
    "constraint.ck_check_note_known_answer": (
        "Svaret på en kontroll är ja, nej eller inte aktuellt.",
        "The answer to a check is yes, no or not relevant.",
    ),
    "checks.code": (
        "ska vara små bokstäver a–z, siffror och _, högst 60 tecken, till exempel applicant_may_sign",
        "should be small letters a-z, digits and _, at most 60 characters, such as applicant_may_sign",
    ),
    "checks.contradiction": (
        "säger samma sak som en rad tidigare i filen: {code} från samma dag och i samma ärenden; "
        "ge raden en senare första dag, eller skilj ärendena åt",
        "speaks of the same as an earlier row of the file: {code} from the same day and in the same cases; "
        "give the row a later first day, or keep the cases apart",
    ),
}
