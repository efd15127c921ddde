"""Sentences of the rules' findings: key, then Swedish and English."""

_STOPS: dict[str, tuple[str, str]] = {
    "finding.scheme_in_force": ("{scheme} gäller sedan {day}.", "{scheme} has been in force since {day}."),
    "finding.scheme_not_in_force": (
        "{scheme} gällde inte den {received}, när ansökan kom in; stödformen gäller från {day}.",
        "{scheme} was not in force on {received}, when the application was received; it is in force from {day}.",
    ),
    "finding.municipality_open": ("{scheme} är öppet för {municipality}.", "{scheme} is open to {municipality}."),
    "finding.municipality_closed": (
        "{scheme} är inte öppet för arbetsställen i {municipality}.",
        "{scheme} is closed to places of work in {municipality}.",
    ),
    "finding.no_start_rule": (
        "Förordningen kräver inte att ansökan kommer in före start.",
        "The ordinance does not ask that the application comes before the start.",
    ),
    "finding.start_later": (
        "Åtgärden börjar {starts}, efter att ansökan kom in {received}.",
        "The measure starts on {starts}, after the application was received on {received}.",
    ),
    "finding.start_too_early": (
        "Åtgärden börjar {starts}, men ska börja efter den dag då ansökan kom in, {received}.",
        "The measure starts on {starts}, but should start after the day the application was received, {received}.",
    ),
    "finding.no_obstacle": ("Inget hinder är uppgivet ({obstacles}).", "No obstacle is stated ({obstacles})."),
    "finding.obstacle": (
        "Sökanden har ett hinder: {obstacle}. {ordinance} utesluter då stöd.",
        "The applicant has an obstacle: {obstacle}. {ordinance} then rules out aid.",
    ),
    "finding.obstacle_not_named": (
        "Uppgivet: {obstacle}. {ordinance} nämner inte detta som hinder; det noteras men prövas inte.",
        "Stated: {obstacle}. {ordinance} does not name this as an obstacle; it is noted, not applied.",
    ),
    "finding.size": (
        "Stödet är för {sizes}; sökanden hör dit ({size}).",
        "The aid is for {sizes}; the applicant is among them ({size}).",
    ),
    "finding.size.not": (
        "Stödet är bara för {sizes}; sökanden hör till {size}.",
        "The aid is only for {sizes}; the applicant is among {size}.",
    ),
    "finding.sector": (
        "Näringsgren {nace} omfattas av förordning {regulation}.",
        "Activity {nace} is within regulation {regulation}.",
    ),
    "finding.sector.not": (
        "Näringsgren {nace} är primärproduktion, som förordning {regulation} inte omfattar.",
        "Activity {nace} is primary production, which regulation {regulation} leaves out.",
    ),
    "finding.energy_review": ("En energigenomgång är gjord.", "An energy review has been done."),
    "finding.energy_review.not": (
        "Ingen energigenomgång är uppgiven; den ska vara gjord av energikontoret.",
        "No energy review is stated; the energy office should have done one.",
    ),
    "finding.one_company": (
        "Åtgärden är ett enda företags egen; inga oberoende företag behövs.",
        "The measure is one company's own; no independent companies are needed.",
    ),
    "finding.companies": (
        "{stated} oberoende företag deltar; minst {needed} behövs.",
        "{stated} independent companies take part; at least {needed} are needed.",
    ),
    "finding.companies.not": (
        "{stated} oberoende företag deltar, men minst {needed} behövs (två räcker med särskilda skäl).",
        "{stated} independent companies take part, but at least {needed} are needed (two are enough with special reasons).",
    ),
}

_COSTS: dict[str, tuple[str, str]] = {
    "finding.category": ("Alla kostnadsslag ingår i stödformen.", "Every category of cost is within the scheme."),
    "finding.category.not": ("Stödformen tar inte {category}.", "The scheme does not take {category}."),
    "finding.archipelago": (
        "{municipality} har skärgård; {category} kan ingå.",
        "{municipality} has an archipelago; {category} can be taken.",
    ),
    "finding.archipelago.not": (
        "Lagen tar {category} bara i skärgård, och {municipality} räknas inte dit.",
        "The law takes {category} only in an archipelago, and {municipality} does not count as one.",
    ),
    "finding.small_costs": (
        "Kostnaderna är {total}, högst {up_to}; {categories} ingår.",
        "The costs are {total}, at most {up_to}; the scheme then takes {categories}.",
    ),
    "finding.small_costs.not": (
        "Kostnaderna är {total}, över {up_to}; {categories} ingår då inte, men resten gör det.",
        "The costs are {total}, above {up_to}; the scheme then leaves out {categories} and takes the rest.",
    ),
    "finding.no_eligible_cost": (
        "Ingen kostnad återstår som stödformen omfattar.",
        "No cost is left that the scheme takes.",
    ),
}

