# Families: what they prefer and what they read of the decision. Short sentences and common words.

families-title = Your page
families-heading = A place for { $name }
families-open-until = You can answer until { $day }.
families-undecided-title = There is no decision yet
families-undecided = The school and the companies are at work. When the school has decided, you read it here.
families-answered = You answered on { $day }. Thank you.

families-step-data = First your data
families-step-data-lead = Are they right? If not, change them here.
families-part-residence = Comune where you live
families-residence-hint = The name of the comune is enough. We do not need the address.
families-part-transport = Means of transport
families-part-max_minutes = Longest journey, in minutes
families-max_minutes-hint = One way. If you leave it empty, the school's limit holds: { $n } minutes.
families-part-max_km = Longest distance, in km
families-max_km-hint = If you leave it empty, only the minutes count.
families-part-wishes = Places that you want, in order
families-part-refuses = Places that you do not want

families-step-wishes = Then the places
families-step-wishes-lead = Give number 1 to the place that you like best. Then 2, 3 and so on. Leave the others as they are.
families-step-wishes-ties = Do you like two places equally? Give both the same number.
families-step-wishes-refuse = If a place will not do, choose “We do not want it”. Nobody sends you there. But each no takes a possible place away: with many of them you may end up without one.
families-honest-title = Is it wise to tell the truth?
families-honest-short = Yes: put the places in the order that you really want. It is the best way to get what you like.
families-honest-how = Your choice counts for { $n } points in 100. The other points come from the journey, the course and more. Number 1 gives more points than 2.
families-honest-limits = It is no guarantee. If you put a place first that many want, your second place counts a little less than if it stood first. Sometimes another order would have done better. But nobody can know that beforehand: you do not see the choices of the others, and they do not see yours.
families-demand-lead = For each place you see how long the journey takes and how many other families put it first. If they are fewer than three, we do not say how many.
families-all-places = (all places of this company)
families-beyond = Beyond your limit.
families-seats =
    { $n ->
        [one] 1 seat
       *[other] { $n } seats
    }
families-demand-few = fewer than 3 families put it first
families-demand = { $n } families put it first
families-not-offered = This place is not on offer now.
families-minutes =
    { $n ->
        [0] in the same comune
        [one] 1 minute
       *[other] { $n } minutes
    }
families-about-minutes =
    { $n ->
        [0] in the same comune
        [one] about 1 minute
       *[other] about { $n } minutes
    }
families-km = { $n } km
families-choice-open = Fine, no number
families-choice-rank = Number { $n }
families-choice-no = We do not want it
families-no-places = There is no place yet
families-no-places-text = The school is looking. Come back in a few days.
families-continue = Continue
families-continue-hint = On the next page you read it again and confirm. If all is right, just confirm.
families-none = none
families-limit-of-school = the school's limit
families-rank-line = { $n_rank }: { $names }

families-confirm-title = Read it again and confirm
families-confirm-lead = Nothing has been written yet.
families-confirm-nothing = Nothing changes: you confirm that all is right.
families-confirm-notice = Before you confirm you can read what we do with the data.
families-confirm = Confirm
families-confirm-back = Go back without confirming
families-before = Before
families-after = After
families-recorded = Your answer is written down. You can change it as long as the page is open.

families-said-title = What we know
families-said-closed = The time for changes is over. If something is not right, call the school.

families-decision-title = The decision
families-decision-accepted = There is a place: the company has said yes.
families-decision-waiting = The school has asked a company. We are waiting for the answer.
families-decision-searching = The school asked a company, but it did not work out. Now it looks for another place.
families-decision-unplaced = In this round we found no place. The school goes on looking.
families-decision-not_asked = In this round the school did not look for a place.
families-decision-company = Company
families-decision-where = Where
families-decision-when = When
families-decision-period = from { $from } to { $to }
families-decision-code = Code of the place
families-why-title = Why
families-why-rank = It was your number { $n }.
families-why-no-rank = It was not among the places with a number, but among the possible ones.
families-why-minutes =
    { $n ->
        [0] The place is in the same comune.
        [one] The journey takes one minute.
       *[other] The journey takes { $n } minutes.
    }
