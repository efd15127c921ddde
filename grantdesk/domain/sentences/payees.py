"""Sentences of the accounts that organisations are paid to: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "account.kind.bankgiro": ("Bankgiro", "Bankgiro"),
    "account.kind.plusgiro": ("Plusgiro", "Plusgiro"),
    "account.kind.account": ("Bankkonto", "Bank account"),
    "account.kind.iban": ("IBAN", "IBAN"),
    "state.payee.proposed": ("Väntar på bekräftelse", "Awaits confirmation"),
    "state.payee.confirmed": ("Bekräftat", "Confirmed"),
    "state.payee.replaced": ("Ersatt", "Replaced"),
    "state.payee.withdrawn": ("Borttaget", "Withdrawn"),
    "pile.accounts": ("Konton att bekräfta", "Accounts to confirm"),
    "pile_amount.accounts": ("Väntar på kontot, kr", "Waits for the account, SEK"),
    # What was written is no account
    "account.unknown_kind": (
        "Välj bankgiro, plusgiro, bankkonto eller IBAN.",
        "Choose bankgiro, plusgiro, bank account or IBAN.",
    ),
    "account.clearing_of_account_alone": (
        "Clearingnummer hör bara till ett bankkonto. Töm fältet, eller välj bankkonto.",
        "A clearing number goes with a bank account alone. Empty the field, or choose bank account.",
    ),
    "account.bic_of_iban_alone": (
        "BIC hör bara till ett IBAN. Töm fältet, eller välj IBAN.",
        "A BIC goes with an IBAN alone. Empty the field, or choose IBAN.",
    ),
    "account.bankgiro_digits": (
        "Ett bankgironummer har sju eller åtta siffror, till exempel 5050-1055.",
        "A bankgiro number has seven or eight digits, such as 5050-1055.",
    ),
    "account.bankgiro_check_digit": (
        "Bankgironumrets sista siffra stämmer inte med de andra. Jämför varje siffra med underlaget.",
        "The last digit of the bankgiro number does not agree with the others. Compare each digit with the paper.",
    ),
    "account.plusgiro_digits": (
        "Ett plusgironummer har två till åtta siffror, till exempel 12 34 56-6.",
        "A plusgiro number has two to eight digits, such as 12 34 56-6.",
    ),
    "account.plusgiro_check_digit": (
        "Plusgironumrets sista siffra stämmer inte med de andra. Jämför varje siffra med underlaget.",
        "The last digit of the plusgiro number does not agree with the others. Compare each digit with the paper.",
    ),
    "account.clearing_needed": (
        "Skriv bankkontots clearingnummer, fyra siffror som säger vilken bank det är.",
        "Write the clearing number of the bank account, four digits that say which bank it is.",
    ),
    "account.clearing_digits": (
        "Ett clearingnummer har fyra siffror, eller fem när det börjar på 8.",
        "A clearing number has four digits, or five where it begins with 8.",
    ),
    "account.clearing_check_digit": (
        "Clearingnumrets femte siffra stämmer inte med de andra. Jämför varje siffra med underlaget.",
        "The fifth digit of the clearing number does not agree with the others. Compare each digit with the paper.",
    ),
    "account.clearing_unknown": (
        "Ingen bank i förteckningen har clearingnummer {clearing}. Jämför med underlaget, eller be mottagaren om kontots IBAN.",
        "No bank in the list has the clearing number {clearing}. Compare with the paper, or ask the recipient for the IBAN "
        "of the account.",
    ),
    "account.number_digits": (
        "Ett kontonummer i {bank} har {longest} siffror utöver clearingnumret.",
        "An account number of {bank} has {longest} digits besides the clearing number.",
    ),
    "account.number_digits_between": (
        "Ett kontonummer i {bank} har {shortest} till {longest} siffror utöver clearingnumret.",
        "An account number of {bank} has {shortest} to {longest} digits besides the clearing number.",
    ),
    "account.number_check_digit": (
        "Kontonumrets sista siffra stämmer inte med de andra, som {bank} räknar den. Jämför varje siffra med underlaget.",
        "The last digit of the account number does not agree with the others, as {bank} reckons it. Compare each digit "
        "with the paper.",
    ),
    "account.iban_swedish_length": (
        "Ett svenskt IBAN har 24 tecken. Det som skrevs har {length}.",
        "A Swedish IBAN has 24 characters. What was written has {length}.",
    ),
    "account.iban": (
        "Detta är inget IBAN: landet, längden eller kontrollsiffrorna stämmer inte. Jämför varje tecken med underlaget.",
        "This is no IBAN: the country, the length or the check digits are not right. Compare each character with the paper.",
    ),
    "account.bic": (
        "En BIC har 8 eller 11 tecken, till exempel ESSESESS. Fältet får vara tomt.",
        "A BIC has 8 or 11 characters, such as ESSESESS. The field may be empty.",
    ),
    "account.check_digit_differs": (
        "Sista siffran stämmer inte med de andra. Det förekommer på äldre konton i {bank}. Jämför hela numret med underlaget.",
        "The last digit does not agree with the others. That occurs among older accounts of {bank}. Compare the whole "
        "number with the paper.",
    ),
    "account.bic_of_another_country": (
        "BIC är för ett annat land ({bic}) än IBAN ({country}). Det förekommer, men jämför båda med underlaget.",
        "The BIC is of another country ({bic}) than the IBAN ({country}). That occurs, but compare both with the paper.",
    ),
    "account.abroad_without_bic": (
        "Kontot finns utomlands, och BIC saknas. Banken kan avvisa en betalning utan den: fråga mottagaren.",
        "The account is abroad, and there is no BIC. The bank may reject a payment without one: ask the recipient.",
    ),
    # Acts that are refused
    "first.payee": (
        "Kontot har redan hanterats. Öppna sidan igen och se vad som gäller nu.",
        "The account has been dealt with already. Open the page again to see what holds now.",
    ),
    "not_there.payee": (
        "Kontot finns inte hos denna sökande.",
        "There is no such account of this applicant.",
    ),
    "payee.may_not_propose": (
        "Det är handläggare och ekonomi som föreslår konton.",
        "Case handlers and finance propose accounts.",
    ),
    "payee.may_not_confirm": (
        "Det är ekonomi som bekräftar konton.",
        "Finance confirms accounts.",
    ),
    "payee.without_ground": (
        "Skriv var kontot är läst, till exempel rekvisitionen eller ett intyg från banken.",
        "Write where the account was read, such as the claim or a statement from the bank.",
    ),
    "payee.another_bic": (
        "Kontot finns redan, med BIC {known}. Lämna BIC tomt, eller ta bort kontot och föreslå det på nytt med rätt BIC.",
        "The account is there already, with the BIC {known}. Leave the BIC empty, or withdraw the account and propose it anew "
        "with the right BIC.",
    ),
    "payee.own_proposal": (
        "Du har själv föreslagit kontot. Någon annan bekräftar det.",
        "You proposed the account yourself. Somebody else confirms it.",
    ),
    "payee.conflict": (
        "Du är jävig mot sökanden. Någon annan bekräftar kontot.",
        "You have a conflict of interest with the applicant. Somebody else confirms the account.",
    ),
    "payee.withdrawn_without_reason": (
        "Skriv varför kontot inte ska användas.",
        "Write why the account is not to be used.",
    ),
    "constraint.uq_payee_one_confirmed": (
        "Någon annan bekräftade ett konto för sökanden i samma ögonblick. Öppna sidan igen och se vad som gäller nu.",
        "Somebody else confirmed an account of the applicant at the same moment. Open the page again to see what holds now.",
    ),
    "constraint.uq_payee_same_account_once": (
        "Kontot är redan föreslaget eller bekräftat för sökanden.",
        "The account is proposed or confirmed for the applicant already.",
    ),
    "constraint.uq_payee_once": (
        "Formuläret har redan skickats och kontot är föreslaget.",
        "The form has been sent already and the account is proposed.",
    ),
    "constraint.ck_payee_two_pairs_of_eyes": (
        "Den som har föreslagit ett konto får inte bekräfta det.",
        "Whoever proposed an account may not confirm it.",
    ),
    # Signals on a payment
    "payee.signal.first": (
        "Första utbetalningen till mottagaren: jämför kontot med underlaget.",
        "The first payment to the recipient: compare the account with the paper.",
    ),
    "payee.signal.new": (
        "Nytt konto sedan den senaste utbetalningen till mottagaren.",
        "A new account since the last payment to the recipient.",
    ),
    "payee.signal.shared": (
        "Samma konto används av {names}.",
        "The same account is used by {names}.",
    ),
    "payee.signal.shared_by_others": (
        "Samma konto används av {count} organisationer till.",
        "The same account is used by {count} other organisations.",
    ),
    "payee.signal.unconfirmed": (
        "Kontot är inte bekräftat och kan inte betalas till.",
        "The account is not confirmed and cannot be paid to.",
    ),
    "payee.signal.ended": (
        "Kontot används inte längre. Skicka tillbaka utbetalningen och bered den på nytt till det bekräftade kontot.",
        "The account is no longer used. Send the payment back and prepare it anew to the confirmed account.",
    ),
    "event.payee.proposed": ("Ett konto att betala till föreslogs", "An account to pay to was proposed"),
    "event.payee.confirmed": ("Ett konto att betala till bekräftades", "An account to pay to was confirmed"),
    "event.payee.withdrawn": ("Ett konto att betala till togs bort", "An account to pay to was withdrawn"),
}