_RATES: dict[str, tuple[str, str]] = {
    "finding.rate_policy": ("Regionens stödandel är {rate} i {place}.", "The Region's rate is {rate} in {place}."),
    "finding.rate_ceiling": (
        "Lagens högsta andel är {rate}; Regionens {own} ligger inom den.",
        "The law's highest rate is {rate}; the Region's {own} is within it.",
    ),
    "finding.rate_ceiling.not": (
        "Lagens högsta andel, {rate}, gäller i stället för Regionens {own}.",
        "The law's highest rate, {rate}, holds instead of the Region's {own}.",
    ),
    "finding.raised_all": (
        "Fallet ({case}) höjer andelen till {rate} för alla kostnader.",
        "The case ({case}) raises the rate to {rate} for every cost.",
    ),
    "finding.raised_some": (
        "Fallet ({case}) höjer andelen till {rate} för {categories}.",
        "The case ({case}) raises the rate to {rate} for {categories}.",
    ),
    "finding.share": (
        "Stödet för {category} är högst {share} av hela stödet.",
        "The aid for {category} is at most {share} of the whole aid.",
    ),
    "finding.share.limits": (
        "Stödet för {category} sänks till {share} av hela stödet.",
        "The aid for {category} is brought down to {share} of the whole aid.",
    ),
    "finding.share.nothing": (
        "Stödet för {category} är högst {share} av hela stödet, och det finns inget annat stöd att vara en del av.",
        "The aid for {category} is at most {share} of the whole aid, and there is no other aid for it to be a part of.",
    ),
}

_CEILINGS: dict[str, tuple[str, str]] = {
    "finding.cap.within": ("Stödet ligger inom taket {limit}.", "The aid is within the cap of {limit}."),
    "finding.cap.limits": ("Taket {limit} begränsar stödet.", "The cap of {limit} limits the aid."),
    "finding.cap.nothing": ("Taket {limit} lämnar inget stöd.", "The cap of {limit} leaves no aid."),
    "finding.requested.within": (
        "Stödet ligger inom de {limit} som söks.",
        "The aid is within the {limit} applied for.",
    ),
    "finding.requested.limits": (
        "De {limit} som söks begränsar stödet.",
        "The {limit} applied for limits the aid.",
    ),
    "finding.requested.nothing": (
        "De {limit} som söks är mindre än en krona.",
        "The {limit} applied for is less than one krona.",
    ),
    "finding.de_minimis.within": (
        "Sedan {window_from} är {used_eur} av {limit_eur} euro använda; {room_eur} euro ({room} vid kursen {eur_rate}) "
        "återstår och räcker.",
        "Since {window_from}, {used_eur} of {limit_eur} EUR are used; {room_eur} EUR ({room} at {eur_rate}) remain and "
        "are enough.",
    ),
    "finding.de_minimis.limits": (
        "Sedan {window_from} är {used_eur} av {limit_eur} euro använda; {room_eur} euro ({room} vid kursen {eur_rate}) "
        "återstår och understiger vad andelen ger.",
        "Since {window_from}, {used_eur} of {limit_eur} EUR are used; {room_eur} EUR ({room} at {eur_rate}) remain, less "
        "than the rate would give.",
    ),
    "finding.de_minimis.nothing": (
        "Sedan {window_from} är {used_eur} av {limit_eur} euro använda; inget utrymme återstår för stöd.",
        "Since {window_from}, {used_eur} of {limit_eur} EUR are used; no room remains for aid.",
    ),
    "finding.de_minimis_not_in_force": (
        "Förordning {regulation} har inget tak som gäller {day}; inget stöd kan beviljas enligt den.",
        "Regulation {regulation} has no ceiling in force on {day}; no aid can be granted under it.",
    ),
    "finding.rounding": (
        "Beräkningen ger {aid}, avrundat nedåt till hela kronor.",
        "The calculation gives {aid}, rounded down to whole kronor.",
    ),
    "finding.rounding.not": (
        "Stödet är mindre än en krona och blir inget.",
        "The aid is less than one krona and becomes none.",
    ),
}

_FINANCING: dict[str, tuple[str, str]] = {
    "finding.financing_recorded": (
        "Övrig finansiering, {amount}, noteras och ändrar inte stödet.",
        "Other financing, {amount}, is recorded and does not change the aid.",
    ),
    "finding.public_money": (
        "Stödet {aid} och annan offentlig finansiering {public} ryms inom kostnaden {cost}.",
        "The aid of {aid} and other public money of {public} are within the cost of {cost}.",
    ),
    "finding.public_money.not": (
        "Stödet {aid} och annan offentlig finansiering {public} överstiger kostnaden {cost}; stödet ska inte vara större "
        "än vad som behövs.",
        "The aid of {aid} and other public money of {public} exceed the cost of {cost}; the aid should be no larger than "
        "needed.",
    ),
    "finding.in_kind": (
        "Kostnader och finansiering i annat än pengar är lika stora: {costs}.",
        "Costs and financing in kind are equal: {costs}.",
    ),
    "finding.in_kind.not": (
        "Kostnader i annat än pengar är {costs} och sådan finansiering {financing}; de ska vara lika stora.",
        "Costs in kind are {costs} and financing in kind {financing}; they should be equal.",
    ),
    "finding.no_need": (
        "Övrig finansiering, {financing}, täcker redan kostnaderna, {costs}.",
        "The other financing, {financing}, already covers the costs, {costs}.",
    ),
    "finding.plan": (
        "Av kostnaderna {costs} täcker övrig finansiering {financing}; behovet {need} ryms inom {rate} av alla kostnader.",
        "Of the costs of {costs} other financing covers {financing}; the need of {need} is within {rate} of all costs.",
    ),
    "finding.plan.not": (
        "Av kostnaderna {costs} täcker övrig finansiering {financing}; behovet {need} överstiger {rate} av alla kostnader, "
        "och {missing} saknar finansiering.",
        "Of the costs of {costs} other financing covers {financing}; the need of {need} exceeds {rate} of all costs, and "
        "{missing} lacks financing.",
    ),
}