families-why-minutes-about =
    { $n ->
        [0] The place is in the same comune.
        [one] The journey takes about one minute.
       *[other] The journey takes about { $n } minutes.
    }
families-why-all = The program first tries to give a place to as many students as it can. Then it looks at the choices, the journey and the course of all.
families-why-full = { $name }, your number { $n_rank }: all its seats went to other students.
families-why-other = { $name }, your number { $n_rank }: something else counted here, such as the journey or a rule. The school tells you what.
families-unplaced-closed = One or more rules closed all places.
families-unplaced-shortage = There were suitable places, but fewer than students who could go there.
families-unplaced-others = The possible places went to other students.
families-unplaced-rules = This is what closed the other places:
families-unplaced-minutes =
    { $n ->
        [one] With a journey of up to one minute at least one place opens.
       *[other] With a journey of up to { $n } minutes at least one place opens.
    }
families-closed-by-journey =
    { $n ->
        [one] the journey is too long: 1 place
       *[other] the journey is too long: { $n } places
    }
families-closed-by-accessible =
    { $n ->
        [one] the site has barriers, or it is not known: 1 place
       *[other] the site has barriers, or it is not known: { $n } places
    }
families-closed-by-refused =
    { $n ->
        [one] you said no: 1 place
       *[other] you said no: { $n } places
    }
families-closed-by-company =
    { $n ->
        [one] the company said no: 1 place
       *[other] the company said no: { $n } places
    }
families-closed-by-age =
    { $n ->
        [one] another age is needed: 1 place
       *[other] another age is needed: { $n } places
    }
families-closed-by-course =
    { $n ->
        [one] another course is needed: 1 place
       *[other] another course is needed: { $n } places
    }
families-closed-by-dates =
    { $n ->
        [one] the dates do not fit: 1 place
       *[other] the dates do not fit: { $n } places
    }
families-closed-by-minors =
    { $n ->
        [one] hours or work forbidden to minors: 1 place
       *[other] hours or work forbidden to minors: { $n } places
    }
families-closed-by-full =
    { $n ->
        [one] full already: 1 place
       *[other] full already: { $n } places
    }
families-closed-by-papers =
    { $n ->
        [one] the company lacks a paper or a tutor: 1 place
       *[other] the company lacks a paper or a tutor: { $n } places
    }
families-next-title = What happens now
families-call-title = Whom to call
families-call-lead = With any question call the school or write to it.
families-call-school = School
families-call-who = Who answers
families-call-phone = Telephone
families-call-email = E-mail address

families-closed-title = This link opens nothing
families-closed-lead = It has expired, or the address is not whole.
families-closed-renew = We can send a new one. It goes only to the address that had this one.
families-closed-paper = Did you have it on paper? Ask the school for another sheet.
families-renew = Send a new link
families-lost-link = You no longer have the message?
families-lost-title = Have you lost the link?
families-lost-lead = Write the address that you gave to the school. We send a new link there.
families-lost-email = E-mail address
families-sent-again-title = Look at your mail
families-sent-again-lead = If the address is among ours, a new link goes there. We send one a day, no more.
families-sent-again-else = If nothing arrives, call the school.

families-data-link = Your data: what we do with them
families-data-title = Your data
families-data-back = Back to the page of choices
families-data-lead = Here you say yes or no, and you can change your mind at any time. Each answer stays written with its date.
families-consent-recorded = The answer is written down, with today's date.
families-consent-parent = A parent decides here, with a sheet that the school gives out.
families-consent-competences-title = Telling the company what the student can do
families-consent-competences-text = Before it answers, the company sees a card without a name. If you say yes, it also reads how well what the student can do fits the place. If you say no, it does not. The place is looked for in the same way.
families-consent-competences-give = Yes, it may be told
families-consent-competences-withdraw = No, do not tell it any more
families-consent-mail-title = Writing to you by e-mail
families-consent-mail-text = The school writes to you for its task: to ask for your choices and to say that there is a decision. That needs no yes from you. But you can say no: then we write only when you ask for it.
families-consent-mail-give = Yes, write to us
families-consent-mail-withdraw = No, do not write any more
families-consent-yes = yes
families-consent-no = no
families-consent-by-school = (written down by the school)
families-speaker-guardian = Parent or guardian
families-speaker-student = Student

