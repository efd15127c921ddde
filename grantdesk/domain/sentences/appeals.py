"""Sentences of appeals: what the days say of them, what was done with them, and what it means for legal force."""

_STATES: dict[str, tuple[str, str]] = {
    "state.appeal.registered": ("Att rättidspröva", "To be judged"),
    "state.appeal.in_time": ("I rätt tid", "In time"),
    "state.appeal.late": ("För sent inkommet", "Too late"),
    "state.appeal.barred": ("Beslutet får inte överklagas", "The decision may not be appealed"),
    "state.appeal.dismissed": ("Avvisat", "Dismissed"),
    "state.appeal.fell": ("Förfallet, beslutet ändrat", "Fell, the decision was changed"),
    "state.appeal.reconsidered": ("Omprövat, att lämna över", "Reconsidered, to forward"),
    "state.appeal.forwarded": ("Hos förvaltningsrätten", "With the court"),
    "state.appeal.decided": ("Avgjort av domstol", "Decided by the court"),
    "state.appeal.settled": ("Slutligt avgjort", "Finally decided"),
    "state.appeal.withdrawn": ("Återkallat", "Withdrawn"),
    "judgement.find_in_time": ("Det kom in i rätt tid", "It came in time"),
    "judgement.find_late": ("Det kom in för sent", "It came too late"),
    "judgement.find_barred": ("Beslutet får inte överklagas", "The decision may not be appealed"),
    "reconsidered.replace": ("Beslutet ändras så som klaganden begär", "The decision is changed as asked"),
    "reconsidered.part": ("Beslutet ändras till en del", "The decision is changed in part"),
    "reconsidered.none": ("Beslutet ändras inte", "The decision is not changed"),
    "reconsidered_dismissal.replace": ("Avvisningen tas tillbaka", "The dismissal is taken back"),
    "reconsidered_dismissal.none": ("Avvisningen står kvar", "The dismissal stands"),
    "outcome.upheld": ("Bifall", "Upheld"),
    "outcome.partly": ("Delvis bifall", "Upheld in part"),
    "outcome.rejected": ("Avslag på överklagandet", "Rejected"),
    "outcome.dismissed": ("Överklagandet avvisat", "Dismissed"),
    "outcome.remitted": ("Återförvisat", "Remitted"),
    "outcome.written_off": ("Avskrivet", "Written off"),
    "appeal_act.find_in_time": ("Bedömt som inkommet i rätt tid", "Judged to be in time"),
    "appeal_act.find_late": ("Bedömt som för sent inkommet", "Judged to be too late"),
    "appeal_act.find_barred": (
        "Bedömt: beslutet får inte överklagas",
        "Judged: the decision may not be appealed",
    ),
    "appeal_act.send_back": ("Tillbaka för ny bedömning", "Sent back to be judged anew"),
    "appeal_act.dismiss": ("Avvisat", "Dismissed"),
    "appeal_act.tell": ("Klaganden tog del av avvisningen", "The appellant took part of the dismissal"),
    "appeal_act.reopen": ("Avvisningen gäller inte längre", "The dismissal no longer holds"),
    "appeal_act.replace": ("Omprövat: ändrat så som klaganden begär", "Reconsidered: changed as asked"),
    "appeal_act.reconsider": ("Omprövat: ingen ändring", "Reconsidered: no change"),
    "appeal_act.reconsider_part": ("Omprövat: ändrat till en del", "Reconsidered: changed in part"),
    "appeal_act.forward": ("Överlämnat till domstol", "Forwarded to the court"),
    "appeal_act.hear": ("Domstolens avgörande", "The court's ruling"),
    "appeal_act.note_further": ("Överklagat vidare", "Appealed further"),
    "appeal_act.settle": ("Slutligt avgörande", "Final ruling"),
    "appeal_act.withdraw": ("Återkallat", "Withdrawn"),
}

