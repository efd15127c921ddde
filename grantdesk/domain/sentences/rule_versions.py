"""Sentences of the versions of a rule, and of acts on them that are refused: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.rule_version.drafted": ("Utkast", "Draft"),
    "state.rule_version.submitted": ("Väntar på godkännande", "Awaits approval"),
    "state.rule_version.published": ("Publicerad", "Published"),
    "state.rule_version.withdrawn": ("Återtagen", "Withdrawn"),
    "event.rules.drafted": ("Regelversion {number} skrevs", "Rule version {number} was drafted"),
    "event.rules.revised": ("Regelversion {number} ändrades", "Rule version {number} was revised"),
    "event.rules.submitted": (
        "Regelversion {number} lämnades för godkännande",
        "Rule version {number} was submitted for approval",
    ),
    "event.rules.sent_back": ("Regelversion {number} skickades tillbaka", "Rule version {number} was sent back"),
    "event.rules.published": (
        "Regelversion {number} publicerades och gäller från {first_day}",
        "Rule version {number} was published and holds from {first_day}",
    ),
    "event.rules.withdrawn": ("Regelversion {number} återtogs", "Rule version {number} was withdrawn"),
    "first.rule_version": (
        "Regelversionen har ändrats sedan du öppnade sidan. Öppna den igen och se vad som gäller nu.",
        "The rule version has changed since you opened the page. Open it again to see what holds now.",
    ),
    "not_there.rule_version": ("Det finns ingen regelversion {number}.", "There is no rule version {number}."),
    "not_there.rule_file": (
        "Regionen har ingen sådan stödform eller regelfil.",
        "The region has no such scheme or rule file.",
    ),
    "rules.changed_since_seen": (
        "Texten är en annan än den du läste. Läs den igen innan du godkänner.",
        "The text is another than the one you read. Read it again before you approve.",
    ),
    "rules.own_version": (
        "Den som har skrivit eller lämnat in en regelversion godkänner den inte; det gör någon annan.",
        "Whoever wrote or submitted a rule version does not approve it; somebody else does.",
    ),
    "rules.does_not_hold": (
        "Regelversionen håller inte som reglerna är i dag. {problem}",
        "The rule version does not hold as the rules are today. {problem}",
    ),
    "rules.same_text": (
        "Samma text finns redan som regelversion {number}.",
        "The same text is there already, as rule version {number}.",
    ),
    "rules.without_reason": (
        "Skriv varför, så att den som läser sedan förstår.",
        "Write why, so that whoever reads it later understands.",
    ),
    "rules.region_changed": (
        "Regionens regelfiler kan inte läsas som de är nu, så ingenting publiceras förrän de är rättade.",
        "The region's rule files cannot be read as they are now, so nothing is published until they are corrected.",
    ),
    "constraint.rule_version_needs_two_pairs_of_eyes": (
        "Den som har skrivit i en regelversion godkänner den inte; det gör någon annan.",
        "Whoever has written in a rule version does not approve it; somebody else does.",
    ),
    "constraint.ck_rule_version_two_pairs_of_eyes": (
        "Den som har skrivit eller lämnat in en regelversion godkänner den inte; det gör någon annan.",
        "Whoever wrote or submitted a rule version does not approve it; somebody else does.",
    ),
    "constraint.rule_version_never_changes_when_settled": (
        "En publicerad eller återtagen regelversion ändras aldrig. Skriv en ny.",
        "A published or withdrawn rule version is never edited. Write a new one.",
    ),
    "constraint.ck_rule_version_begins_when_published_or_later": (
        "En regelversion börjar gälla tidigast den dag den publiceras.",
        "A rule version begins to hold on the day it is published at the earliest.",
    ),
}
