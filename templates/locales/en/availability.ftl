# The question that a school asks companies every year: would you take students? And the places they offer in answer.

availability-nav = Availability
availability-nav-company = Availability
availability-answer-yes = yes
availability-answer-maybe = maybe
availability-answer-no = not this year
availability-reason-no_work = There is not enough work
availability-reason-no_tutor = Nobody can look after a student
availability-reason-full = We have students or apprentices already
availability-reason-change = The company moves, changes or closes
availability-reason-papers = Too many papers to prepare
availability-reason-other = Something else
availability-again-two-weeks = In two weeks
availability-again-month = In a month
availability-again-three-months = In three months
availability-again-next-year = For the next school year
availability-again-never = Never again

# What the company sees.
availability-company-title = Would you take students?
availability-company-heading = { $school } asks: would you take students in { $year }?
availability-company-lead = The question is for { $company }, school year { $year }. No account is needed.
availability-company-school = For any question: { $school }{ $who }.
availability-question = Would you take students in { $year }?
availability-question-hint = A “yes” binds you to nothing: places are offered afterwards. The answer can be changed at any time.
availability-choose-yes = Yes
availability-choose-maybe = Maybe
availability-choose-no = Not this year
availability-change = Change your answer
availability-said = Your answer:
availability-said-at = Recorded on { $day }.
availability-said-why = Reason: { $reason }.
availability-again-told = We ask again from { $day } on.
availability-again-told-year = We ask again for the next school year.
availability-again-told-never = The school will not ask you again.
availability-recorded = Your answer is recorded. A confirmation is on its way by mail.
availability-back = Back to the question
availability-more-no = Why not this year?
availability-more-no-lead = Choose the reason: the answer is recorded at once. It tells the school when to ask again.
availability-more-why = The reason
availability-more-again = When may we ask again?
availability-more-note = A few words for the school (optional, except for “Something else”)
availability-more-maybe = When shall we ask again?
availability-more-maybe-lead = Choose: the answer “maybe” is recorded at once. Until that day we do not write to you.
availability-more-maybes =
    { $n ->
        [one] The place you marked as a maybe is taken back.
       *[other] The { $n } places you marked as a maybe are taken back.
    }
availability-facts-title = Are your facts still true?

availability-offer = Offer a place
availability-offer-new = Offer a new place
availability-before-lead = You have offered these places before: start from one of them, with its dates moved on.
availability-before-again = Like this one
availability-offered-list = Your places for { $year }
availability-offered-like = Another like this
availability-offered-change = Change
availability-offered-withdraw = Withdraw
availability-offered-used = The school is using this place for its students already: to change or withdraw it, call { $school }{ $who }.
availability-place-line =
    { $n ->
        [one] { $figure }, { $comune }: 1 student
       *[other] { $figure }, { $comune }: { $n } students
    }
availability-place-when = from { $from } to { $to }
availability-draft-there = There is a draft, saved on { $day }.
availability-draft-go-on = Go on with the draft
availability-draft-drop = Throw the draft away
availability-draft-save = Save the draft
availability-draft-saved = The draft is saved: you find it here.
availability-draft-dropped = The draft is gone.
availability-place-title = A place
availability-place-lead = Write what you know: on the next page you read it once more and confirm it.
availability-place-maybe = You answered “maybe”: the place stays a maybe, and no student is proposed for it until you say yes.
availability-place-continue = Continue
availability-place-hint = Continuing saves the draft, too: nothing is lost.
availability-place-derogation = The training derogation of the earlier place was for its own period and is not carried over. If there is an authorisation for the new period, too, tick it below.
availability-place-change-title = Change a place
availability-place-change-hint = Until you confirm, the place stays as it is.
availability-place-changed = The place is changed. Thank you!
availability-withdraw-title = Withdraw this place?
availability-withdraw-lead = The school will no longer see the place and proposes no students for it. Your answer to the question stays as it is. You can always offer another.
availability-withdraw-do = Withdraw the place
availability-withdraw-change = Change it instead
availability-withdrawn = The place is withdrawn.
availability-check-title = Confirm the place
availability-check-lead = The place is not recorded yet. Read it once more and confirm.
availability-check-back = Go back and correct
availability-check-do = Confirm the place
availability-check-change-title = Confirm the change
availability-check-change-lead = The place is still as it was. Read it once more and confirm.
availability-check-change-do = Confirm the change
availability-limits = How many students the law allows
availability-limits-above = You offer more places than can be filled: we propose at most as many students as the law allows. If a fact about you is old, correct it.
availability-offered = The place is recorded. Thank you!
availability-asked-title = Who asks you for places
availability-asked-lead = The schools that ask whether you take students, with your answers.
availability-asked-none = No question
availability-asked-none-text = When a school asks whether you take students, the question appears here and by mail.
availability-asked-line = { $school }, school year { $year }
availability-asked-open = awaits your answer