# What the page says when an act is done.
_DONE: dict[str, tuple[str, str]] = {
    "done_with_appeal.find_in_time": ("Bedömningen är sparad.", "The judgement is kept."),
    "done_with_appeal.dismiss": (
        "Överklagandet är avvisat. Skicka beslutet med upplysning om hur det överklagas.",
        "The appeal is dismissed. Send the decision with information on how to appeal it.",
    ),
    "done_with_appeal.reconsider": ("Omprövningen är sparad.", "The reconsideration is kept."),
    "done_with_appeal.forward": ("Överklagandet är överlämnat.", "The appeal is forwarded."),
    "done_with_appeal.hear": ("Avgörandet är antecknat.", "The ruling is noted."),
    "done_with_appeal.settle": ("Det slutliga avgörandet är antecknat.", "The final ruling is noted."),
    "done_with_appeal.note_further": ("Det är antecknat.", "It is noted."),
    "done_with_appeal.tell": ("Dagen är antecknad.", "The day is noted."),
    "done_with_appeal.send_back": ("Överklagandet väntar på ny bedömning.", "The appeal waits to be judged anew."),
    "done_with_appeal.withdraw": ("Återkallelsen är antecknad.", "The withdrawal is noted."),
}

_TIME: dict[str, tuple[str, str]] = {
    "appeal.time.no_rule": (
        "Det är inte känt om beslutet får överklagas. Domstolen prövar det (47 § förvaltningslagen), så det lämnas över.",
        "It is not known whether the decision may be appealed. The court tries that (section 47 of the Administrative Procedure "
        "Act), so the appeal is forwarded.",
    ),
    "appeal.time.barred": (
        "Beslutet får inte överklagas ({sections} förordningen {ordinance}). Bara domstolen får avvisa överklagandet av det "
        "skälet (45 och 47 §§ förvaltningslagen), så det lämnas över.",
        "The decision may not be appealed ({sections} of Ordinance {ordinance}). Only the court may dismiss the appeal on that "
        "ground (sections 45 and 47 of the Administrative Procedure Act), so it is forwarded.",
    ),
    "appeal.time.legality": (
        "Beslutet kan bara laglighetsprövas (13 kap. kommunallagen). Det prövas av förvaltningsrätten, dit överklagandet lämnas.",
        "The decision can only be tried as to its legality (Local Government Act, chapter 13). The court does that, and the "
        "appeal is forwarded there.",
    ),
    "appeal.time.in_time": (
        "Mottagaren tog del av beslutet {took_part}. Sista dagen var {last}, och överklagandet kom in {came}: i rätt tid.",
        "The recipient took part of the decision on {took_part}. The last day was {last}. The appeal came on {came}: in time.",
    ),
    "appeal.time.late": (
        "Mottagaren tog del av beslutet {took_part}. Sista dagen var {last}, och överklagandet kom in {came}: för sent. Det "
        "avvisas, om inte förseningen beror på att Regionen underrättade fel om hur man överklagar (45 § förvaltningslagen).",
        "The recipient took part of the decision on {took_part}. The last day was {last}, and the appeal came on {came}: too "
        "late. It is dismissed, unless the delay is due to the Region's having told wrongly how to appeal (section 45 of the "
        "Administrative Procedure Act).",
    ),
    "appeal.time.in_time_whatever": (
        "Det är inte antecknat när mottagaren tog del av beslutet. Sista dagen är tidigast {last}, och överklagandet kom in "
        "{came}: i rätt tid.",
        "It is not noted when the recipient took part of the decision. The last day is {last} at the earliest, and the appeal "
        "came on {came}: in time.",
    ),
    "appeal.time.not_shown": (
        "Det är inte antecknat när mottagaren tog del av beslutet. Överklagandet kom in {came}, efter {last}, som är den "
        "tidigaste sista dagen. Att det är för sent måste Regionen kunna visa: anteckna dagen på brevet om den är känd. "
        "Annars räknas det som inkommet i rätt tid.",
        "It is not noted when the recipient took part of the decision. The appeal came on {came}, after {last}, the earliest "
        "possible last day. That it is late is for the Region to show: note the day on the letter if it is known. Otherwise it "
        "counts as in time.",
    ),
}

