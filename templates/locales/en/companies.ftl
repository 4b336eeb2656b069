# Companies, shared by all schools.

companies-nav = Companies
companies-nav-own = Your company
companies-title = Companies
companies-lead = The companies of all schools: each fact is asked for once, and shows when it was confirmed and by whom.
companies-new = Add a company
companies-import = Import a file
companies-none = There is no company yet
companies-none-text = Import the companies' file (CSV or Excel), or add one by hand.
companies-nobody = No company matches
companies-nobody-text = Take the filter away, or look for a single word of the name.
companies-search = Search
companies-search-hint = Words of the name, or the start of the VAT number.
companies-only = Which
companies-only-all = All
companies-only-silent = Only those that have not answered yet
companies-only-stale = Only with facts not confirmed for a year
companies-only-mail = Only those that get no mail
companies-only-incomplete = Only those that lack what apprenticeship needs
companies-filter = Show
companies-name = Name
companies-vat = VAT number
companies-staff = Staff
companies-seats = Seats
companies-contact = Contact's mail
companies-mail-problem = Gets no mail
companies-mail-problem-what = The mail server refused the address, or whoever reads it wants no more messages: proposals do not arrive, so call the company.
companies-mail-problem-do = The addresses we do not write to
companies-edit = Change the facts
companies-edit-lead = By saving you confirm all facts, also those you do not change.
companies-confirm = Confirm that all is right
companies-confirm-hint = This confirms all facts below, so that the next school need not ask for them again.
companies-confirmed = Confirmed on { $day } by { $who }
companies-confirmed-itself = Confirmed on { $day } by the company
companies-confirmed-service = Confirmed on { $day } by an imported file
companies-placements = Its placements
companies-placement-new = Add a placement
companies-undeclared = Not declared
companies-cap = How many apprentices it may have
companies-cap-free =
    { $n ->
        [0] With those already there it may take no more.
        [one] With those already there it may take one more.
       *[other] With those already there it may take { $n } more.
    }
companies-group-firm = Company
companies-group-people = People
companies-group-capacity = Capacity and safety
companies-group-contact = Contact
companies-parts-contacts = Contacts
companies-contact-main = Gets the proposals
companies-parts-sites = Sites
companies-parts-tutors = Company tutors
companies-tutor-years =
    { $n ->
        [one] 1 year of experience
       *[other] { $n } years of experience
    }
companies-tutor-max =
    { $n ->
        [one] 1 student at most
       *[other] { $n } students at most
    }
companies-artisan-no = No
companies-artisan-not_serial = Yes, not working in series
companies-artisan-serial = Yes, working in series
companies-artisan-artistic = Yes, artistic, traditional or tailoring
companies-artisan-transport = Yes, transport
companies-artisan-construction = Yes, construction
companies-risk-low = Low
companies-risk-medium = Medium
companies-risk-high = High
companies-language-it = Italian
companies-language-en = English
companies-added = Company added.
companies-changed = Facts saved and confirmed.
companies-confirmed-all = Facts confirmed.

fault-company-vat_number-taken = There already is a company with VAT number { $value }: look for it in the list and complete it.
fault-company_changed = Somebody else has changed this company's facts meanwhile.

audit-company-added = Added a company
audit-company-changed = Changed a company's facts
audit-company-confirmed = Confirmed a company's facts

# What there is to do: the number stands beside it.
companies-task-silent =
    { $n ->
        [one] company has not answered yet
       *[other] companies have not answered yet
    }
companies-task-incomplete =
    { $n ->
        [one] company has not said what apprenticeships need: its places stay closed
       *[other] companies have not said what apprenticeships need: their places stay closed
    }
companies-task-stale =
    { $n ->
        [one] company has facts that nobody has confirmed for a year
       *[other] companies have facts that nobody has confirmed for a year
    }
companies-task-own =
    { $n ->
        [one] fact about you was last confirmed over a year ago
       *[other] facts about you were last confirmed over a year ago
    }

# Contacts, sites, tutors.
companies-parts-contacts-new = Add a contact
companies-parts-contacts-edit = Change the contact
companies-parts-contacts-none = No contacts.
companies-parts-sites-new = Add a site
companies-parts-sites-edit = Change the site
companies-parts-sites-none = No sites.
companies-parts-tutors-new = Add a tutor
companies-parts-tutors-edit = Change the tutor
companies-parts-tutors-none = No tutors.
companies-part-what = What
companies-part-state = State
companies-part-confirmed = Confirmation
companies-part-do = Actions
companies-part-never = Never confirmed
companies-part-no-longer = No longer used
companies-part-change = Change
companies-part-retire = No longer used
companies-part-restore = Used again
companies-contact-make-main = Proposals go here
companies-part-saved = Saved and confirmed.
companies-part-retired = From now on it is no longer used.
companies-part-restored = It is used again.
companies-contact-is-main = From now on proposals go to this contact.
fault-company-part-taken = It is there already.
fault-company-part-in_use = A place that has not ended uses it: change that first.
fault-company-contact-main = Proposals go to this contact: choose another first, or correct it among the company's facts.
fault-company-vat_number-fixed = Ask the school to correct the VAT number: by it schools know you.
audit-company-part_added = Added a contact, a site or a tutor
audit-company-part_changed = Changed a contact, a site or a tutor
audit-company-part_retired = Retired a contact, a site or a tutor
audit-company-part_restored = Put a contact, a site or a tutor back into use
audit-company-main_contact = Changed the contact that proposals go to

companies-ask = Ask whether it takes students
companies-team = Who answers for the company
companies-team-lead = The people with an account of this company. To add or remove one, ask the school that looks after you.
companies-team-seen = last signed in { $day }
companies-history = What your places did

# A link that opens nothing any more.
companies-closed-title = This link opens nothing
companies-closed-lead = It has expired, or the address is not complete.
companies-closed-renew = We can send a new one, only to the address that had received this one.
companies-sent-again-title = Look into your mailbox
companies-sent-again-lead = If the link or the address is one of ours, a new link is on its way, to that same address and no other. We send at most one a day.
companies-sent-again-else = If nothing arrives, call the school that wrote to you.
