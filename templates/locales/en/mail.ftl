# Mails. No student's name comes in here.

mail-hello = Good morning,
mail-open-answers = Open the proposals and answer
mail-open-round = Open the list of answers
mail-answer-by = Please answer by { $deadline } (Italian time).
mail-companies-answer-by = Companies can answer until { $deadline }.
mail-link-alone = The link is personal and is all you need: no account, no password. Please do not forward it.
mail-no-names = Until you accept you see a profile without a name; the name and the school's contact appear afterwards.
mail-questions = Questions? Answer this message: { $school }{ $who } reads it.
mail-why-company = You get this message because { $school } named this address as a contact of { $company }.
mail-needed = It answers something you did yourselves, so it cannot be turned off.
mail-stop-lead = Would you rather be called on the telephone?
mail-stop = Do not write to me any more
mail-why-school = You get this message because you look after the matching of { $school }.
mail-place-line =
    { $n ->
        [one] { $figure }, site in { $comune } (place { $code }): 1 proposal
       *[other] { $figure }, site in { $comune } (place { $code }): { $n } proposals
    }

mail-proposals_sent-subject =
    { $n ->
        [one] { $school }: a proposal for { $company }
       *[other] { $school }: { $n } proposals for { $company }
    }
mail-proposals_sent-lead =
    { $n ->
        [one] for “{ $round }” { $school } proposes to { $company } a student who fits a place you offered.
       *[other] for “{ $round }” { $school } proposes to { $company } { $n } students who fit the places you offered.
    }

mail-proposals_changed-subject = { $school }: the proposals for { $company } have changed
mail-proposals_changed-lead = for “{ $round }” the matching was done again. The answers you gave stay as they are. What changes:
mail-changes-added =
    { $n ->
        [one] one new proposal
       *[other] { $n } new proposals
    }
mail-changes-withdrawn =
    { $n ->
        [one] one proposal withdrawn: no answer needed
       *[other] { $n } proposals withdrawn: no answer needed
    }
mail-changes-open =
    { $n ->
        [0] no proposal awaits your answer
        [one] one proposal awaits your answer
       *[other] { $n } proposals await your answer
    }

mail-link_renewed-subject = { $school }: the new link for your answer
mail-link_renewed-lead =
    { $n ->
        [0] here is the new link to the proposals of “{ $round }” for { $company }. None awaits an answer any more.
        [one] here is the new link to the proposals of “{ $round }” for { $company }. One awaits your answer.
       *[other] here is the new link to the proposals of “{ $round }” for { $company }. { $n } await your answer.
    }

mail-deadline_near-subject =
    { $n ->
        [one] { $school }: a proposal is about to expire
       *[other] { $school }: { $n } proposals are about to expire
    }
mail-deadline_near-lead =
    { $n ->
        [one] for “{ $round }” a proposal to { $company } still awaits your answer. Without an answer the place becomes free for another match.
       *[other] for “{ $round }” { $n } proposals to { $company } still await your answer. Without an answer the places become free for another match.
    }

mail-answers_recorded-subject = { $school }: your answer is recorded
mail-answers_recorded-lead = thank you. For “{ $round }” we recorded the answer of { $company }:
mail-answers-accepted =
    { $n ->
        [one] one proposal accepted
       *[other] { $n } proposals accepted
    }
mail-answers-declined =
    { $n ->
        [one] one proposal declined
       *[other] { $n } proposals declined
    }
mail-answers-open =
    { $n ->
        [one] one proposal still without an answer
       *[other] { $n } proposals still without an answer
    }
mail-answers-next = The same page now shows the name of whom you accepted and the school's contact, who will write to you about the next steps.

mail-round_published-subject = “{ $round }”: proposals sent
mail-round_published-lead =
    { $n ->
        [one] for “{ $round }” one proposal has gone out, to one company.
       *[other] for “{ $round }” { $n } proposals have gone out. Companies that get them: { $n_companies }.
    }
mail-unplaced =
    { $n ->
        [one] One student has no place: the round's page says why.
       *[other] { $n } students have no place: the round's page says why.
    }

mail-answer_received-subject = “{ $round }”: { $company } has answered
mail-answer_received-lead = { $company } has answered the proposals of “{ $round }”:

mail-proposals_expired-subject =
    { $n ->
        [one] “{ $round }”: a proposal expired without an answer
       *[other] “{ $round }”: { $n } proposals expired without an answer
    }