_REFUSED: dict[str, tuple[str, str]] = {
    "not_there.appeal": ("Ärende {number} har inget sådant överklagande.", "Case {number} has no such appeal."),
    "not_there.appealable": (
        "Ärende {number} är inte beslutat än, så det finns inget att överklaga.",
        "Case {number} has not been decided yet, so there is nothing to appeal.",
    ),
    "first.appeal": (
        "Överklagandet har redan kommit vidare. Öppna det igen och se vad som gäller nu.",
        "The appeal has already gone further. Open it again to see what holds now.",
    ),
    "constraint.uq_appeal_once": (
        "Överklagandet är redan registrerat med det här formuläret.",
        "The appeal has been registered with this form already.",
    ),
    "appeal.without_words": (
        "Skriv vem som överklagar, vilken ändring som begärs och varför.",
        "Write who appeals, which change is asked for and why.",
    ),
    "appeal.before_decision": (
        "Överklagandet kan inte ha kommit in {on}, före beslutet {decided}.",
        "The appeal cannot have come on {on}, before the decision of {decided}.",
    ),
    "appeal.court_later": (
        "Skriv den dag överklagandet kom till domstolen bara om det kom dit först, senast {received}.",
        "Write the day that the appeal came to the court only where it came there first, by {received}.",
    ),
    "appeal.not_dismissed": (
        "Överklagandet är inte avvisat, så det finns ingen avvisning att överklaga.",
        "The appeal has not been dismissed, so there is no dismissal to appeal.",
    ),
    "appeal.later": (
        "{on} har inte varit än. Skriv en dag till och med i dag ({today}).",
        "{on} is yet to come. Write a day up to today ({today}).",
    ),
    "appeal.before_step": (
        "{on} ligger före {before}, dagen för det som hände dessförinnan.",
        "{on} is before {before}, the day of what happened before that.",
    ),
    "appeal.without_reason": (
        "Skriv varför, så att det kan läsas efteråt.",
        "Write why, so that it can be read afterwards.",
    ),
    "appeal.not_so_judged": (
        "Så kan överklagandet inte bedömas. {why}",
        "The appeal cannot be judged that way. {why}",
    ),
    "appeal.days_changed": (
        "Dagarna som bedömningen vilade på har ändrats. Skicka tillbaka överklagandet och bedöm det på nytt. {why}",
        "The days that the judgement rested on have changed. Send the appeal back and judge it anew. {why}",
    ),
    "appeal.told_already": (
        "Det är redan antecknat när klaganden tog del av avvisningen ({on}).",
        "It is noted already when the appellant took part of the dismissal ({on}).",
    ),
    "appeal.no_new_decision": (
        "Ta det nya beslutet först och välj det sedan här: det är det som ändrar det överklagade beslutet.",
        "Take the new decision first and then choose it here: it is the one that changes the decision appealed.",
    ),
    "appeal.decision_of_other": (
        "Det valda beslutet ändrar inte det överklagade.",
        "The decision chosen does not change the one appealed.",
    ),
    "appeal.changed_by_nothing": (
        "Ett beslut som inte ändras pekar inte på något nytt beslut.",
        "A decision that is not changed points at no new decision.",
    ),
    "appeal.without_number": (
        "Skriv domstolens målnummer, så att avgörandet går att hitta.",
        "Write the court's case number, so that the ruling can be found.",
    ),
    "appeal.board_and_minutes": (
        "Skriv protokollets paragraf när nämnden har beslutat, och bara då.",
        "Write the paragraph of the minutes where the board has decided, and only there.",
    ),
    "appeal.dismissal_part": (
        "En avvisning kan bara stå kvar eller tas tillbaka helt.",
        "A dismissal can only stand or be taken back wholly.",
    ),
}

