"""Sentences on instalments, payments made elsewhere, and money that cases hold for nothing: key, Swedish, English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.instalment.planned": ("Väntar på sitt villkor", "Awaits its condition"),
    "state.instalment.released": ("Släppt", "Released"),
    "state.instalment.cancelled": ("Struken", "Cancelled"),
    # Instalments
    "instalment.no_parts": ("Skriv minst en delutbetalning.", "Write at least one instalment."),
    "instalment.too_many": (
        "En plan har högst {most} delutbetalningar. Slå ihop några.",
        "A plan has at most {most} instalments. Put some together.",
    ),
    "instalment.part": (
        "Delutbetalning {place} ska ha ett belopp över noll och ett villkor i ord.",
        "Instalment {place} needs an amount above zero and a condition in words.",
    ),
    "instalment.laid_already": (
        "I ärende {number} finns redan delutbetalningar som väntar. Stryk dem innan nya läggs upp.",
        "Case {number} already has instalments that wait. Cancel them before new ones are laid down.",
    ),
    "instalment.above_free": (
        "Delutbetalningarna är {amount}, mer än vad som är beviljat och varken betalt eller på väg ut: {free}.",
        "The instalments come to {amount}, more than what is granted and neither paid nor on its way out: {free}.",
    ),
    "instalment.not_granted": (
        "Ärende {number} är inte beviljat eller är avslutat, så inget kan betalas i delar.",
        "Case {number} is not granted, or is over, so nothing can be paid in instalments.",
    ),
    "instalment.paid_as_reported": (
        "{scheme} betalas när kostnader redovisas. Registrera en rekvisition i stället.",
        "{scheme} is paid as costs are reported. Register a claim instead.",
    ),
    "instalment.without_ground": (
        "Skriv hur villkoret för delutbetalning {place} är uppfyllt.",
        "Write how the condition of instalment {place} is met.",
    ),
    "instalment.without_reason": (
        "Skriv varför delutbetalning {place} inte ska betalas.",
        "Write why instalment {place} is not to be paid.",
    ),
    "instalment.too_early": (
        "Delutbetalningen får inte släppas före {day}.",
        "The instalment may not be released before {day}.",
    ),
    "first.instalment": (
        "Delutbetalningen är redan släppt eller struken av någon annan. Öppna sidan igen och se vad som gäller nu.",
        "Somebody has already released or cancelled the instalment. Open the page again to see what holds now.",
    ),
    "not_there.instalment": (
        "Ärende {case} har ingen delutbetalning {number}.",
        "Case {case} has no instalment {number}.",
    ),
    "constraint.uq_payment_one_of_instalment": (
        "Delutbetalningen har redan en betalning som gäller.",
        "The instalment already has a payment that stands.",
    ),
    "constraint.uq_payment_one_of_decision": (
        "Förskottet har redan en betalning som gäller.",
        "The advance already has a payment that stands.",
    ),
    "event.instalment.laid": (
        "Delutbetalningar lades upp: {parts}",
        "Instalments were laid down: {parts}",
    ),
    "event.instalment.released": (
        "Delutbetalning {place} släpptes: betalning {number}",
        "Instalment {place} was released: payment {number}",
    ),
    "event.instalment.cancelled": ("Delutbetalning {place} ströks", "Instalment {place} was cancelled"),
    "first.advance": (
        "Förskottet har redan en betalning som gäller. Öppna sidan igen och se vad som gäller nu.",
        "The advance already has a payment that stands. Open the page again to see what holds now.",
    ),
    "event.advance.prepared": (
        "Förskottets betalning bereddes på nytt: {number}",
        "The payment of the advance was prepared anew: {number}",
    ),
    "diary.advance.prepared": ("Förskott berett på nytt", "Advance prepared anew"),
    # Money held for nothing
    "pile.idle_money": ("Pengar som vilar i ärenden", "Money held for nothing"),
    "pile_amount.idle_money": ("Kvar av bidraget, kr", "Left of the grant, SEK"),
    "idle.final": (
        "Slutrekvisitionen är betald och inget mer väntas",
        "The final claim is settled and nothing more is waited for",
    ),
    "idle.ended": ("Sista dagen är passerad", "The last day has passed"),
    "idle.unclaimed": (
        "Inget har rekvirerats eller betalats på länge",
        "Nothing has been claimed or paid for long",
    ),
    # Costs that were paid for in advance
    "claim.something_to_pay": (
        "De godkända kostnaderna ger {proposed} att betala. Skriv det beloppet, eller ett annat med skälen till det.",
        "The approved costs give {proposed} to pay. Write that amount, or another with the reasons for it.",
    ),
    "event.claim.covered": (
        "Rekvisitionens kostnader godkändes; de var redan betalda",
        "The costs of the claim were approved; they had been paid for already",
    ),
    "diary.claim.covered": ("Godkända kostnader, redan betalda", "Costs approved, paid for already"),
    "close.payment_on_its_way": (
        "Utbetalning {payment} i ärende {number} är inte gjord än. Skicka tillbaka den eller vänta tills den är betald,"
        " och avsluta sedan.",
        "Payment {payment} in case {number} has not been made yet. Send it back or wait until it is paid, and close then.",
    ),
    "diary.instalment.laid": ("Plan för delutbetalningar", "Plan of instalments"),
    "diary.instalment.released": ("Delutbetalning släppt", "Instalment released"),
    "diary.payment.noted_elsewhere": ("Betalning gjord någon annanstans", "Payment made elsewhere"),
    # Made elsewhere
    "elsewhere.not_granted": (
        "Ärende {number} är inte beviljat eller är avslutat, så ingen betalning kan antecknas i det.",
        "Case {number} is not granted, or is over, so no payment can be recorded in it.",
    ),
    "elsewhere.without_reference": (
        "Skriv betalningens referens, så att den inte antecknas två gånger.",
        "Write the reference of the payment, so that it is not recorded twice.",
    ),
    "elsewhere.without_ground": (
        "Skriv var betalningen gjordes och hur det är känt.",
        "Write where the payment was made, and how that is known.",
    ),
    "elsewhere.day_to_come": (
        "{day} har inte varit än; i dag är det {on}. Anteckna betalningen när den är gjord.",
        "{day} has not been yet; today is {on}. Record the payment when it has been made.",
    ),
    "elsewhere.before_granted": (
        "{day} ligger före bifallet den {granted}. Ingenting kan ha betalats av bidraget då.",
        "{day} is before the grant of {granted}. Nothing of it can have been paid then.",
    ),
    "elsewhere.same_reference": (
        "Referensen {reference} är redan antecknad, som betalning {number}. En betalning räknas en gång.",
        "The reference {reference} is already recorded, as payment {number}. A payment counts once.",
    ),
    "elsewhere.taken_back": ("Antecknad av misstag: {reason}", "Recorded by mistake: {reason}"),
    "elsewhere.taken_back_without_reason": (
        "Skriv varför betalningen inte ska vara antecknad.",
        "Write why the payment is not to be recorded.",
    ),
    "elsewhere.taken_back_by_attester": (
        "Du har attesterat betalning {number}. Någon annan tar tillbaka den.",
        "You have attested payment {number}. Somebody else takes it back.",
    ),
    "constraint.uq_payment_elsewhere_once": (
        "Referensen är redan antecknad. En betalning räknas en gång.",
        "The reference is already recorded. A payment counts once.",
    ),
    "event.payment.noted_elsewhere": (
        "Betalning {number}, gjord någon annanstans, antecknades (referens {reference})",
        "Payment {number}, made elsewhere, was recorded (reference {reference})",
    ),
}
