"""Sentences of single undertakings and the aid that their companies hold: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "award_source.ours": ("Regionens beslut", "The Region's decision"),
    "award_source.declared": ("Sökandens uppgift i ansökan", "The applicant's statement in the application"),
    "award_source.register": ("Det centrala registret", "The central register"),
    "award_source.applicant": ("Sökandens uppgift", "The applicant's statement"),
    "award_source.authority": ("Uppgift från den som gav stödet", "What the one who gave the aid has said"),
    "finding.same_costs": (
        "Stödet {aid} och annan offentlig finansiering {public} är tillsammans inom det högsta, {highest}, också om de "
        "gäller samma kostnader.",
        "The aid of {aid} and other public money of {public} are together within the highest, {highest}, also where they "
        "are for the same costs.",
    ),
    "finding.same_costs.not": (
        "Stödet {aid} och annan offentlig finansiering {public} överstiger tillsammans det högsta, {highest}. Om de gäller "
        "samma kostnader ska något av dem vara mindre.",
        "The aid of {aid} and other public money of {public} are together above the highest, {highest}. Where they are for "
        "the same costs, one of them should be less.",
    ),
    "event.undertaking.joined": (
        "Ett företag räknas med ett annat från {since}",
        "A company counts with another from {since}",
    ),
    "event.undertaking.left": ("Ett företag räknas för sig från {until}", "A company counts by itself from {until}"),
    "event.undertaking.merged": (
        "Två företagsgrupper räknas som en från {since}",
        "Two groups of companies count as one from {since}",
    ),
    "event.undertaking.organisation_added": ("Ett företag lades upp", "A company was added"),
    "event.aid.carried": ("Tidigare stöd följde verksamheten", "Earlier aid followed the business"),
    "event.award.noted": ("Stöd från någon annan noterades", "Aid from somebody else was noted"),
    "event.award.struck": ("En uppgift om stöd ströks", "A statement of aid was struck"),
    "first.struck": (
        "Uppgiften är redan struken. Öppna sidan igen och se vad som gäller nu.",
        "The statement has been struck already. Open the page again to see what holds now.",
    ),
    "not_there.organisation": (
        "Sökanden finns inte, eller så ligger den utanför det du arbetar med.",
        "There is no such applicant, or it lies outside what you work with.",
    ),
    "not_there.award": ("Uppgiften om stöd finns inte.", "There is no such statement of aid."),
    "not_there.member": ("Medlemskapet finns inte.", "There is no such membership."),
    "affiliate.without_ground": (
        "Skriv vad uppgiften bygger på, så att den kan följas i efterhand.",
        "Write what this rests on, so that it can be followed afterwards.",
    ),
    "affiliate.future": (
        "{day} har inte varit än. Registrera det när det har skett, från den dag då det skedde.",
        "{day} has not come yet. Record it once it has happened, from the day that it did.",
    ),
    "affiliate.itself": (
        "{name} kan inte räknas med sig själv. Skriv det andra företagets nummer.",
        "{name} cannot count with itself. Write the number of the other company.",
    ),
    "affiliate.already": (
        "{name} och {other} räknas redan som ett företag {since}.",
        "{name} and {other} already count as one undertaking on {since}.",
    ),
    "affiliate.later_membership": (
        "{name} räknas med {undertaking} från {since}. Välj den dagen eller en senare, eller avsluta det medlemskapet först.",
        "{name} counts with {undertaking} from {since}. Choose that day or a later one, or end that membership first.",
    ),
    "affiliate.left_before_joined": (
        "{name} räknades med {undertaking} från {since}. Det kan inte upphöra före den dagen.",
        "{name} has counted with {undertaking} from {since}. That cannot end before the day.",
    ),
    "affiliate.other_legal_form": (
        "{name} finns redan, med rättsformen {legal_form}. Välj den.",
        "{name} is known already, as {legal_form}. Choose that.",
    ),
    "affiliate.without_name": (
        "Inget företag med det numret finns här än. Skriv dess namn och välj rättsform.",
        "No company with that number is known here yet. Write its name and choose its legal form.",
    ),
    "award.amount": (
        "Skriv stödet i euro, mer än noll och med högst två decimaler.",
        "Write the aid in euro, above zero and with at most two decimals.",
    ),
    "award.without_giver": ("Skriv vem som gav stödet.", "Write who gave the aid."),
    "award.granted_after_stated": (
        "Stödet kan inte ha beviljats {granted}, efter det att uppgiften lämnades {stated}.",
        "The aid cannot have been granted on {granted}, after it was stated on {stated}.",
    ),
    "carry.share": (
        "Andelen är mer än 0 och högst 100 procent, med högst två decimaler.",
        "The share is above 0 and at most 100 per cent, with at most two decimals.",
    ),
    "carry.to_itself": (
        "{name} behåller sitt stöd. Välj det företag som stödet följer med till.",
        "{name} keeps its aid. Choose the company that the aid goes with.",
    ),
    "carry.above_whole": (
        "Av detta kan högst {left} procent föras över {day}; resten är redan fördelad.",
        "At most {left} per cent of this can be carried over on {day}; the rest is divided already.",
    ),
    "carry.not_theirs": (
        "Stödet är inte {name}s från före {day}, så det kan inte föras över därifrån.",
        "The aid is not one that {name} had before {day}, so it cannot be carried over from there.",
    ),
    "constraint.uq_award_elsewhere_once": (
        "Stödet är redan noterat; samma formulär har skickats förut.",
        "The aid is noted already; the same form has been sent before.",
    ),
    "constraint.uq_carried_aid_once": (
        "Stödet är redan överfört; samma formulär har skickats förut.",
        "The aid is carried over already; the same form has been sent before.",
    ),
    "constraint.uq_strike_award_elsewhere_id": ("Uppgiften är redan struken.", "The statement is struck already."),
    "constraint.uq_strike_declared_award_id": ("Uppgiften är redan struken.", "The statement is struck already."),
    "constraint.uq_strike_carried_aid_id": ("Överföringen är redan struken.", "The carrying over is struck already."),
    "constraint.uq_undertaking_member_one_of_organisation": (
        "Företaget räknas redan med ett annat. Avsluta det medlemskapet först.",
        "The company already counts with another. End that membership first.",
    ),
    "constraint.undertaking_member_never_overlaps": (
        "Företaget räknas redan med ett annat någon av dagarna.",
        "The company already counts with another on some of the days.",
    ),
    "constraint.undertaking_member_never_grows_into_another": (
        "Företaget räknas med ett annat någon av dagarna. Välj en tidigare dag.",
        "The company counts with another on some of the days. Choose an earlier day.",
    ),
}
