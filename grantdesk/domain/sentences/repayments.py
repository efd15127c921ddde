"""Sentences about money that comes back: interest, repayments, plans for them, losses, and claims handed over to court."""

SENTENCES: dict[str, tuple[str, str]] = {
    # What rules say of a recovery
    "finding.recovery.in_time": (
        "Det som betalades ut den {since} eller senare, {amount}, får krävas tillbaka: beslutet fattas inom"
        " {years} år från utbetalningen. Begärt i allt: {wanted}.",
        "What was paid on {since} or later, {amount}, may be wanted back: the decision is taken within {years}"
        " years of the payment. Wanted in all: {wanted}.",
    ),
    "finding.recovery.too_late": (
        "Av det som betalades ut får bara det från den {since} och senare, {amount}, krävas tillbaka: det som är"
        " äldre betalades ut för mer än {years} år sedan. Begärt i allt: {wanted}.",
        "Of what was paid only that of {since} and later, {amount}, may be wanted back: the rest was paid more"
        " than {years} years ago. Wanted in all: {wanted}.",
    ),
    "finding.interest": (
        "Ränta löper från den {starts_on} med {rate} om året på det som är kvar; {from_on} är den dag räntesatsen"
        " började gälla.",
        "Interest runs from {starts_on} at {rate} a year on what is left; the rate is in force since {from_on}.",
    ),
    "finding.interest.carried": (
        "Räntesatsen {rate} gäller sedan den {from_on} och borde ha ersatts av en nyare; den räknas tills en ny är"
        " införd.",
        "The rate {rate} is in force since {from_on} and ought to have been followed by a newer; it counts until"
        " one is entered.",
    ),
    "finding.interest.none_yet": (
        "Ingen ränta har löpt: den räknas först från den {starts_on}.",
        "No interest has run: it is counted from {starts_on} only.",
    ),
    "input.no_interest": (
        "{scheme} hör till en förordning som tabellen över återkrav saknar; stödformerna med ränta är {known}",
        "{scheme} is under an ordinance that the table of recoveries lacks; the schemes with interest are {known}",
    ),
    "input.due_on_needed": (
        "behövs för {scheme}: räntan följer räntelagen och räknas från betalningsdagen",
        "is needed for {scheme}: interest follows the Interest Act and is counted from the day of payment",
    ),
    "input.no_rate": (
        "ingen räntesats gäller den {on}; inför den i interest.toml",
        "no rate is in force on {on}; enter it in interest.toml",
    ),
    "input.repaid_before": (
        "ska vara den {earliest} eller senare, och inte efter den {until}; återbetalningar skrivs i den ordning de kom",
        "should be {earliest} or later, and not after {until}; repayments are written in the order that they came",
    ),
    "input.repaid_above": (
        "är mer än vad som var kvar den dagen, {left} med ränta",
        "is more than what was left that day, {left} with interest",
    ),
    # The states that things are in
    "state.repayment.noted": ("noterad", "noted"),
    "state.repayment.reversed": ("återtagen", "reversed"),
    "state.repayment_plan.standing": ("gäller", "in force"),
    "state.repayment_plan.replaced": ("ersatt", "replaced"),
    "state.loss.proposed": ("föreslagen", "proposed"),
    "state.loss.confirmed": ("bekräftad", "confirmed"),
    "state.loss.withdrawn": ("tillbakadragen", "withdrawn"),
    "state.loss.reversed": ("återtagen", "reversed"),
    "state.court_claim.handed_over": ("hos Tillväxtverket", "with Tillväxtverket"),
    "state.court_claim.ended": ("avslutad", "ended"),
    "loss_ground.bankruptcy": ("Konkurs utan utdelning", "Bankruptcy without a dividend"),
    "loss_ground.composition": ("Ackord eller skuldsanering", "Composition or debt relief"),
    "loss_ground.barred": ("Preskription", "Barred by time"),
    "loss_ground.not_found": (
        "Mottagaren finns inte längre eller går inte att nå",
        "The recipient is gone or cannot be reached",
    ),
    "loss_ground.cost": (
        "Kostnaden står inte i proportion till beloppet",
        "The cost is out of proportion to the amount",
    ),
    "loss_ground.lowered": ("Räntan sätts ned av särskilda skäl", "The interest is lowered for special reasons"),
    "state.recovery.late": ("sen", "late"),
    "state.recovery.open": ("väntar på betalning", "waits for payment"),
    "state.recovery.planned": ("betalas i delar", "paid in parts"),
    "state.recovery.in_court": ("hos Tillväxtverket", "with Tillväxtverket"),
    "state.recovery.settled": ("klar", "settled"),
    "recovery_line.decided": ("Beslut om återkrav", "Decision on recovery"),
    "recovery_line.interest": ("Ränta", "Interest"),
    "recovery_line.repaid": ("Återbetalning", "Repayment"),
    "recovery_line.set_off": ("Kvittning", "Set-off"),
    "recovery_line.lost": ("Förlust", "Loss"),
    "statement.on": ("Från och med", "From"),
    "statement.until": ("Till och med", "Through"),
    "statement.what": ("Vad", "What"),
    "statement.days": ("Dagar", "Days"),
    "statement.rate": ("Årsränta", "Rate of a year"),
    "statement.interest": ("Ränta, kr", "Interest, SEK"),
    "statement.covered": ("Betald ränta, kr", "Interest covered, SEK"),
    "statement.capital": ("Kapital, kr", "Capital, SEK"),
    "statement.left": ("Kvar av kapitalet, kr", "Left of the capital, SEK"),
    "statement.owed": ("Obetald ränta, kr", "Interest owed, SEK"),
    "statement.note": ("Referens", "Reference"),
    # Somebody was first
    "first.repayment": (
        "Återbetalningen har redan återtagits. Öppna återkravet igen och se vad som gäller nu.",
        "The repayment has been reversed already. Open the recovery again to see what holds now.",
    ),
    "first.repayment_plan": (
        "Planen har redan ersatts. Öppna återkravet igen och se vad som gäller nu.",
        "The plan has been replaced already. Open the recovery again to see what holds now.",
    ),
    "first.loss": (
        "Förlusten har redan behandlats. Öppna återkravet igen och se vad som gäller nu.",
        "The loss has been dealt with already. Open the recovery again to see what holds now.",
    ),
    "first.court_claim": (
        "Överlämnandet har redan avslutats. Öppna återkravet igen och se vad som gäller nu.",
        "What was handed over has been ended already. Open the recovery again to see what holds now.",
    ),
    "not_there.recovery": (
        "Återkravet finns inte, eller så ligger det utanför det du arbetar med.",
        "There is no such recovery, or it lies outside what you work with.",
    ),
    "not_there.repayment": (
        "Återbetalningen finns inte i det här återkravet.",
        "There is no such repayment of this recovery.",
    ),
    "not_there.loss": ("Förlusten finns inte i det här återkravet.", "There is no such loss of this recovery."),
    # What is refused
    "repay.nothing": (
        "Skriv ett belopp över noll, så som det kom in på kontot.",
        "Write an amount above zero, as it came in to the account.",
    ),
    "repay.without_reference": (
        "Skriv bankens referens för inbetalningen, så att den noteras en gång och kan stämmas av.",
        "Write the bank's reference of the payment, so that it is noted once and can be reconciled.",
    ),
    "repay.later": (
        "Återbetalningen kan inte ha kommit in den {on}, som är efter i dag, {today}.",
        "The repayment cannot have come in on {on}, which is after today, {today}.",
    ),
    "repay.before_decision": (
        "Återbetalningen kan inte ha kommit in den {on}, före beslutet den {decided}.",
        "The repayment cannot have come in on {on}, before the decision of {decided}.",
    ),
    "repay.before_last": (
        "Det som kom in den {on} skulle ha räknats före det som kom in den {last} och redan är noterat. Återta det"
        " senare först, och notera dem i den ordning de kom.",
        "What came in on {on} ought to have been counted before what came in on {last}, which has been noted."
        " Reverse the later one first, and note them in the order that they came.",
    ),
    "repay.above_left": (
        "Av återkravet är {left} kvar den {on}, varav {interest} ränta. {amount} är för mycket: notera högst det"
        " som är kvar, och betala tillbaka det överskjutande till mottagaren.",
        "Of the recovery {left} is left on {on}, {interest} of it interest. {amount} is too much: note at most"
        " what is left, and pay the rest back to the recipient.",
    ),
    "repay.above_held": (
        "Mottagaren har {held} kvar av det som betalades ut, och {amount} är mer än så. En betalning har kommit"
        " tillbaka sedan återkravet beslutades. Föreslå att återkravet sätts ned till det som mottagaren har.",
        "The recipient has {held} left of what was paid, and {amount} is more than that. A payment has come back"
        " since the recovery was decided. Propose that the recovery is lowered to what the recipient has.",
    ),
    "repay.no_rate": (
        "Ingen räntesats gäller den {on}, så räntan kan inte räknas. Inför räntesatsen i regionens interest.toml"
        " först.",
        "No rate is in force on {on}, so that the interest cannot be counted. Enter the rate in the region's"
        " interest.toml first.",
    ),
    "repay.own": (
        "Du noterade återbetalningen själv. Den återtas av någon annan.",
        "You noted the repayment yourself. It is reversed by somebody else.",
    ),
    "repay.not_the_last": (
        "Återta dem som kom in senare först: den senaste står för den {last}.",
        "Reverse those that came in later first: the latest is of {last}.",
    ),
    "repay.without_reason": (
        "Skriv varför återbetalningen återtas, till exempel att banken drog tillbaka den.",
        "Write why the repayment is reversed, such as that the bank took it back.",
    ),
    "repay.no_interest_rule": (
        "Tabellen över återkrav saknar {ordinance}, så räntan kan inte räknas.",
        "The table of recoveries lacks {ordinance}, so that the interest cannot be counted.",
    ),
    "plan.no_parts": ("Skriv minst en del av planen.", "Write at least one part of the plan."),
    "plan.part": (
        "Varje del av planen har ett belopp över noll och en dag som inte har passerat; två delar har inte samma dag.",
        "Each part of the plan has an amount above zero and a day that has not passed; no two have the same day.",
    ),
    "plan.sum": (
        "Delarna blir tillsammans {planned}, men {left} är kvar av återkravet. Ränta räknas för sig och betalas"
        " därutöver.",
        "The parts come to {planned}, but {left} is left of the recovery. Interest is counted apart and paid besides.",
    ),
    "plan.without_reason": (
        "Skriv varför återkravet får betalas i delar.",
        "Write why the recovery may be paid in parts.",
    ),
    "plan.nothing_left": ("Inget är kvar av återkravet.", "Nothing is left of the recovery."),
    "loss.nothing": (
        "Skriv hur mycket som ges upp, av kapitalet eller av räntan.",
        "Write how much is given up, of the capital or of the interest.",
    ),
    "loss.unknown_ground": ("Välj varför det inte kommer in.", "Choose why it does not come in."),
    "loss.lowered": (
        "Att räntan sätts ned gäller bara ränta. Välj en annan grund om även kapital ges upp.",
        "To lower the interest is about interest only. Choose another ground where capital is given up too.",
    ),
    "loss.without_reason": (
        "Skriv vad som visar att det inte kommer in.",
        "Write what shows that it does not come in.",
    ),
    "loss.above_left": (
        "Av återkravet är {left} kvar och {interest} ränta. Mer än så kan inte ges upp.",
        "Of the recovery {left} is left and {interest} of interest. No more than that can be given up.",
    ),
    "loss.proposed_already": (
        "En förlust är redan föreslagen. Den ska bekräftas eller dras tillbaka först.",
        "A loss has been proposed already. It is to be confirmed or withdrawn first.",
    ),
    "loss.own": (
        "Du föreslog förlusten själv. Den bekräftas av någon annan.",
        "You proposed the loss yourself. It is confirmed by somebody else.",
    ),
    "loss.own_confirmed": (
        "Du bekräftade förlusten själv. Den återtas av någon annan.",
        "You confirmed the loss yourself. It is reversed by somebody else.",
    ),
    "court.project": (
        "Förordningen {ordinance} låter ingen annan föra statens talan. Regionen kräver in pengarna själv.",
        "The ordinance {ordinance} lets nobody else bring the State's action. The Region collects the money itself.",
    ),
    "court.stands": (
        "Återkravet är överlämnat till Tillväxtverket sedan den {on}. Avsluta det först.",
        "The recovery has been with Tillväxtverket since {on}. End that first.",
    ),
    "court.no_papers": (
        "Skriv vilka handlingar som följer med: beslutet, kraven och det som visar att de kom fram.",
        "Write which papers go with it: the decision, the demands and what shows that they arrived.",
    ),
    "court.too_early": (
        "Återkravet ska vara betalt den {due}. Det kan inte lämnas över innan dess.",
        "The recovery is to be paid by {due}. It cannot be handed over before that.",
    ),
    "court.later": ("Dagen {on} är efter i dag, {today}.", "The day {on} is after today, {today}."),
    "court.before_handed": (
        "Dagen {on} är före den dag då återkravet lämnades över, {handed}.",
        "The day {on} is before the day that the recovery was handed over, {handed}.",
    ),
    "court.without_outcome": (
        "Skriv hur det slutade.",
        "Write how it ended.",
    ),
    # What the database refuses
    "constraint.uq_repayment_noted_once": (
        "En återbetalning med samma referens är redan noterad i återkravet. Den noteras en gång.",
        "A repayment with the same reference has been noted of the recovery already. It is noted once.",
    ),
    "constraint.repayment_never_above_what_is_left": (
        "Mer än vad som är kvar av återkravet kan inte komma tillbaka. Någon annan var före: öppna sidan igen.",
        "No more than what is left of the recovery can come back. Somebody was first: open the page again.",
    ),
    "constraint.loss_never_above_what_is_left": (
        "Mer än vad som är kvar av återkravet kan inte ges upp. Någon annan var före: öppna sidan igen.",
        "No more than what is left of the recovery can be given up. Somebody was first: open the page again.",
    ),
    "constraint.decision_set_off_never_above_what_is_left": (
        "Mer än vad som är kvar av återkravet kan inte kvittas. Någon annan var före: öppna sidan igen.",
        "No more than what is left of the recovery can be set off. Somebody was first: open the page again.",
    ),
    "constraint.uq_repayment_plan_one_standing": (
        "En annan plan har lagts samtidigt. Öppna sidan igen och se vad som gäller nu.",
        "Another plan was made at the same moment. Open the page again to see what holds now.",
    ),
    "constraint.uq_loss_one_proposed": (
        "En förlust är redan föreslagen. Den ska bekräftas eller dras tillbaka först.",
        "A loss has been proposed already. It is to be confirmed or withdrawn first.",
    ),
    "constraint.uq_court_claim_one_at_a_time": (
        "Återkravet är redan överlämnat till Tillväxtverket.",
        "The recovery is with Tillväxtverket already.",
    ),
    # What history tells
    "event.repayment.noted": (
        "{amount} kom in för återkravet den {received_on}, varav {interest} ränta",
        "{amount} came in for the recovery on {received_on}, {interest} of it interest",
    ),
    "event.repayment.reversed": (
        "En återbetalning om {amount} återtogs: {reason}",
        "A repayment of {amount} was reversed: {reason}",
    ),
    "event.plan.made": (
        "Återbetalning i {parts} delar till och med den {last_on} överenskoms",
        "Repayment in {parts} parts until {last_on} was agreed",
    ),
    "event.loss.proposed": (
        "Att {amount} av återkravet är förlorat föreslogs",
        "That {amount} of the recovery is lost was proposed",
    ),
    "event.loss.confirmed": (
        "Att {amount} av återkravet är förlorat bekräftades",
        "That {amount} of the recovery is lost was confirmed",
    ),
    "event.loss.withdrawn": (
        "Förslaget att {amount} av återkravet är förlorat drogs tillbaka",
        "The proposal that {amount} of the recovery is lost was withdrawn",
    ),
    "event.loss.reversed": (
        "Förlusten om {amount} återtogs: {reason}",
        "The loss of {amount} was reversed: {reason}",
    ),
    "event.court.handed_over": (
        "Återkravet lämnades över till Tillväxtverket den {on}, som för statens talan",
        "The recovery was handed over to Tillväxtverket on {on}, which brings the State's action",
    ),
    "event.court.ended": (
        "Tillväxtverkets ärende om återkravet avslutades den {on}: {outcome}",
        "Tillväxtverket's matter of the recovery ended on {on}: {outcome}",
    ),
}
