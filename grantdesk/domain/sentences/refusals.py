"""Sentences of acts that are refused: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Somebody was first
    "first.case": (
        "Ärendet har ändrats sedan du öppnade sidan. Öppna det igen och se vad som gäller nu.",
        "The case has changed since you opened the page. Open it again to see what holds now.",
    ),
    "first.claim": (
        "Rekvisitionen har redan hanterats. Öppna ärendet igen och se vad som gäller nu.",
        "The claim has been dealt with already. Open the case again to see what holds now.",
    ),
    "first.decision": (
        "Ärende {number} väntar inte längre på beslut. Öppna det igen och se vad som gäller nu.",
        "Case {number} no longer waits for a decision. Open it again to see what holds now.",
    ),
    "first.payment": (
        "Utbetalningen har redan hanterats. Den görs bara en gång. Öppna den igen och se vad som gäller nu.",
        "The payment has been dealt with already. It is made only once. Open it again to see what holds now.",
    ),
    "first.batch": (
        "Betalningsfilen har redan exporterats. Den görs bara en gång.",
        "The batch has been exported already. It is made only once.",
    ),
    # What is not there
    "not_there.case": (
        "Ärendet finns inte, eller så ligger det utanför det du arbetar med.",
        "There is no such case, or it lies outside what you work with.",
    ),
    "not_there.claim": ("Rekvisitionen finns inte.", "There is no such claim."),
    "not_there.grant": ("Ärendet har inget beslut om bifall.", "The case has no decision to grant."),
    "not_there.decision": (
        "Ärende {number} är inte beslutat än, så det finns inget beslutsbrev.",
        "Case {number} has not been decided yet, so there is no letter.",
    ),
    "not_there.assessment": (
        "Ärende {number} har ingen sådan bedömning.",
        "Case {number} has no such assessment.",
    ),
    "not_there.payment": ("Utbetalningen {number} finns inte.", "There is no payment {number}."),
    "not_there.batch": (
        "Betalningsfilen {number} finns inte. Nummer ser ut som UB-2025-0001.",
        "There is no batch {number}. Numbers look like UB-2025-0001.",
    ),
    "not_there.user": ("Ingen användare har e-postadressen {email}.", "No user has the e-mail address {email}."),
    "not_there.rate": (
        "Ingen eurokurs är lagrad för dagarna före {day}. Läs in Europeiska centralbankens kurser först.",
        "No euro rate is stored for the days before {day}. Load the European Central Bank's rates first.",
    ),
    # Log in and users
    "sign_in.wrong": (
        "E-postadressen eller lösenordet är fel.",
        "The e-mail address or the password is wrong.",
    ),
    "sign_in.throttled": (
        "För många misslyckade inloggningar. Vänta {minutes} minuter och försök igen.",
        "Too many failed attempts to log in. Wait {minutes} minutes and try again.",
    ),
    "user.unknown_position": (
        "Befattningen {position} finns inte. Välj bland: {positions}.",
        "There is no position {position}. Choose among: {positions}.",
    ),
    "user.email_taken": (
        "E-postadressen {email} används redan av en annan användare.",
        "The e-mail address {email} is another user's already.",
    ),
    "user.disabled_already": ("{name} är redan avstängd.", "{name} has been disabled already."),
    "user.not_oneself": ("Du kan inte stänga av dig själv.", "You cannot disable yourself."),
    "user.password_too_short": (
        "Lösenordet är för kort. Det ska ha minst {shortest} tecken.",
        "The password is too short. It needs at least {shortest} characters.",
    ),
    # Register
    "register.already": (
        "Formuläret har redan skickats. Det blev ärende {number}.",
        "The form has been sent already. It became case {number}.",
    ),
    "register.received_later": (
        "Ansökan kan inte ha kommit in {received}, efter i dag ({today}).",
        "The application cannot have been received on {received}, after today ({today}).",
    ),
    "register.other_legal_form": (
        "{name} finns redan med en annan juridisk form: {legal_form}. Kontrollera formen och organisationsnumret.",
        "{name} is known already with another legal form: {legal_form}. Check the form and the organisation number.",
    ),
    "register.shares_do_not_add_up": (
        "Andelarna per delmål ska tillsammans bli 100 procent.",
        "The shares of the objectives must add up to 100 per cent.",
    ),
    "register.not_almis_scheme": (
        "Stödformen är inte delegerad till Almi och registreras av Regionen.",
        "The scheme is not delegated to Almi and is registered by the Region.",
    ),
    "register.project_and_scheme": (
        "Projektuppgifter hör till projektmedel, och projektmedel kräver dem.",
        "Project details belong to project grants, and project grants need them.",
    ),
    "register.eruf_and_objective": (
        "Ett projekt med finansiering från Eruf anger vilket särskilt mål det bidrar till, och bara ett sådant projekt gör det.",
        "A project financed by the ERDF states which specific objective it serves, and only such a project does.",
    ),
    # Decide
    "decide.not_ready": (
        "Ärende {number} är inte berett för detta beslut, eller är redan beslutat.",
        "Case {number} is not ready for this decision, or has been decided already.",
    ),
    "decide.before_received": (
        "Beslutsdagen {on} ligger före dagen då ansökan kom in ({received}).",
        "The day of decision {on} is before the day the application was received ({received}).",
    ),
    "decide.not_eligible": (
        "Enligt den senaste bedömningen är ärende {number} inte stödberättigat. Det kan avslås.",
        "By the latest assessment case {number} is not eligible. It can be rejected.",
    ),
    "decide.assessed_since": (
        "Ärende {number} har bedömts på nytt sedan du öppnade sidan. Läs den nya bedömningen och besluta därefter.",
        "Case {number} has been assessed anew since you opened the page. Read the new assessment, then decide.",
    ),
    "decide.not_ours": (
        "Enligt förordningen beslutar Tillväxtverket i detta ärende. Överlämna det dit.",
        "By the ordinance this case is Tillväxtverket's to decide. Hand it over to them.",
    ),
    "decide.unconfirmed": (
        "Regionen beviljar inget som vilar på värden som den inte har bekräftat ({ground}). Det gäller: {values}. Bekräfta "
        "dem med källa i regionens regler och bedöm ärendet på nytt.",
        "The Region grants nothing that rests on values it has not confirmed ({ground}). These are: {values}. Confirm them "
        "with a source in the region's rules, then assess the case anew.",
    ),
    "decide.nothing_to_grant": (
        "Ett bifall ska vara större än noll kronor.",
        "A grant must be above zero.",
    ),
    "decide.above_aid": (
        "{amount} är mer än vad reglerna ger den {on}: högst {aid}.",
        "{amount} is more than the rules give on {on}: at most {aid}.",
    ),
    "decide.not_met": (
        "Innan stödet beviljas ska detta vara uppfyllt och markerat: {rules}.",
        "Before the grant this must be met and ticked: {rules}.",
    ),
    "decide.outside_delegation": (
        "Du får inte fatta beslutet. {why}",
        "You may not take the decision. {why}",
    ),
    "decide.board_and_minutes": (
        "Nämndens beslut registreras med protokollsparagraf, och bara nämndens beslut har en sådan.",
        "The board's decision is recorded with the paragraph of its minutes, and only the board's has one.",
    ),
    # Disburse
    "claim.not_granted": (
        "Ärende {number} är inte beviljat eller är avslutat, så inget kan rekvireras.",
        "Case {number} is not granted or is closed, so nothing can be claimed.",
    ),
    "claim.already_registered": (
        "Rekvisitionen i ärende {number} är redan registrerad.",
        "The claim in case {number} has been registered already.",
    ),
    "claim.one_at_a_time": (
        "Ärende {number} har redan en öppen rekvisition. Hantera den först.",
        "Case {number} has an open claim already. Deal with that first.",
    ),
    "claim.reported_out_of_bounds": (
        "Redovisade kostnader ska vara över noll, och kostnader i annat än pengar högst lika stora.",
        "Reported costs must be above zero, and costs in kind at most as large.",
    ),
    "claim.approved_above_reported": (
        "Godkända kostnader {approved} är mer än de redovisade {reported}.",
        "Approved costs of {approved} are more than the reported {reported}.",
    ),
    "claim.nothing_to_pay": (
        "Det finns inget att betala ut. Beloppet ska vara större än noll.",
        "There is nothing to pay. The amount must be above zero.",
    ),
    "claim.above_ceiling": (
        "{amount} är mer än vad som får betalas ut nu: högst {ceiling}.",
        "{amount} is more than may be paid now: at most {ceiling}.",
    ),
    "claim.deviation_without_reason": (
        "Beloppet eller kostnaderna avviker från det redovisade eller föreslagna ({proposed}). Skriv varför.",
        "The amount or the costs differ from what was reported or proposed ({proposed}). Say why.",
    ),
    "claim.doubt_without_reason": (
        "{what} Skriv varför rekvisitionen godkänns ändå.",
        "{what} Say why the claim is approved all the same.",
    ),
    "claim.withheld": (
        "Av kostnaderna följer {due} att betala när beslutet som håller inne {withheld} upphör. Om rekvisitionen avgjordes utan "
        "betalning nu, skulle det aldrig betalas ut. Låt den vänta, eller avslå den.",
        "The costs give {due} to pay when the decision that withholds {withheld} ends. Were the claim settled without a payment "
        "now, that would never be paid. Let it wait, or refuse it.",
    ),
    "claim.refusal_without_reason": (
        "Skriv varför rekvisitionen avslås.",
        "Say why the claim is refused.",
    ),
    "attest.own_payment": (
        "Du har själv berett utbetalning {number}. Någon annan ska attestera den.",
        "You prepared payment {number} yourself. Somebody else must attest it.",
    ),
    "attest.role_may_not": (
        "Bara ekonomi får attestera utbetalningar.",
        "Only finance may attest payments.",
    ),
    "attest.outside_delegation": (
        "Du får inte attestera utbetalningen. {why}",
        "You may not attest the payment. {why}",
    ),
    "payment.sent_back_without_reason": (
        "Skriv varför utbetalningen skickas tillbaka.",
        "Say why the payment is sent back.",
    ),
    "payment.above_what_is_left": (
        "Utbetalning {number} är större än vad som är kvar av bidraget: {left}. Ingenting i filen har exporterats.",
        "Payment {number} is larger than what is left of the grant: {left}. Nothing in the batch has been exported.",
    ),
    "batch.empty": (
        "Välj minst en attesterad utbetalning till filen.",
        "Choose at least one attested payment for the batch.",
    ),
    "batch.already_made": (
        "Formuläret har redan skickats och blev en betalningsfil. Inget mer har lagts i den; gör en ny av de övriga.",
        "The form has been sent already and became a batch. Nothing more has been put in it; make another of the rest.",
    ),
    "batch.not_exported": (
        "Betalningsfil {number} är inte exporterad. Filerna finns när den har exporterats på sin sida.",
        "Batch {number} has not been exported. Its files are there once it has been exported on its page.",
    ),
    "close.open_claim": (
        "Ärende {number} har en öppen rekvisition. Hantera den innan ärendet avslutas.",
        "Case {number} has an open claim. Deal with it before the case is closed.",
    ),
    "history.without_head": (
        "Historikens kedja saknar sitt slut. Ingenting skrivs förrän en administratör har kontrollerat databasen.",
        "The chain of history has lost its head. Nothing is written until an administrator has checked the database.",
    ),
    "database.busy": (
        "Någon annan arbetade med samma sak och hann inte bli klar. Ingenting har sparats. Försök igen.",
        "Somebody else was at work on the same thing and was not done in time. Nothing has been saved. Try again.",
    ),
    # What the database itself refuses
    "constraint.transfer_never_overdraws": (
        "Mer kan inte tas ur ärendet än vad som är kvar där. Ingenting har bokförts.",
        "No more can be taken from the case than what is left there. Nothing has been booked.",
    ),
    "constraint.uq_transfer_key": (
        "Samma belopp är redan bokfört. Det bokförs bara en gång.",
        "The same amount is booked already. It is booked only once.",
    ),
    "constraint.uq_decision_first_of_case": (
        "Ärendet är redan beslutat.",
        "The case has been decided already.",
    ),
    "constraint.uq_decision_anew_once": (
        "Ärendet är redan beslutat på nytt.",
        "The case has been decided anew already.",
    ),
    "constraint.uq_claim_one_open": (
        "Ärendet har redan en öppen rekvisition.",
        "The case has an open claim already.",
    ),
    "constraint.uq_claim_once": (
        "Rekvisitionen är redan registrerad.",
        "The claim has been registered already.",
    ),
    "constraint.uq_grant_case_once": (
        "Formuläret har redan skickats och ärendet är registrerat.",
        "The form has been sent already and the case is registered.",
    ),
    "constraint.uq_batch_once": (
        "Formuläret har redan skickats och filen är skapad.",
        "The form has been sent already and the batch is made.",
    ),
    "constraint.uq_payment_one_of_claim": (
        "Rekvisitionen har redan en utbetalning.",
        "The claim has a payment already.",
    ),
    "constraint.uq_organisation_number": (
        "Organisationen registrerades av någon annan i samma ögonblick. Skicka formuläret igen.",
        "Somebody else registered the organisation at the same moment. Send the form again.",
    ),
    "constraint.uq_user_account_email": (
        "E-postadressen används redan av en annan användare.",
        "The e-mail address is another user's already.",
    ),
    "constraint.ck_payment_two_pairs_of_eyes": (
        "Den som har berett en utbetalning får inte attestera den.",
        "Whoever prepared a payment may not attest it.",
    ),
    # The demonstration
    "demonstration.not_empty": (
        "Databasen används redan och är ingen demonstration. Demonstrationen läses bara in i en tom databas; "
        "ange en annan med GRANTDESK_INSTANCE eller GRANTDESK_DATABASE_URL.",
        "The database is in use and is no demonstration. The demonstration is only loaded into an empty one; "
        "name another with GRANTDESK_INSTANCE or GRANTDESK_DATABASE_URL.",
    ),
    "demonstration.not_erased": (
        "Databasen är ingen demonstration och töms därför inte.",
        "The database is no demonstration, so it is not erased.",
    ),
    "demonstration.another_region": (
        "Demonstrationen berättar om regionen {told}, och inställningen GRANTDESK_REGION (eller region i settings.toml) "
        "anger {here}. Registrera egna ärenden i {here}, eller ställ in {told}.",
        "The demonstration tells of the region {told}, and the setting GRANTDESK_REGION (or region in settings.toml) "
        "names {here}. Register cases of your own in {here}, or set {told}.",
    ),
    "demonstration.too_early": (
        "Demonstrationen berättar om 2024, 2025 och en bit in i 2026 och kan läsas in tidigast {earliest}. "
        "Datorns klocka visar {on}.",
        "The demonstration tells of 2024, 2025 and some of 2026, and can be loaded from {earliest}. "
        "The machine's clock says {on}.",
    ),
}
