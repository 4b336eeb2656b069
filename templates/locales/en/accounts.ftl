# Accounts, schools, sessions, the log.

accounts-nav-accounts = Accounts
accounts-nav-schools = Schools
accounts-nav-audit = Log

accounts-name = Name
accounts-email = Email address
accounts-password = Password
accounts-role = Role
accounts-place = School or company
accounts-state = State
accounts-language = Language
accounts-filter = Filter
accounts-doing = Actions

accounts-role-any = All
accounts-role-administrator = Administration
accounts-role-coordinator = School coordination
accounts-role-company = Company
accounts-role-fund = Fund

accounts-state-active = Active
accounts-state-invited = No password yet
accounts-state-disabled = Disabled

accounts-language-own-name = English

accounts-sign_in-title = Sign in
accounts-sign_in-help = Forgotten your password? Ask whoever administers the service for a new link to set it.
accounts-signed_out = You have signed out.
accounts-personas-title = Come in as somebody invented
accounts-personas-text = In this demonstration only: one click, and you see the service with their eyes.
accounts-persona-administrator = Makes schools and accounts, reads everybody's log.
accounts-persona-coordinator = Loads students, runs the matching, reviews and publishes it.
accounts-persona-company = Reads proposals and answers.
accounts-persona-fund = Looks at totals and exports them.

accounts-set_password-title = Set your password
accounts-set_password-lead = For the account { $email }.
accounts-password-new = New password
accounts-password-again = The same password again
accounts-password-current = Current password
accounts-password-hint = At least 12 characters. Four words that have nothing to do with one another will do.
accounts-password-set = Set the password
accounts-password_set = The password is set: you can sign in now.
accounts-password-change-title = Change your password
accounts-password-change = Change the password
accounts-password_changed = The password is changed. All other sessions have been ended.

accounts-own-title = Your account
accounts-language-label = Language of pages and messages
accounts-language-change = Change the language
accounts-language_changed = The language is changed.
accounts-sessions = Your sessions
accounts-sessions-text = Each line is a sign-in that is still open. If you do not recognise one, end it and change your password.
accounts-sessions-device = Device
accounts-sessions-unknown = Unknown device
accounts-sessions-network = Network
accounts-sessions-since = Signed in
accounts-sessions-seen = Last active
accounts-sessions-this = This one
accounts-sessions-end = End
accounts-sessions-end-others = End all others
accounts-session_ended = The session has been ended.
accounts-sessions_ended =
    { $n ->
        [0] There were no other open sessions.
        [one] One other session has been ended.
       *[other] { $n } other sessions have been ended.
    }

accounts-people-title = Accounts
accounts-people-empty = No accounts
accounts-people-empty-text = Nobody matches the filter.
accounts-people-back = All accounts
accounts-signed_in_at = Last sign-in
accounts-never = Never
accounts-new-title = New account
accounts-new-lead = The person sets the password, with a link that comes by mail.
accounts-new-school = School
accounts-new-school-hint = For school coordination only.
accounts-new-vat = The company's VAT number
accounts-new-vat-hint = For companies only: eleven digits.
accounts-new-create = Create the account and send the invitation
accounts-link-give = Send a new link for the password
accounts-link-title = Link to set the password
accounts-link-text = It is going out by mail to the address below. If it does not arrive, give it yourself, to this person only. It works once, for seven days, and will not be shown again. Earlier links no longer work.
accounts-disable = Disable the account
accounts-disabled = The account is disabled and its sessions have been ended.
accounts-enable = Enable the account
accounts-enabled = The account is active again.
accounts-audit-of = What they have done: the log

accounts-schools-title = Schools
accounts-schools-lead = Each school sees its own students only.
accounts-schools-empty = No schools
accounts-schools-empty-text = Make the first one: then you can make the accounts of those who coordinate it.
accounts-schools-back = All schools
accounts-school-new-title = New school
accounts-school-name = Name of the school
accounts-school-code = Code
accounts-school-code-hint = The code by which files name the school, such as its ministry code.
accounts-school-comune = Comune
accounts-school-comune-optional = Comune (optional)
accounts-school-comune-hint = Name or ISTAT code of a comune of Lombardy.
accounts-school-phone = Telephone for companies (optional)
accounts-school-email = Email for companies (optional)
accounts-school-create = Create the school
accounts-school-created = The school is made.
accounts-school-changed = What is known of the school is saved.
accounts-school-accounts = The accounts of this school
accounts-sites-title = Sites
accounts-sites-empty = The school has no sites yet.
accounts-site-new = Add a site
accounts-site-name = Name of the site
accounts-site-code-hint = The code by which files name the site.
accounts-site-add = Add the site
accounts-school-site-added = The site is added.