mail-proposals_expired-lead = the deadline has passed and these companies have not answered:
mail-expired-line =
    { $n ->
        [one] { $company }: one proposal
       *[other] { $company }: { $n } proposals
    }
mail-expired-next = The places are free again: you can talk to the companies or run the matching once more.

mail-invitation-subject = Your account on Abbina: set your password
mail-invitation-subject-again = Abbina: the new link for your password
mail-invitation-administrator = you have an account to look after Abbina: schools, accounts and the log of what was done.
mail-invitation-coordinator = you have an account on Abbina to look after the matching of { $place }.
mail-invitation-company = you have an account on Abbina to read what schools propose to { $place }, and to answer.
mail-invitation-fund = you have an account on Abbina to see how many students have found a place.
mail-invitation-what = Abbina brings together IeFP students and companies that offer apprenticeships or school-work placements.
mail-invitation-again = here is the new link to set the password of your account. Earlier ones no longer work.
mail-invitation-open = Set the password
mail-invitation-once = The link works once, until { $deadline } (Italian time).
mail-invitation-then = It is personal: please do not forward it. Afterwards you sign in with this email address and the password you chose.
mail-invitation-questions = Questions? Answer this message: { $name } ({ $email }) reads it.
mail-invitation-unexpected = You did not expect it? You need not do anything: nothing changes until somebody opens the link.

mail-availability-open = Answer: yes, maybe, not this year
mail-availability-change = Change the answer, or offer a place
mail-availability_asked-subject = { $school }: would you take students in { $year }?
mail-availability_asked-subject-again = { $school }: your answer for { $year }
mail-availability_asked-lead = { $school }{ $who } asks { $company }: could you take students for apprenticeships or school-work in the school year { $year }?
mail-availability_asked-again = We asked before and have no answer yet. A no is fine, too.
mail-availability_asked-how = Two clicks are enough: yes, maybe, or not this year. If it is no, you can say when to ask again, or tell us to stop asking.
mail-availability_asked-then = If it is yes, you offer a place on the same page: your facts and last year's places are there already.
mail-availability_recorded-subject = { $school }: your answer for { $year } is recorded
mail-availability_recorded-lead = thank you. Does { $company } take students in the school year { $year }? We recorded:
mail-availability-yes = Yes.
mail-availability-maybe = Maybe.
mail-availability-no = Not this year.
mail-availability-then-yes = Now you can offer a place: it takes a few minutes, and a draft can be kept.
mail-availability-again = We ask again from { $day } on, not before.
mail-availability-next-year = We ask again for the next school year.
mail-availability-never = The school will not ask you again. Should you change your mind, this link is enough.
mail-availability_renewed-subject = { $school }: the new link for your answer
mail-availability_renewed-lead = here is the new link to tell { $school } whether { $company } takes students in the school year { $year }.

# To families: never the name of the student.
mail-family-open = Open the page
mail-family-no-names = There is no name in this message. You find it on the page.
mail-why-family = You get this message because you gave this address to { $school }. Do you want no more of them? Say so on the page, under “Your data”.
mail-family_asked-subject = { $school }: your choices for “{ $round }”
mail-family_asked-lead = { $school } is looking for places at companies for “{ $round }”. You can say which places you prefer.
mail-family_asked-again = your answer for “{ $round }” is still missing. Without one, { $school } uses what it knows already.
mail-family_asked-what = On the page you find the places and how many other families ask for them. You can also correct the comune, the means of transport and the limits of the journey.
mail-family_link_renewed-subject = { $school }: the new link for “{ $round }”
mail-family_link_renewed-lead = here is the new link that you asked for, for “{ $round }”.
mail-decision_ready-subject = { $school }: the decision for “{ $round }”
mail-decision_ready-lead = for “{ $round }” the school has decided. On the page you read the decision, the reasons and what happens next.

mail-availability_news-subject =
    { $n ->
        [one] Who takes students: news from one company
       *[other] Who takes students: news from { $n } companies
    }
mail-availability_news-lead = since the last message these companies have answered { $school }, or have offered, changed or withdrawn a place. This is how things stand now:
mail-news-line = { $company }, { $year }: { $answer }
mail-news-yes = yes
mail-news-maybe = maybe
mail-news-no = not this year
mail-news-none = no answer yet
mail-news-firm =
    { $n ->
        [one] 1 student
       *[other] { $n } students
    }
mail-news-maybe-seats =
    { $n ->
        [one] 1 student, maybe
       *[other] { $n } students, maybe
    }
mail-open-year = Open the list of companies
