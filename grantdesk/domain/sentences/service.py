"""Sentences on commercial service, regional investment aid, advances and liability: key, then Swedish and English."""

_PLACES_AND_FORMS: dict[str, tuple[str, str]] = {
    "finding.aid_area": (
        "{municipality} ligger i stödområde {area}; stödet lämnas i stödområde {areas}.",
        "{municipality} is in aid area {area}; the aid is given in aid areas {areas}.",
    ),
    "finding.aid_area.not": (
        "{municipality} ligger utanför stödområdena; stödet lämnas bara i stödområde {areas}.",
        "{municipality} is outside the aid areas; the aid is given only in aid areas {areas}.",
    ),
    "finding.legal_form": (
        "Stödet lämnas till: {forms}. Sökandens form: {form}.",
        "The aid is given to: {forms}. The applicant's form: {form}.",
    ),
    "finding.legal_form.not": (
        "Stödet lämnas bara till: {forms}. Sökandens form: {form}.",
        "The aid is given only to: {forms}. The applicant's form: {form}.",
    ),
    "finding.region_decides": (
        "Investeringen är {investment}, högst {above}, och flyttar inte mellan län; regionen får besluta.",
        "The investment is {investment}, at most {above}, and no move between counties; the Region may decide.",
    ),
    "finding.agency.amount": (
        "Investeringen är {investment}, över {above}; Tillväxtverket beslutar i stället för regionen.",
        "The investment is {investment}, above {above}; Tillväxtverket decides instead of the Region.",
    ),
    "finding.agency.case": (
        "Tillväxtverket beslutar i stället för regionen: {cases}.",
        "Tillväxtverket decides instead of the Region: {cases}.",
    ),
    "finding.considered": ("Att pröva: {words}", "To be judged: {words}"),
}

_SERVICE: dict[str, tuple[str, str]] = {
    "finding.most_years": (
        "Sökanden har haft bidraget {had} år; högst {most} år sammanlagt.",
        "The applicant has had the grant for {had} years; at most {most} years in all.",
    ),
    "finding.most_years.not": (
        "Sökanden har redan haft bidraget {had} år; det lämnas högst {most} år sammanlagt.",
        "The applicant has already had the grant for {had} years; it is given for at most {most} years in all.",
    ),
    "finding.service.distance": (
        "Närmaste butik ligger {stated} km bort, mer än {limit} km.",
        "The next store is {stated} km away, more than {limit} km.",
    ),
    "finding.service.distance.not": (
        "Närmaste butik ligger {stated} km bort; det ska vara mer än {limit} km, om det inte finns särskilda skäl.",
        "The next store is {stated} km away; it should be more than {limit} km, unless there are special reasons.",
    ),
    "finding.service.distance.unstated": (
        "Avståndet till närmaste butik är inte uppgivet; det ska vara mer än {limit} km, om det inte finns särskilda skäl.",
        "The distance to the next store is not stated; it should be more than {limit} km, unless there are special reasons.",
    ),
    "finding.service.distance.waived": (
        "Kravet på mer än {limit} km till närmaste butik prövas inte: särskilda skäl.",
        "More than {limit} km to the next store is not asked for: special reasons.",
    ),
    "finding.service.turnover": (
        "Omsättningen av dagligvaror är {stated}, högst {limit}.",
        "The turnover of groceries is {stated}, at most {limit}.",
    ),
    "finding.service.turnover.not": (
        "Omsättningen av dagligvaror är {stated}; den ska vara högst {limit}, om det inte finns särskilda skäl.",
        "The turnover of groceries is {stated}; it should be at most {limit}, unless there are special reasons.",
    ),
    "finding.service.turnover.unstated": (
        "Omsättningen av dagligvaror är inte uppgiven; den ska vara högst {limit}, om det inte finns särskilda skäl.",
        "The turnover of groceries is not stated; it should be at most {limit}, unless there are special reasons.",
    ),
    "finding.service.turnover.waived": (
        "Kravet på högst {limit} i omsättning av dagligvaror prövas inte: särskilda skäl.",
        "A turnover of groceries of at most {limit} is not asked for: special reasons.",
    ),
    "finding.open_all_year": ("Butiken är öppen hela året.", "The store is open all year."),
    "finding.open_all_year.not": (
        "Det är inte uppgivet att butiken är öppen hela året, och det ska den vara.",
        "The store is not stated to be open all year, as it should be.",
    ),
    "finding.net_cost": (
        "Nettokostnaden är {cost}, minst {least} (prisbasbeloppet {year} är {base}).",
        "The net cost is {cost}, at least {least} (the price base amount of {year} is {base}).",
    ),
    "finding.net_cost.not": (
        "Nettokostnaden är {cost}; den ska vara minst {least} (prisbasbeloppet {year} är {base}).",
        "The net cost is {cost}; it should be at least {least} (the price base amount of {year} is {base}).",
    ),
    "finding.net_cost.no_base": (
        "Regionens regler har inget prisbasbelopp för {year}; lägg till det innan bidraget räknas ut.",
        "The Region's rules have no price base amount for {year}; add it before the grant is counted.",
    ),
}