accounts-audit-title = Log of what was done
accounts-audit-lead = Who did what, and when. Nobody can change it, not even administrators.
accounts-audit-lead-school = Who did what in your school, and when. Nobody can change it.
accounts-audit-empty = Nothing yet
accounts-audit-empty-text = The log fills by itself.
accounts-audit-at = When
accounts-audit-who = Who
accounts-audit-what = What
accounts-audit-detail = Details
accounts-audit-by_link = A company, by its link
accounts-audit-by_family = The family, by link
accounts-audit-by_service = The service

audit-account-signed_in = Signed in
audit-account-signed_out = Signed out
audit-account-sign_in_refused = Sign-in refused
audit-account-session_revoked = Session ended
audit-account-other_sessions_revoked = Other sessions ended
audit-account-password_changed = Password changed
audit-account-password_set = Password set by link
audit-account-language_changed = Language changed
audit-account-created = Account made
audit-account-link_given = Link for the password made
audit-account-disabled = Account disabled
audit-account-enabled = Account enabled
audit-school-created = School made
audit-school-changed = School changed
audit-school-site_added = Site added

fault-account-sign_in-wrong = Email address or password is not right.
fault-account-password-short = The password is too short: at least { $n_min } characters are needed.
fault-account-password-long = The password is too long: at most { $n_max } characters.
fault-account-password-guessable = The password is easy to guess: use words that have nothing to do with one another, no names or sequences.
fault-account-password-differ = The two passwords differ.
fault-account-password-wrong = The current password is not right.
fault-account-email-taken = There already is an account with this address.
fault-account-language-unknown = Choose one of the languages listed.
fault-account-role-unknown = Choose one of the roles listed.
fault-account-institution-missing = Choose the school that they coordinate.
fault-account-company-unknown = No company has this VAT number: import it first.
fault-account-disabled = The account is disabled: enable it before making a link.
fault-account-own = You cannot disable your own account.
fault-account-last_administrator = It is the only active administrator's account: make another first.
fault-school-code-missing = The code is missing.
fault-school-code-characters = The code may have at most 20 characters: letters without accents, digits, dots and dashes.
fault-school-code-taken = Another school has this code already.
fault-school-site_code-taken = The school already has a site with this code.
fault-school-name-missing = The name is missing.
fault-school-name-long = The name is too long: at most { $n_max } characters.
fault-school-phone-characters = A telephone number has only digits, spaces, + and dashes.

# What there is to do: the number stands beside it.
accounts-task-invited =
    { $n ->
        [one] person was invited and has not set a password
       *[other] people were invited and have not set a password
    }
accounts-task-alone =
    { $n ->
        [one] school that nobody coordinates
       *[other] schools that nobody coordinates
    }
accounts-schools-alone = Only schools that nobody coordinates
accounts-schools-none-alone = No school
accounts-schools-none-alone-text = Every school has somebody who coordinates it.

accounts-audit-detail-columns = fields
accounts-audit-detail-seats = seats
accounts-audit-detail-firmness = certainty
accounts-audit-detail-answer = answer
accounts-audit-detail-rows = rows
accounts-audit-detail-kind = kind
accounts-audit-detail-new = new
accounts-audit-detail-changed = changed
accounts-audit-detail-same = the same
accounts-audit-detail-left_out = left out
accounts-audit-detail-missing = missing
accounts-audit-detail-sent = proposals sent
accounts-audit-detail-withdrawn = proposals withdrawn
accounts-audit-detail-kept = proposals kept
accounts-audit-detail-mails = mails
accounts-audit-detail-places = places
accounts-audit-detail-students = students
accounts-audit-detail-n = how many
accounts-audit-detail-role = role
accounts-audit-detail-network = network
accounts-audit-detail-sessions = sessions
accounts-audit-detail-reason = reason
accounts-audit-detail-format = format
accounts-audit-detail-year = school year
accounts-audit-detail-only = only
accounts-audit-detail-part = part
accounts-audit-detail-runs_stopped = runs stopped
accounts-audit-detail-rows_of_files = rows of files erased
accounts-audit-value-coordinator = school coordinator
accounts-audit-value-yes = yes
accounts-audit-value-maybe = maybe
accounts-audit-value-no = no
accounts-audit-value-firm = certain
accounts-audit-value-administrator = administrator
accounts-audit-value-company = company
accounts-audit-value-fund = Fund
accounts-audit-value-students = students
accounts-audit-value-companies = companies
accounts-audit-value-placements = placements
accounts-audit-value-refused = address refused
accounts-audit-value-unwanted = mail unwanted
accounts-audit-value-company_contact = contact
accounts-audit-value-company_site = site
accounts-audit-value-company_tutor = tutor