_FORCE: dict[str, tuple[str, str]] = {
    "legal_force.appealed": (
        "Beslutet är överklagat ({received}) och vinner inte laga kraft förrän överklagandet är avgjort.",
        "The decision is appealed ({received}) and does not gain legal force until the appeal has been decided.",
    ),
    "legal_force.ruled": (
        "Beslutet är överklagat ({received}) och domstolen har avgjort målet. Anteckna när avgörandet är slutligt.",
        "The decision is appealed ({received}) and the court has ruled. Note when the ruling is final.",
    ),
    "legal_force.replaced": (
        "Beslutet ändrades vid omprövning av överklagandet ({received}). Laga kraft räknas för beslutet som kom i dess ställe.",
        "The decision was changed on reconsideration of the appeal ({received}). Legal force counts for the one in its place.",
    ),
    "legal_force.tried": (
        "Beslutet vann laga kraft {on}, när domstolens avgörande blev slutligt.",
        "The decision gained legal force on {on}, when the court's ruling became final.",
    ),
    "legal_force.withdrawn": (
        "Beslutet vann laga kraft {on}, när överklagandet återkallades.",
        "The decision gained legal force on {on}, when the appeal was withdrawn.",
    ),
    "legal_force.upheld": (
        "Domstolen ändrade beslutet. Vad som gäller är domstolens avgörande, slutligt {on}.",
        "The court changed the decision. What holds is the court's ruling, final on {on}.",
    ),
    "legal_force.partly": (
        "Domstolen ändrade beslutet till en del. Vad som gäller är domstolens avgörande, slutligt {on}.",
        "The court changed the decision in part. What holds is the court's ruling, final on {on}.",
    ),
    "legal_force.remitted": (
        "Domstolen upphävde beslutet och återförvisade ärendet, slutligt {on}. Ta ett nytt beslut.",
        "The court set the decision aside and sent the case back, finally on {on}. Take a new decision.",
    ),
}

_EVENTS: dict[str, tuple[str, str]] = {
    "event.appeal.registered": (
        "Ett överklagande kom in {received_on}",
        "An appeal came in on {received_on}",
    ),
    "event.appeal.found_in_time": (
        "Överklagandet bedömdes ha kommit in i rätt tid",
        "The appeal was judged to be in time",
    ),
    "event.appeal.found_late": (
        "Överklagandet bedömdes ha kommit in för sent",
        "The appeal was judged to be too late",
    ),
    "event.appeal.found_barred": (
        "Överklagandet bedömdes gälla ett beslut som inte får överklagas",
        "The appeal was judged to be against a decision that may not be appealed",
    ),
    "event.appeal.sent_back": (
        "Överklagandet skickades tillbaka för ny bedömning",
        "The appeal was sent back to be judged anew",
    ),
    "event.appeal.dismissed": ("Överklagandet avvisades som för sent", "The appeal was dismissed as too late"),
    "event.appeal.told": (
        "Klaganden tog del av avvisningen {done_on}",
        "The appellant took part of the dismissal on {done_on}",
    ),
    "event.appeal.reopened": (
        "Avvisningen av överklagandet gäller inte längre",
        "The dismissal of the appeal no longer holds",
    ),
    "event.appeal.replaced": (
        "Beslutet ändrades vid omprövning, och överklagandet förföll",
        "The decision was changed on reconsideration, and the appeal fell",
    ),
    "event.appeal.reconsidered": ("Det överklagade beslutet omprövades", "The appealed decision was reconsidered"),
    "event.appeal.forwarded": (
        "Överklagandet lämnades över till {court}",
        "The appeal was forwarded to {court}",
    ),
    "event.appeal.heard": (
        "Domstolen avgjorde överklagandet {done_on}, mål {court_number}",
        "The court ruled on the appeal on {done_on}, case {court_number}",
    ),
    "event.appeal.noted_further": ("Domstolens avgörande överklagades", "The court's ruling was appealed"),
    "event.appeal.settled": (
        "Överklagandet blev slutligt avgjort {done_on}",
        "The appeal was finally decided on {done_on}",
    ),
    "event.appeal.withdrawn": ("Överklagandet återkallades {done_on}", "The appeal was withdrawn on {done_on}"),
}

_PILES: dict[str, tuple[str, str]] = {
    "pile.appeals_to_judge": ("Överklaganden att rättidspröva", "Appeals to judge"),
    "pile.appeals_to_pass_on": ("Överklaganden att lämna över till domstol", "Appeals to forward to the court"),
    "pile.appeals_to_decide": (
        "Överklaganden att avvisa eller ompröva",
        "Appeals to dismiss or to reconsider the decision on",
    ),
    "pile_amount.appeals_to_judge": ("Beslutet gäller, kr", "The decision is about, SEK"),
    "pile_amount.appeals_to_pass_on": ("Beslutet gäller, kr", "The decision is about, SEK"),
    "pile_amount.appeals_to_decide": ("Beslutet gäller, kr", "The decision is about, SEK"),
}

SENTENCES: dict[str, tuple[str, str]] = _STATES | _DONE | _TIME | _REFUSED | _FORCE | _EVENTS | _PILES