_AMOUNTS: dict[str, tuple[str, str]] = {
    "finding.service_year.within": (
        "Stödet ligger inom årets tak: av {limit} är {used} använda och {room} återstår.",
        "The aid is within the year's ceiling: of {limit}, {used} are used and {room} remain.",
    ),
    "finding.service_year.limits": (
        "Årets tak begränsar stödet: av {limit} är {used} använda och {room} återstår.",
        "The year's ceiling limits the aid: of {limit}, {used} are used and {room} remain.",
    ),
    "finding.service_year.nothing": (
        "Årets tak lämnar inget stöd: av {limit} är {used} använda.",
        "The year's ceiling leaves no aid: of {limit}, {used} are used.",
    ),
    "finding.per_household.within": (
        "Bidraget ligger inom {each} per hushåll och tillfälle: {served} leveranser ger högst {limit}.",
        "The grant is within {each} per household and delivery: {served} deliveries give at most {limit}.",
    ),
    "finding.per_household.limits": (
        "Taket {each} per hushåll och tillfälle begränsar bidraget: {served} leveranser ger högst {limit}.",
        "The {each} per household and delivery limit the grant: {served} deliveries give at most {limit}.",
    ),
    "finding.per_household.nothing": (
        "Taket {each} per hushåll och tillfälle lämnar inget bidrag: {served} leveranser.",
        "The {each} per household and delivery leave no grant: {served} deliveries.",
    ),
    "finding.large_project": (
        "De kostnader som ingår är {costs}, högst {above} euro; det är inget stort investeringsprojekt.",
        "The costs that are taken are {costs}, at most {above} EUR; it is no large investment project.",
    ),
    "finding.large_project.not": (
        "De kostnader som ingår är {costs}, över {above} euro: ett stort investeringsprojekt har andelen för {size}.",
        "The costs that are taken are {costs}, above {above} EUR: a large investment project has the rate of {size}.",
    ),
    "finding.large_project.untold": (
        "De kostnader som ingår är {costs}. Utan växelkurs kan det inte avgöras om de är över {above} euro och projektet "
        "stort; andelen är den egna storlekens.",
        "The costs that are taken are {costs}. Without an exchange rate it cannot be told whether they are above {above} "
        "EUR and the project large; the rate is that of the applicant's own size.",
    ),
}

_ADVANCES_AND_LIABILITY: dict[str, tuple[str, str]] = {
    "finding.payout_advance": (
        "{advances} är betalt i förskott. Godkända kostnader täcker {covered}; {uncovered} återstår att täcka.",
        "{advances} has been paid in advance. Approved costs cover {covered}; {uncovered} remain to be covered.",
    ),
    "finding.payout_advance.not": (
        "{advances} är betalt i förskott, och godkända kostnader täcker bara {covered}. Rekvisitionen är den sista:"
        " föreslå återkrav av {uncovered}.",
        "{advances} has been paid in advance, and approved costs cover only {covered}. This is the final claim:"
        " propose a recovery of {uncovered}.",
    ),
    "finding.advance": (
        "Förskott får vara {share} av {granted} men högst {most}; {earlier} har redan betalats ut, och {ceiling} återstår.",
        "An advance may be {share} of {granted}, at most {most}; {earlier} have been paid already, and {ceiling} remain.",
    ),
    "finding.advance.special_reasons": ("Särskilda skäl är uppgivna.", "Special reasons are stated."),
    "finding.advance.special_reasons.not": (
        "Inga särskilda skäl är uppgivna; utan dem betalas inget förskott.",
        "No special reasons are stated; without them no advance is paid.",
    ),
    "finding.advance.sound": (
        "Mottagarens ekonomiska bärkraft är prövad och räcker.",
        "The recipient's financial strength has been tried and is enough.",
    ),
    "finding.advance.sound.not": (
        "Mottagarens ekonomiska bärkraft är inte visad; utan den betalas inget förskott.",
        "The recipient's financial strength has not been shown; without it no advance is paid.",
    ),
    "finding.liability": (
        "{years} hela år har gått sedan slutbetalningen {paid_on}; ansvaret har då minskat med {fallen} av {paid}, och "
        "{remaining} återstår.",
        "{years} full years have passed since the final payment on {paid_on}; the liability has then fallen by {fallen} of "
        "{paid}, and {remaining} remain.",
    ),
    "finding.liability.before": (
        "Slutbetalningen är den {paid_on}, senare än det inträffade; ansvaret är hela {paid}.",
        "The final payment is on {paid_on}, later than what occurred; the liability is all of {paid}.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = _PLACES_AND_FORMS | _SERVICE | _AMOUNTS | _ADVANCES_AND_LIABILITY