families-notice-title = What we do with the data
families-notice-version = version { $version }
families-notice-shown = Version { $version }: you had it before you on { $day }.
families-notice-who-title = Who answers for the data
families-notice-who = The controller is the school: { $school }. It uses this program to find the places.
families-notice-why-title = Why it is allowed
families-notice-why = Finding a place at a company is part of the course. It is a task that the law gives to the school (Article 6(1)(e) of the GDPR). So we do not ask for your consent. We ask for it only for what goes further, above.
families-notice-what-title = Which data
families-notice-what = Name, age, course, comune, means of transport, limits of the journey, choices. And the addresses to write to you. We ask nothing about health: we know only whether a site without barriers is needed.
families-notice-sees-title = Who sees them
families-notice-sees = The school sees everything. The company sees a card without a name. It sees the name only if it says yes. The other families see only totals.
families-notice-machine-title = Who decides
families-notice-machine = The program makes a proposal, by written rules. Then people decide: the school can change it, the company can say no. You can always ask why.
families-notice-long-title = For how long
families-notice-long = As long as the course needs them. Then the school erases them, except for papers that the law makes it keep.
families-notice-rights-title = What you can ask for
families-notice-rights = To see the data, to correct them, to erase them, not to use them for something. You ask the school. If that is not enough, there is the Italian data protection authority (Garante).

# For the school.
families-round-title = Families
families-round-lead = Ask the families for their data and wishes before the calculation; afterwards let them read the decision.
families-round-open = open
families-round-until = Families can answer until { $day }.
families-round-closed = closed
families-round-was = Families could answer until { $day }, or until the round was published.
families-round-released = decision released
families-round-remind = Write again to those without an answer
families-round-sheets =
    { $n ->
        [one] Print one sheet
       *[other] Print { $n } sheets
    }
families-round-late = The families of this round were not asked
families-round-late-text = That can be done until the round is published.
families-ask-title = Ask the families
families-ask-lead = Each family gets a link of its own, at its address in the record: the parent or guardian of a minor, the student if of age. The name is not in the message. For those without an address you print a sheet to hand out.
families-ask-again = Change the last day or the contact, and write to those who came later
families-ask-closes_on = Last day for answers
families-ask-closes_on-hint = Until the end of the day. Publishing the round closes it in any case.
families-ask-contact = Who answers families
families-ask-contact-hint = The name of the person, for the messages and the page.
families-ask-do = Ask the families
families-ask-again-do = Save and write to whoever is missing
families-round-asked =
    { $n ->
        [0] Done. There is no new message to send.
        [one] Done: one message is on its way.
       *[other] Done: { $n } messages are on their way.
    }
families-round-reminded =
    { $n ->
        [0] You have written to all families that can be reached today.
        [one] One reminder is on its way.
       *[other] { $n } reminders are on their way.
    }
families-round-not-asked = Ask the families first.
families-round-who = The families that were asked
families-round-filter = Show only
families-filter-all = All
families-filter-silent = Without an answer
families-filter-paper = To be handed out
families-filter-answered = With an answer
families-filter-changed = Changed something
families-round-nobody = No family
families-round-nobody-text = No family of the round is in this situation.
families-column-student = Student
families-column-key = Student number
families-column-answer = Answer
families-column-link = Link
families-column-round = Round
families-column-speaker = For whom
families-column-since = Since
families-state-changed = changed something
families-state-answered = confirmed
families-state-silent = no answer
families-on-paper = on paper
families-task-silent =
    { $n ->
        [one] family has not answered
       *[other] families have not answered
    }
families-task-paper =
    { $n ->
        [one] family without an address: hand it the sheet
       *[other] families without an address: hand out the sheets
    }

