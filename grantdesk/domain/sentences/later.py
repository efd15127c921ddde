"""Sentences about decisions that come after the first, and those that end an application without trying it."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Dismissal and write-off
    "decide.reject_without_reason": (
        "Ett avslag ska motiveras. Skriv skälen så att sökanden förstår dem.",
        "A rejection needs reasons. Write them so that the applicant understands.",
    ),
    "decide.dismiss_without_reason": (
        "En avvisning ska motiveras. Skriv skälen så att sökanden förstår dem.",
        "A dismissal needs reasons. Write them so that the applicant understands.",
    ),
    "decide.write_off_without_reason": (
        "En avskrivning ska motiveras. Skriv varför det inte finns något kvar att besluta om.",
        "A write-off needs reasons. Write why there is nothing left to decide.",
    ),
    "decide.without_cause": (
        "Välj vilken grund beslutet vilar på.",
        "Choose the ground that the decision rests on.",
    ),
    "decide.not_to_reopen": (
        "Ärende {number} har inget avslag, ingen avvisning och ingen avskrivning som kan upphävas.",
        "Case {number} has no rejection, dismissal or write-off that can be revoked.",
    ),
    # What a proposal of a later decision must say
    "later.unknown_kind": (
        "{kind} är inget beslut som kan fattas om ett bifall.",
        "{kind} is no decision that can be taken about a grant.",
    ),
    "later.unknown_cause": (
        "Välj vilken av lagens grunder beslutet vilar på.",
        "Choose which of the law's grounds the decision rests on.",
    ),
    "later.changes_nothing": (
        "Ändringen ändrar ingenting. Skriv ett nytt belopp, en ny sista dag, nya villkor eller en ny kostnadsplan.",
        "The change changes nothing. Write a new amount, a new last day, new conditions or a new cost plan.",
    ),
    "later.change_to_nothing": (
        "Beloppet efter ändringen ska vara över noll. Ska inget vara kvar av bifallet upphävs det.",
        "The amount after the change is to be above zero. Where nothing of the grant is to remain it is revoked.",
    ),
    "later.plan_line": (
        "Varje rad i kostnadsplanen har ett kostnadsslag och ett belopp över noll.",
        "Each line of the cost plan has a category and an amount above zero.",
    ),
    "later.empty_plan": (
        "Kostnadsplanen saknar rader. Skriv minst en, eller lämna planen som den är.",
        "The cost plan has no lines. Write at least one, or leave the plan as it is.",
    ),
    "later.ends_before_it_began": (
        "Den sista dagen {ends_on} ligger före den dag då ansökan kom in, {received}.",
        "The last day {ends_on} is before the day that the application was received, {received}.",
    ),
    "later.withheld_amount": (
        "Skriv hur mycket som hålls inne från och med nu. Noll skrivs när innehållandet ska upphöra, och bara då.",
        "Write how much is withheld from now on. Zero is written where the withholding is to end, and only then.",
    ),
    "later.due_on": (
        "Skriv en dag efter {on} då det återkrävda senast ska vara betalt.",
        "Write a day after {on} by which what is recovered is to be paid.",
    ),
    "later.no_amount": ("Skriv ett belopp över noll.", "Write an amount above zero."),
    "later.set_off_of_what": (
        "Välj vilket återkrav i ärendet som ska kvittas, och mot vilken utbetalning.",
        "Choose which recovery in the case is to be set off, and against which payment.",
    ),
    "later.lower_what": (
        "Välj vilket återkrav i ärendet som ska sättas ned.",
        "Choose which recovery in the case is to be lowered.",
    ),
    "later.above_wanted": (
        "Återkravet är på {wanted}, så det kan inte sättas ned med {amount}. Skriv högst det som återkrävs nu.",
        "The recovery is of {wanted}, so it cannot be lowered by {amount}. Write at most what is wanted back now.",
    ),
    "later.below_given_up": (
        "Av återkravet är {given_up} redan avskrivet som förlust, så det kan inte sättas ned till {wanted}."
        " Återta förlusten först.",
        "Of the recovery {given_up} has been written off as lost, so it cannot be lowered to {wanted}."
        " Reverse the loss first.",
    ),
    "later.set_off_investment_only": (
        "Enligt {ordinance} får bara återkrävt investeringsstöd räknas av mot en annan utbetalning."
        " {scheme} är inte investeringsstöd.",
        "Under {ordinance} only recovered investment aid may be set off against another payment."
        " {scheme} is not investment aid.",
    ),
    "later.advance_without_reasons": (
        "Skriv vilka särskilda skäl det finns att betala i förskott. Utan sådana får bidraget bara betalas i efterhand.",
        "Write the special reasons to pay in advance. Without them the grant may only be paid in arrears.",
    ),
    "later.advance_without_soundness": (
        "Skriv hur mottagarens ekonomiska styrka har prövats och vad prövningen visade. Utan det får inget förskott betalas.",
        "Write how the recipient's financial strength has been tried and what that showed. Without it no advance may be paid.",
    ),
    # When it may be proposed and taken
    "later.not_open": (
        "Ärende {number} är inte i ett läge där det beslutet kan fattas. Öppna ärendet igen och se vad som gäller nu.",
        "Case {number} is not where that decision can be taken. Open the case again to see what holds now.",
    ),
    "later.stands_already": (
        "I ärende {number} ligger redan ett förslag till beslut. Ta tillbaka det först.",
        "A decision is already proposed in case {number}. Take the proposal back first.",
    ),
    "later.without_reason": (
        "Skriv skälen. Den som beslutar läser dem först, och sedan mottagaren.",
        "Write the reasons. Whoever decides reads them first, and then the recipient.",
    ),
    "later.proposed_since": (
        "Förslaget i ärende {number} är inte längre det du såg. Öppna ärendet igen och läs vad som föreslås nu.",
        "The proposal in case {number} is no longer the one you saw. Open the case again to read what is proposed now.",
    ),
    "later.before_the_last": (
        "Beslutsdagen {on} ligger före det senaste beslutet i ärendet, {last}.",
        "The day of decision {on} is before the latest decision in the case, {last}.",
    ),
    # What the grant and its money leave no room for
    "later.above_aid": (
        "{amount} är mer än reglerna ger den {on} med den kostnadsplan som föreslås: {aid}.",
        "{amount} is more than the rules give on {on} with the cost plan that is proposed: {aid}.",
    ),
    "later.above_free": (
        "{amount} är mer än vad som är beviljat och varken betalt eller på väg ut: {free}."
        " Skicka först tillbaka en utbetalning som väntar, om den inte ska göras.",
        "{amount} is more than what is granted and neither paid nor on its way out: {free}."
        " First send back a payment that waits, where it is not to be made.",
    ),
    "later.payment_on_its_way": (
        "Utbetalning {number} är på väg ut. Skicka tillbaka den eller vänta tills den är gjord, och upphäv sedan.",
        "Payment {number} is on its way out. Send it back or wait until it is made, and revoke then.",
    ),
    "later.nothing_to_revoke": (
        "Allt i ärende {number} är betalt, så det finns inget kvar att upphäva. Det som är betalt återkrävs.",
        "All of case {number} is paid, so nothing is left to revoke. What is paid is recovered.",
    ),
    "later.withheld_already": (
        "Redan nu hålls {amount} inne. Skriv det belopp som ska gälla i stället.",
        "{amount} is withheld already. Write the amount that is to hold instead.",
    ),
    "later.above_paid": (
        "{amount} är mer än vad som är betalt och inte redan återkrävt: {left}.",
        "{amount} is more than what is paid and not already recovered: {left}.",
    ),
    "later.set_off_elsewhere": (
        "Kvittning görs mot en utbetalning till samma mottagare enligt samma förordning ({ordinance})."
        " Utbetalning {number} är inte en sådan.",
        "A set-off is made against a payment to the same recipient under the same ordinance ({ordinance})."
        " Payment {number} is not one.",
    ),
    "later.no_set_off": (
        "{ordinance} ger ingen rätt att kvitta.",
        "{ordinance} gives no right to set off.",
    ),
    "later.payment_has_left": (
        "Utbetalning {number} ligger i en betalningsfil eller är gjord, så det är för sent att kvitta mot den.",
        "Payment {number} is in a batch or has been made, so it is too late to set off against it.",
    ),
    "later.above_set_off": (
        "{amount} är mer än vad som kan kvittas: högst {most}, det som är kvar av återkravet eller hela utbetalningen.",
        "{amount} is more than can be set off: at most {most}, what is left of the recovery or the whole payment.",
    ),
    "later.no_advance": (
        "{scheme} betalas inte i förskott den {on}. Bara stöd som har en regel om förskott kan det.",
        "{scheme} is not paid in advance on {on}. Only schemes with a rule on advances are.",
    ),
    "later.no_payee": (
        "Mottagaren i ärende {number} har inget bekräftat konto att betala till. Lägg in kontot och låt en annan bekräfta det.",
        "The recipient in case {number} has no confirmed account to be paid to. Enter the account and have another confirm it.",
    ),
    "later.above_advance": (
        "{amount} är mer än vad som får betalas i förskott nu: {most}. Tidigare förskott är inräknade.",
        "{amount} is more than may be paid in advance now: {most}. Earlier advances are included.",
    ),
    "close.proposal_stands": (
        "I ärende {number} ligger ett förslag till beslut. Besluta eller ta tillbaka det innan ärendet avslutas.",
        "A decision is proposed in case {number}. Decide it or take it back before the case is closed.",
    ),
    # The law's grounds
    "cause.incomplete": (
        "Ansökan är så ofullständig att den inte kan prövas",
        "The application is too incomplete to be tried",
    ),
    "cause.not_competent": ("Frågan prövas inte av Regionen", "The matter is not for the Region to try"),
    "cause.no_party": ("Sökanden kan inte vara part", "The applicant cannot be a party"),
    "cause.late": ("Ansökan kom in för sent", "The application was received too late"),
    "cause.withdrawn": ("Sökanden har återtagit ansökan", "The applicant has withdrawn the application"),
    "cause.ceased": ("Sökanden finns inte längre", "The applicant no longer exists"),
    "cause.without_object": ("Det finns inte längre något att pröva", "There is no longer anything to try"),
    "cause.own_request": ("Mottagaren avstår från stödet", "The recipient renounces the aid"),
    "cause.reserved": (
        "Beslutet förenades med ett förbehåll om att det får upphävas (37 § förvaltningslagen)",
        "The decision was made subject to revocation (section 37 of the Administrative Procedure Act)",
    ),
    "cause.safety": (
        "Tvingande säkerhetsskäl (37 § förvaltningslagen)",
        "Compelling reasons of safety (section 37 of the Administrative Procedure Act)",
    ),
    "cause.incorrect": (
        "Beslutet var felaktigt, och ansökan prövas på nytt (37 och 38 §§ förvaltningslagen)",
        "The decision was wrong, and the application is tried again (sections 37 and 38 of the Administrative Procedure Act)",
    ),
    "cause.wrong_data": ("Oriktiga eller vilseledande uppgifter", "Incorrect or misleading information"),
    "cause.granted_in_error": (
        "Stödet har lämnats felaktigt eller med för högt belopp, och mottagaren borde ha insett det",
        "The aid was granted in error or with too high an amount, and the recipient should have realised it",
    ),
    "cause.not_for_purpose": (
        "Stödet har inte använts, eller kan inte väntas bli använt, för sitt ändamål",
        "The aid has not been used, or cannot be expected to be used, for its purpose",
    ),
    "cause.conditions_broken": ("Villkoren för stödet har inte följts", "The conditions of the aid have not been met"),
    "cause.ended": ("Skälen att hålla inne finns inte längre", "The reasons to withhold are no longer there"),
    "cause.mistaken": (
        "Återkravet var felaktigt (37 och 38 §§ förvaltningslagen)",
        "The recovery was wrong (sections 37 and 38 of the Administrative Procedure Act)",
    ),
    "cause.new_facts": (
        "Nya omständigheter gör att återkravet är felaktigt (37 och 38 §§ förvaltningslagen)",
        "New circumstances make the recovery wrong (sections 37 and 38 of the Administrative Procedure Act)",
    ),
    "cause.special_reasons": (
        "Det finns särskilda skäl att sätta ned återkravet",
        "There are special reasons to lower the recovery",
    ),
    # What each kind does
    "later_does.change": (
        "Ändrar beloppet, tiden, villkoren eller kostnadsplanen. En öppen rekvisition ligger kvar och prövas mot det nya.",
        "Changes the amount, the time, the conditions or the cost plan. An open claim stays and is judged by what is new.",
    ),
    "later_does.revoke": (
        "Upphäver bifallet: det som inte är betalt tas tillbaka. Det som är betalt återkrävs i ett eget beslut.",
        "Revokes the grant: what is not paid is taken back. What is paid is recovered by a decision of its own.",
    ),
    "later_does.withhold": (
        "Håller inne utbetalning helt eller delvis tills vidare, eller låter ett innehållande upphöra.",
        "Withholds payment, whole or in part, until further notice, or ends a withholding.",
    ),
    "later_does.recover": (
        "Kräver tillbaka det som är betalt, helt eller delvis.",
        "Recovers what has been paid, whole or in part.",
    ),
    "later_does.set_off": (
        "Kvittar ett återkrav mot en annan utbetalning till samma mottagare enligt samma förordning.",
        "Sets a recovery off against another payment to the same recipient under the same ordinance.",
    ),
    "later_does.advance": (
        "Betalar en del av bidraget innan det finns kostnader att redovisa. Förskottet räknas av i kommande rekvisitioner.",
        "Pays a part of the grant before there are costs to report. The advance is set off in the claims that follow.",
    ),
    "later_does.lower": (
        "Sätter ned ett återkrav, helt eller delvis. Räntan räknas om, och det som har betalats för mycket betalas tillbaka.",
        "Lowers a recovery, wholly or in part. Interest is counted anew, and what has been paid too much is paid back.",
    ),
    "report.follows": (
        "Följer av beslut {on} i ärende {number}.",
        "Follows from the decision of {on} in case {number}.",
    ),
    # Piles
    "pile.later_to_decide": ("Senare beslut att fatta", "Later decisions to take"),
    "pile.later_for_the_board": ("Senare beslut för nämnden", "Later decisions for the board"),
    "pile.to_write_off": ("Återtagna, att skriva av", "Withdrawn, to be written off"),
    "pile_amount.later_to_decide": ("Beslutet gäller, kr", "The decision is about, SEK"),
    "pile_amount.later_for_the_board": ("Beslutet gäller, kr", "The decision is about, SEK"),
    "pile_amount.to_write_off": ("Sökt, annars kostnader, kr", "Applied for, else costs, SEK"),
    # History
    "event.case.dismissed": ("Ansökan avvisades", "The application was dismissed"),
    "event.case.reopened": (
        "Beslutet upphävdes, och ansökan prövas på nytt",
        "The decision was revoked, and the application is tried again",
    ),
    "event.case.written_off": ("Ärendet avskrevs", "The case was written off"),
    "event.later.laid": ("Ett nytt beslut föreslogs", "A new decision was proposed"),
    "event.case.changed": ("Bifallet ändrades", "The grant was changed"),
    "event.case.revoked": ("Bifallet upphävdes", "The grant was revoked"),
    "event.case.withheld": ("Beslut om innehållen utbetalning", "Payment withheld by decision"),
    "event.case.recovered": ("Beslut om återkrav", "Recovery decided"),
    "event.case.set_off": ("Beslut om kvittning", "Set-off decided"),
    "event.case.advanced": ("Beslut om förskott", "Advance decided"),
    "event.case.lowered": ("Återkravet sattes ned", "The recovery was lowered"),
    "event.payment.set_off": (
        "Utbetalning {number} minskades genom kvittning mot ett återkrav",
        "Payment {number} was reduced by a set-off against a recovery",
    ),
}
