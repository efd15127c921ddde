"""Sentences about closed periods, the State's money and the reconciliation of a month: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.period.closed": ("Stängd", "Closed"),
    "state.period.open": ("Öppnad igen", "Opened again"),
    "period.closed": (
        "Böckerna är stängda till och med {through}, så inget kan bokföras den {day}. Gör det med en dag från och med "
        "{first}, eller låt ekonomi öppna perioden igen på sidan Perioder.",
        "The books are closed through {through}, so nothing can be booked on {day}. Do it with a day from {first} on, or let "
        "finance open the period again on the page Periods.",
    ),
    "period.month": ("skriv månaden som 2026-09", "write the month as 2026-09"),
    "period.by_nobody": (
        "skriv e-postadressen till någon på ekonomi som kan logga in",
        "write the e-mail address of somebody in finance who can log in",
    ),
    "period.not_over": (
        "{month} är inte slut än. En månad kan stängas från och med dagen efter dess sista dag, {last}.",
        "{month} is not over yet. A month can be closed from the day after its last day, {last}.",
    ),
    "period.not_in_order": (
        "Månader stängs i ordning. Nästa att stänga är {next}.",
        "Months are closed in order. The next to close is {next}.",
    ),
    "period.closed_already": (
        "{month} är redan stängd. Den syns bland de stängda på sidan Perioder.",
        "{month} is closed already. It is among the closed ones on the page Periods.",
    ),
    "period.drawings_wait": (
        "{count} poster om pengar från eller till staten till och med {last} väntar på bekräftelse. Bekräfta eller återta "
        "dem på sidan Pengar från staten, och stäng sedan {month}.",
        "{count} entries of money from or to the State up to {last} await confirmation. Confirm or withdraw them on the page "
        "Money from the State, then close {month}.",
    ),
    "period.elsewhere_waits": (
        "{count} utbetalningar som gjorts på annat håll till och med {last} väntar på attest, och bokförs den dag de gjordes. "
        "Attestera dem eller skicka tillbaka dem på sidan Utbetalningar, och stäng sedan {month}.",
        "{count} payments made elsewhere up to {last} await attest, and are booked on the day that they were made. Attest them "
        "or send them back on the page Payments, then close {month}.",
    ),
    "period.own": (
        "Du stängde {month} själv. Någon annan på ekonomi öppnar den igen.",
        "You closed {month} yourself. Somebody else at finance opens it again.",
    ),
    "period.not_the_last": (
        "Månader öppnas från slutet. Den som kan öppnas nu är {last}.",
        "Months are opened from the end. The one that can be opened now is {last}.",
    ),
    "period.without_reason": (
        "Skriv varför månaden öppnas igen, till exempel vad som ska rättas.",
        "Write why the month is opened again, such as what is to be corrected.",
    ),
    "period.remark.unanswered": (
        "{count} utbetalningar på tillsammans {amount} är exporterade men inte besvarade av banken den sista dagen.",
        "{count} payments of {amount} in all are exported and not answered by the bank on the last day.",
    ),
    "period.remark.locked": (
        "{count} låsta betalningsfiler är inte exporterade. De bokförs den dag de exporteras.",
        "{count} locked batches are not exported. They are booked on the day that they are exported.",
    ),
    "period.closes_before": (
        "Det här är den första månad som stängs. Alla dagar före den stängs med den.",
        "This is the first month to be closed. Every day before it is closed with it.",
    ),
    "first.period": (
        "Någon hann före: månaden är redan stängd eller öppnad. Öppna sidan igen och se vad som gäller nu.",
        "Somebody was first: the month is closed or opened already. Open the page again to see what holds now.",
    ),
    "not_there.period": (
        "Den månaden har aldrig stängts i böckerna. De som har stängts står på sidan Perioder.",
        "That month has never been closed in the books; there is no such month on the page Periods.",
    ),
    "constraint.uq_accounting_period_first_on": (
        "Någon hann före: månaden är redan stängd. Öppna sidan igen och se vad som gäller nu.",
        "Somebody was first: the month is closed already. Open the page again to see what holds now.",
    ),
    "constraint.ck_accounting_period_two_pairs_of_eyes": (
        "Den som stängde en månad får inte öppna den igen.",
        "The one who closed a month may not open it again.",
    ),
    "constraint.transfer_never_in_a_closed_period": (
        "Perioden stängdes nyss, så inget kan bokföras den dagen. Gör det med en senare dag, eller låt ekonomi öppna "
        "perioden igen på sidan Perioder.",
        "The period has just been closed, so nothing can be booked on that day. Do it with a later day, or let finance open "
        "the period again on the page Periods.",
    ),
    "constraint.drawing_never_in_a_closed_period": (
        "Perioden stängdes nyss, så posten kan inte bekräftas. Återta den och skriv in den med en senare dag, eller öppna "
        "perioden igen.",
        "The period has just been closed, so the entry cannot be confirmed. Withdraw it and write it with a later day, or "
        "open the period again.",
    ),
    "event.period.closed": ("{month} stängdes", "{month} was closed"),
    "event.period.reopened": ("{month} öppnades igen", "{month} was opened again"),
    "drawing.kind.drawn": ("Hämtat från staten", "Drawn from the State"),
    "drawing.kind.returned": ("Återbetalt till staten", "Returned to the State"),
    "drawing.kind.opening": ("Ingående balans", "Opening balance"),
    "state.drawing.recorded": ("Väntar på bekräftelse", "Awaits confirmation"),
    "state.drawing.confirmed": ("Bekräftad", "Confirmed"),
    "state.drawing.withdrawn": ("Återtagen", "Withdrawn"),
    "drawing.own": (
        "Du har själv skrivit in posten. Någon annan med behörighet bekräftar den.",
        "You wrote the entry yourself. Another person who may confirms it.",
    ),
    "drawing.above_zero": (
        "Skriv ett belopp över noll kronor. Pengar som gått tillbaka till staten är en egen sorts post.",
        "Write an amount above zero kronor. Money that went back to the State is an entry of its own kind.",
    ),
    "drawing.year": ("Skriv ett år mellan {first} och {last}.", "Write a year between {first} and {last}."),
    "drawing.in_the_future": (
        "Dagen {day} har inte varit än. Skriv den dag då pengarna kom eller gick.",
        "The day {day} has not been yet. Write the day that the money came or went.",
    ),
    "drawing.before_its_year": (
        "Anslaget för {year} kan inte ha rört sig redan den {day}. Rätta dagen eller året.",
        "The appropriation for {year} cannot have moved on {day} already. Correct the day or the year.",
    ),
    "drawing.closed": (
        "Böckerna är stängda till och med {through}, så en post den {day} kan inte räknas. Skriv en dag från och med {first}, "
        "eller öppna perioden igen på sidan Perioder.",
        "The books are closed through {through}, so an entry on {day} cannot count. Write a day from {first} on, or open the "
        "period again on the page Periods.",
    ),
    "drawing.without_reference": (
        "Skriv referensen, till exempel statens utbetalningsnummer eller regionens verifikation.",
        "Write the reference, such as the State's payment number or the Region's voucher.",
    ),
    "drawing.opening_stated": (
        "En ingående balans är redan inskriven, för {year}. Vänd den först om den är fel.",
        "An opening balance is written already, for {year}. Reverse it first if it is wrong.",
    ),
    "drawing.opening_after_others": (
        "Det finns poster från {year}. En ingående balans gäller det år böckerna börjar, som mest {year}.",
        "There are entries of {year}. An opening balance is of the year that the books begin, {year} at the latest.",
    ),
    "drawing.not_reversible": (
        "Posten kan inte vändas: den är inte bekräftad, eller är själv en vändning.",
        "The entry cannot be reversed: it is not confirmed, or is itself a reversal.",
    ),
    "drawing.without_reason": (
        "Skriv varför posten vänds, till exempel vad som var fel.",
        "Write why the entry is reversed, such as what was wrong.",
    ),
    "first.drawing": (
        "Posten är redan bekräftad eller återtagen. Öppna sidan igen och se vad som gäller nu.",
        "The entry has been confirmed or withdrawn already. Open the page again to see what holds now.",
    ),
    "not_there.drawing": ("Det finns ingen sådan post.", "There is no such entry."),
    "constraint.uq_drawing_once": (
        "Posten är redan sparad. Formuläret sparas en gång; läs om sidan.",
        "The entry is saved already. The form is saved once; read the page again.",
    ),
    "constraint.uq_drawing_reversed_once": (
        "Posten är redan vänd, eller en vändning av den väntar på bekräftelse.",
        "The entry is reversed already, or a reversal of it awaits confirmation.",
    ),
    "constraint.ck_drawing_two_pairs_of_eyes": (
        "Den som skrev in en post får inte bekräfta den.",
        "The one who wrote an entry may not confirm it.",
    ),
    "constraint.drawing_never_changes": (
        "En post ändras aldrig. Vänd den och skriv in en ny.",
        "An entry is never changed. Reverse it and write a new one.",
    ),
    "event.drawing.recorded": (
        "En post om statens pengar skrevs in: {amount}",
        "An entry of the State's money was written: {amount}",
    ),
    "event.drawing.confirmed": (
        "En post om statens pengar bekräftades: {amount}",
        "An entry of the State's money was confirmed: {amount}",
    ),
    "event.drawing.withdrawn": (
        "En post om statens pengar återtogs: {amount}",
        "An entry of the State's money was withdrawn: {amount}",
    ),
    "money_in.differs": (
        "{year} stängdes med {stored}, men posterna ger nu {now}: {difference} skiljer. Öppna perioden igen och stäng den på "
        "nytt om det nya är rätt.",
        "{year} was closed with {stored}, and the entries now give {now}: a difference of {difference}. Open the period again "
        "and close it anew if the new is right.",
    ),
    "rule_name.recovered_money": ("Vad som blir av det som betalas tillbaka", "What becomes of what is paid back"),
    "rule_value.used": ("Betalas ut på nytt", "Paid out anew"),
    "rule_value.returned": ("Går tillbaka till staten", "Goes back to the State"),
    "money_in.rule.used": (
        "Det som mottagare betalat tillbaka betalas ut på nytt.",
        "What recipients have paid back is paid out anew.",
    ),
    "money_in.rule.returned": (
        "Det som mottagare betalat tillbaka ska gå tillbaka till staten.",
        "What recipients have paid back is to go back to the State.",
    ),
    "state.reconciliation.signed": ("Undertecknad", "Signed"),
    "state.reconciliation.countersigned": ("Undertecknad av två", "Signed by two"),
    "state.reconciliation.changed": ("Ändrad sedan undertecknandet", "Changed since it was signed"),
    "state.reconciliation.unsigned": ("Inte undertecknad", "Not signed"),
    "reconciliation.open_month": (
        "{month} är inte stängd, så siffrorna kan ändras. Stäng månaden på sidan Perioder och underteckna sedan.",
        "{month} is not closed, so its figures may change. Close the month on the page Periods, then sign.",
    ),
    "reconciliation.changed_since_seen": (
        "Siffrorna har ändrats sedan du läste dem. Läs sidan igen innan du undertecknar.",
        "The figures have changed since you read them. Read the page again before you sign.",
    ),
    "reconciliation.difference_without_remark": (
        "Det finns skillnader. Skriv vad de beror på och vad som görs åt dem.",
        "There are differences. Write what they come of and what is done about them.",
    ),
    "reconciliation.own": (
        "Du har själv undertecknat avstämningen. Någon annan med behörighet undertecknar också.",
        "You signed the reconciliation yourself. Another person who may signs as well.",
    ),
    "reconciliation.batch_differs": (
        "Betalningsfil {number} låstes med {payments} utbetalningar på {locked}, men huvudboken har {payments_booked} på "
        "{booked}.",
        "Batch {number} was locked with {payments} payments of {locked}, but the ledger has {payments_booked} of {booked}.",
    ),
    "reconciliation.bank_differs": (
        "Betalningsfil {number}: banken har betalat eller avvisat {more} mer än de {booked} som huvudboken har. Fråga banken vad "
        "den har betalat, innan något undertecknas.",
        "Batch {number}: the bank has paid or rejected {more} more than the {booked} that the ledger has. Ask the bank what it "
        "has paid before anything is signed.",
    ),
    "reconciliation.paid_differs": (
        "Huvudboken har {paid} betalt, men betalningsfiler, utbetalningar på annat håll och kvittningar ger {out}: "
        "{difference} skiljer.",
        "The ledger has {paid} paid, but batches, payments made elsewhere and set-offs give {out}: a difference of "
        "{difference}.",
    ),
    "reconciliation.unanswered": (
        "{amount} var exporterat men inte besvarat av banken månadens sista dag.",
        "{amount} was exported and not answered by the bank on the last day of the month.",
    ),
    "first.reconciliation": (
        "Avstämningen är redan undertecknad av två. Öppna sidan igen och se vad som gäller nu.",
        "The reconciliation has been signed by two already. Open the page again to see what holds now.",
    ),
    "not_there.reconciliation": (
        "Det finns ingen undertecknad avstämning med de siffrorna.",
        "There is no signed reconciliation with those figures.",
    ),
    "constraint.uq_reconciliation_first_on_digest": (
        "Någon hann före: månaden är redan undertecknad med dessa siffror. Öppna sidan igen och se vad som gäller nu.",
        "Somebody was first: the month is signed already with these figures. Open the page again to see what holds now.",
    ),
    "constraint.ck_reconciliation_two_pairs_of_eyes": (
        "Samma person får inte underteckna två gånger.",
        "The same person may not sign twice.",
    ),
    "event.reconciliation.signed": (
        "Avstämningen för {month} undertecknades",
        "The reconciliation of {month} was signed",
    ),
    "event.reconciliation.countersigned": (
        "Avstämningen för {month} undertecknades av ännu en person",
        "The reconciliation of {month} was signed by another person",
    ),
}