families-release-title = Release the decision
families-release-lead = Families read the decision only once you release it. Talk to them first: nobody should learn from a page that there is no place.
families-release-what = What they would read now
families-release-reads = The family reads
families-release-count = Families
families-release-live = The page follows the answers of companies: whoever waits reads the yes when it comes. Company and place appear only after the yes.
families-release-next-hint = All families read it below the decision. At most { $n } characters.
families-release-next-proposed = Whoever has a place gets the papers to sign from the school. Whoever has none yet: the school asks other companies and calls you within two weeks. If you have an idea or can travel farther, tell us.
families-release-call = Whom to call, as families read it:{ $who }
families-release-do = Release and tell the families
families-released =
    { $n ->
        [0] The decision is released. No family gets a message: tell them yourself.
        [one] The decision is released: one message is on its way.
       *[other] The decision is released: { $n } messages are on their way.
    }

families-sheets-title = Sheets to hand out
families-sheets-lead = One sheet for each family: print them and hand them out in person. Whoever has the sheet can answer.
families-sheets-none = No sheet to print
families-sheets-none-text = All families of the round get mail, or have answered already.
families-sheet-for = For the family of { $name }
families-sheet-what = The school is looking for places at companies. You can say which you prefer and correct your data.
families-sheet-code = Code to be read with a telephone
families-sheet-scan = Point the telephone at the code, or type this address. Keep the sheet: later you read the decision there.
families-sheet-call = Questions, or no telephone? { $school }{ $who }.

families-student-link = Family
families-student-title = Family of { $name }
families-student-back = Student's card
families-student-adult = Of age: the student answers and decides.
families-student-minor = A minor: a parent or guardian gives consents.
families-student-said = What the family said
families-student-silent = So far the family has not answered.
families-student-confirmed = Confirmed the data without changing anything.
families-student-changes = What the family changed
families-student-part = Item
families-student-undo = Undo: put it back as it was
families-student-undone = Undone by { $who } on { $day }.
families-undone = Done: all is as it was before.
families-student-consents = Consents
families-student-consents-lead = With date and author. You can write down an answer here that you have on paper.
families-student-consent-yes = Write down a yes
families-student-consent-no = Write down a no
families-student-no-notice = The family has not had the notice before it yet.
families-student-links = Links
families-student-no-link = The family has no link yet.
families-student-sheet = Print the sheet for “{ $round }”

families-demo-role = Family
families-demo-choosing = The family of a student, choosing
families-demo-choosing-what = Corrects its data, ranks the places and sees how many others ask for them. No account.
families-demo-decided = The family of a student, after the decision
families-demo-decided-what = Reads the place, the reasons and what happens next.

fault-family-day-unreadable = “{ $value }” is not a day: write for example 30/06/2027.
fault-family-day-past = The day is over: choose one from today on.
fault-family-contact-missing = Write who answers the families.
fault-family-phone-missing = Write a telephone number or an address: families must be able to ask.
fault-family-text-long = The text is longer than { $n_limit } characters or holds some that are not allowed: shorten it.
fault-family-next-missing = Write what happens next: nobody should be left alone with a no.
fault-family-next-long = The text is longer than { $n_limit } characters: shorten it.
fault-family-choice-unknown = This choice is not possible: choose a number, “We do not want it” or nothing.
fault-family-choice-refused = You said no to all places of { $company }, but one of them has a number: take away the no or the number.
fault-family-closed = The time for answers is over. If something is not right, call the school.
fault-family-moved_on = Meanwhile the school has changed these data. You see the new ones now: look at them and answer again.
fault-family-round_published = The round is published already: families cannot be asked any more.
fault-family-not_asked = The families of this round were not asked.
fault-family-not_published = Publish the round first.
fault-family-released = The decision is released already.
fault-family-undone = This answer was undone already.
fault-family-changed_since = Somebody changed the same thing after the family did: correct it by hand on the student's card.

audit-family-asked = Asked the families
audit-family-reminded = Wrote again to families without an answer
audit-family-sheet = Printed the sheet for a family
audit-family-answered = Answered for a student
audit-family-undone = Undid the answer of a family
audit-family-released = Released the decision to the families
audit-family-consent_given = Gave a consent
audit-family-consent_withdrawn = Withdrew a consent