_PAYOUTS: dict[str, tuple[str, str]] = {
    "finding.payout": (
        "Godkända kostnader {costs} med andelen {rate}, minus {out} som redan är ute, ger {due}.",
        "Approved costs of {costs} at {rate}, less {out} already out, give {due}.",
    ),
    "finding.payout_in_kind": (
        "Kostnader i annat än pengar, {costs}, motsvaras av lika mycket finansiering, {financing}.",
        "Costs in kind, {costs}, have as much financing in kind, {financing}.",
    ),
    "finding.payout_in_kind.not": (
        "Kostnader i annat än pengar är {costs} men sådan finansiering bara {financing}; {excess} räknas som inte godkänt.",
        "Costs in kind are {costs} but financing in kind only {financing}; {excess} counts as not approved.",
    ),
    "finding.payout_withheld": (
        "{withheld} hålls inne genom beslut och betalas inte nu.",
        "{withheld} is withheld by decision and is not paid now.",
    ),
    "finding.payout_recovered.not": (
        "{recovered} har kommit tillbaka, men kostnaderna som beloppet betalades för räknas ännu som godkända. Utan det som "
        "kom tillbaka skulle {without} föreslås. Se efter om de kostnaderna håller.",
        "{recovered} has come back, but the costs that it was paid for still count as approved. Without what came back {without} "
        "would be proposed. See whether those costs hold.",
    ),
    "finding.payout_after_final.not": (
        "Rekvisition {number}, mottagen {day}, är godkänd som ärendets sista.",
        "Claim {number}, received on {day}, has been approved as the last one of the case.",
    ),
    "finding.payout_inspection.not": (
        "Kontrollanten {inspector} fann att allt inte var i ordning: {remark}",
        "The inspector {inspector} found that not all was in order: {remark}",
    ),
    "finding.payout_ceiling": (
        "Mer än {ceiling} kan inte betalas ut nu.",
        "No more than {ceiling} can be paid out now.",
    ),
}

_CONDITIONS: dict[str, tuple[str, str]] = {
    "finding.terms.collective_agreement": (
        "Lön och villkor enligt kollektivavtal eller motsvarande är uppgivna.",
        "Pay and terms by collective agreement or the equivalent are stated.",
    ),
    "finding.terms.collective_agreement.not": (
        "Före beslut: visa att lön och villkor följer kollektivavtal eller motsvarande.",
        "Before the grant: show that pay and terms follow a collective agreement or the equivalent.",
    ),
    "finding.municipality.opinion": ("Kommunen har yttrat sig.", "The municipality has given its views."),
    "finding.municipality.opinion.not": (
        "Före beslut: hämta in kommunens synpunkter.",
        "Before the grant: obtain the views of the municipality.",
    ),
    "finding.recovery_order": (
        "Inget krav på återbetalning från EU-kommissionen är uppgivet.",
        "No order to recover from the Commission is stated.",
    ),
    "finding.recovery_order.not": (
        "Före utbetalning: kravet på återbetalning från EU-kommissionen ska vara reglerat.",
        "Before payment: the Commission's order to recover should be settled.",
    ),
    "finding.tam_consent": (
        "Före beslut: mottagaren ska samtycka till att stöd över {limit} euro publiceras.",
        "Before the grant: the recipient should consent to publication of aid above {limit} EUR.",
    ),
    "finding.de_minimis_not_applicable": (
        "Uppgifter om försumbart stöd och växelkurs behövs inte för stödformen och används inte.",
        "De minimis awards and an exchange rate are not needed for the scheme and are not used.",
    ),
    "finding.awards_not_applicable": (
        "Uppgifter om försumbart stöd behövs inte för stödformen och används inte.",
        "De minimis awards are not needed for the scheme and are not used.",
    ),
    "finding.circumstances_without_effect": (
        "Uppgivet men utan verkan på stödet: {circumstances}.",
        "Stated, without effect on the aid: {circumstances}.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = _STOPS | _COSTS | _RATES | _CEILINGS | _FINANCING | _PAYOUTS | _CONDITIONS