# What the school sees.
availability-title = Who takes students
availability-lead = The companies you asked whether they take students in { $year }, and what they answered. Whoever is silent gets two reminders at most.
availability-ask = Ask companies
availability-year = School year
availability-show = Show
availability-filter = Show only
availability-only-all = All
availability-only-silent = Without an answer
availability-only-yes = Yes
availability-only-no-place = Yes, but no place
availability-only-maybe = Maybe
availability-only-no = Not this year
availability-none = You have not asked anybody yet
availability-none-text = One click asks all the companies you know: they answer yes, maybe or no, without an account.
availability-nobody = No company here
availability-nobody-text = Choose another group.
availability-column-company = Company
availability-column-answer = Answer
availability-column-more = Reason and next time
availability-column-asked = Asked
availability-column-seats = Seats offered
availability-column-will = Do we write?
availability-no-answer = no answer
availability-never = never ask again
availability-again-from = may be asked again from { $day }
availability-reminders =
    { $n ->
        [one] one reminder
       *[other] { $n } reminders
    }
availability-seats-maybe =
    { $n ->
        [one] and 1 maybe
       *[other] and { $n } maybe
    }
availability-ask-title = Ask companies
availability-ask-lead = Each company gets a mail with the school's name and yours, never a student's. Those that should be left in peace stay out by themselves.
availability-who = Whom
availability-who-known = Companies that have offered us a place before
availability-who-all = All companies
availability-letter = Read the mail that goes out
availability-letter-company = the company
availability-ask-do =
    { $n ->
        [one] Write to one company
       *[other] Write to { $n } companies
    }
availability-ask-hint = The mails leave at once.
availability-ask-nobody = There is nobody to ask now: the reason stands beside each company.
availability-ask-none-text = Look among all companies, or take away the word you looked for.
availability-will = yes
availability-bar-no-mail = No: it gets no mail, call it.
availability-bar-never = No: it asked never to be asked by this school again.
availability-bar-asked = No: you have asked already, reminders go out by themselves.
availability-bar-answered = No: it has answered for this year.
availability-bar-not-before = No: it wants to be asked from { $day } on.
availability-bar-recently = No: you wrote to it less than a month ago.
availability-asked-now =
    { $n ->
        [0] There was nobody to ask.
        [one] One mail is leaving.
       *[other] { $n } mails are leaving.
    }

# What there is to do: the number stands beside it.
availability-task-silent =
    { $n ->
        [one] company has not said yet whether it takes students
       *[other] companies have not said yet whether they take students
    }
availability-task-no-place =
    { $n ->
        [one] company said yes and has no place yet
       *[other] companies said yes and have no place yet
    }
availability-task-asked =
    { $n ->
        [one] school asks whether you take students
       *[other] schools ask whether you take students
    }

fault-availability-answer-missing = Choose an answer: yes, maybe or not this year.
fault-availability-answer-incomplete = The reason, or when to ask again, is missing: open the question and choose once more.
fault-availability-note-missing = With “Something else”, write a few words to the school.
fault-availability-note-long = The note can have { $n_limit } characters at most.
fault-availability-year = One can ask about this school year or the next.
fault-availability-changed = Somebody else has answered for the company meanwhile: open the question and see how it stands now.
fault-availability-place-in_use = The school is using this place for its students already. To change or withdraw it, call { $school }{ $who }.
fault-availability-place-changed = The school has changed this place meanwhile, or taken it away: nothing was recorded. See below how it is now, or call { $school }{ $who }.
fault-availability-no_offer = To offer a place, answer yes or maybe first.

audit-availability-asked = Asked companies whether they take students
audit-availability-answered = Answered whether it takes students
audit-availability-reminded = Reminded a company of the question
audit-availability-offered = Offered a place
audit-availability-place_changed = Changed a place it had offered
audit-availability-place_withdrawn = Withdrew a place it had offered
