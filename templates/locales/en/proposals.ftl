# Proposals to companies, and their answers.

proposals-nav = Proposals
proposals-nav-company = Proposals received
proposals-state-sent = awaiting an answer
proposals-state-accepted = accepted
proposals-state-declined = declined
proposals-state-expired = expired
proposals-state-withdrawn = withdrawn

proposals-company-title = Proposals for your company
proposals-company-heading = { $school }: proposals for { $company }
proposals-company-school = For any question: { $school }{ $who }.
proposals-company-nothing-open = No proposal awaits your answer.
proposals-company-open =
    { $n ->
        [one] One proposal awaits your answer
       *[other] { $n } proposals await your answer
    }
proposals-company-privacy = You see profiles without a name. Name and contact appear here once you have accepted.
proposals-company-ended = Concluded
proposals-company-state-sent = Awaiting an answer.
proposals-company-state-accepted = You accepted. The school will write to you about the next steps. Answer recorded:
proposals-company-state-declined = You said no. Answer recorded:
proposals-company-state-expired = The deadline passed without an answer: the place is free again.
proposals-company-state-withdrawn = The school took this proposal back: no answer is needed.

proposals-card-title = Proposal { $number }, place { $place }
proposals-card-deadline = You can answer until { $deadline } (Italian time).
proposals-card-name = Name
proposals-card-student = Profile
proposals-card-year = year { $n }
proposals-card-age = age { $age }
proposals-card-journey = Distance
proposals-card-journey-value =
    { $n_minutes ->
        [0] in the same comune
       *[other] about { $n_km } km, a journey of { $n_minutes } minutes
    }
proposals-card-place = Place
proposals-card-period = Period and hours
proposals-card-week = { $hours } hours a week
proposals-card-why = Why this profile
proposals-why-indirizzo = studies exactly the specialisation you look for
proposals-why-figure = studies for the qualification you look for
proposals-why-leads = the course leads to the qualification you look for
proposals-why-competences = has { $n }% of the competences you asked for
proposals-why-continuity = works or has worked with you
proposals-why-wish =
    { $n ->
        [1] you are the first choice
       *[other] you are among the preferences
    }
proposals-why-near = the journey is short

proposals-choice = Your answer
proposals-choice-accept = We accept
proposals-choice-decline = We cannot accept
proposals-choice-later = We will answer later
proposals-reason = If you cannot accept: why?
proposals-reason-choose = Choose the reason
proposals-reason-given = Reason:
proposals-reason-taken = the place is taken
proposals-reason-no_need = there is no need any more
proposals-reason-period = the period does not suit us
proposals-reason-hours = days or hours do not suit us
proposals-reason-tutor = the tutor is not available
proposals-reason-competences = another qualification or other competences are needed
proposals-reason-other = something else
proposals-note = A few words for the school (optional, except for “something else”)
proposals-continue = Continue
proposals-continue-hint = On the next page you read your answer once more and confirm it.
proposals-confirm-title = Confirm your answer
proposals-confirm-lead = Nothing is recorded yet. Read it once more and confirm: afterwards it cannot be changed here.
proposals-confirm-accept = We accept
proposals-confirm-decline = We cannot accept
proposals-confirm =
    { $n ->
        [one] Confirm the answer
       *[other] Confirm { $n } answers
    }
proposals-confirm-back = Go back without confirming
proposals-recorded =
    { $n ->
        [one] Your answer is recorded. A confirmation is on its way by mail.
       *[other] { $n } answers are recorded. A confirmation is on its way by mail.
    }

proposals-renew = Send a new link
proposals-lost-link = The message is gone?
proposals-lost-title = Lost link
proposals-lost-lead = Write the address at which the school wrote to you: we send a new link there.
proposals-lost-email = Mail address

proposals-rounds-title = Proposals received
proposals-rounds-lead = Every school that proposed students to you, with your answers.
proposals-rounds-none = No proposals
proposals-rounds-none-text = When a school proposes a student to you, the proposal appears here and by mail.
proposals-rounds-count =
    { $n ->
        [one] one proposal
       *[other] { $n } proposals
    }
proposals-rounds-open =
    { $n ->
        [one] one awaits an answer
       *[other] { $n } await an answer
    }

proposals-list-title = Proposals and answers
proposals-list-lead = What you proposed, to whom, and what companies answered.
proposals-list-all-rounds = all rounds
proposals-list-none = No proposals
proposals-list-none-text = Proposals come into being when a round is published.
proposals-filter = Show only
proposals-all = All
proposals-column-student = Student
proposals-column-company = Company
proposals-column-place = Place
proposals-column-round = Round
proposals-column-state = State
proposals-column-when = Answer or deadline
proposals-column-do = Actions
proposals-until = until { $deadline }
proposals-mail-problem = gets no mail
proposals-no-address = no address
proposals-withdraw = Withdraw
proposals-withdraw-title = Withdraw the proposal?
proposals-withdraw-lead = The company gets a message and can no longer answer. Place and student are free again.
proposals-withdraw-do = Withdraw the proposal
proposals-withdraw-not = Leave it as it is
proposals-withdrawn = The proposal is withdrawn, and the company will hear of it by mail.

proposals-preview-title = Before publishing
proposals-preview-lead = This is what will go out. Nothing has been written yet.
proposals-preview-send =
    { $n ->
        [0] No new proposals
        [one] One new proposal
       *[other] { $n } new proposals
    }
proposals-preview-withdraw =
    { $n ->
        [one] One proposal withdrawn
       *[other] { $n } proposals withdrawn
    }
proposals-preview-keep =
    { $n ->
        [one] One proposal stays as it is
       *[other] { $n } proposals stay as they are
    }
proposals-preview-unplaced =
    { $n ->
        [one] One student stays without a place
       *[other] { $n } students stay without a place
    }
proposals-preview-mails =
    { $n ->
        [one] One message
       *[other] { $n } messages
    }
proposals-preview-deadline = Companies can answer until { $deadline }
proposals-preview-unreachable =
    { $n ->
        [one] One company will not get the message: call it.
       *[other] { $n } companies will not get the message: call them.
    }
proposals-publish =
    { $n ->
        [one] Publish and send one message
       *[other] Publish and send { $n } messages
    }
proposals-publish-hint = It goes out after ten minutes, in which you can take it back. Proposals and messages are written together: all or nothing.
proposals-published =
    { $n ->
        [one] The round is published: one message is leaving.
       *[other] The round is published: { $n } messages are leaving.
    }
proposals-preview-to-companies = Messages to companies
proposals-preview-to-school = Messages to the school
proposals-preview-recipient = Recipient
proposals-preview-new = New
proposals-preview-gone = Withdrawn
proposals-preview-mail = Message
proposals-preview-back = Back to the preview

fault-proposal-none = Choose an answer for at least one proposal.
fault-proposal-reason-missing = Choose the reason.
fault-proposal-note-missing = With “something else”, write a few words to the school.
fault-proposal-note-long = The note can have { $n_limit } characters at most.
fault-proposal-answered = Somebody has answered meanwhile, or the proposal was withdrawn. Below you see how it stands now.
fault-proposal-expired = The deadline has passed: the answer can no longer be recorded. Please call the school.
fault-run-none = There is no result to publish for this round yet.
fault-run-not_latest = There is a newer result: look at that one.
fault-run-already_published = This result is published already.
fault-run-stale = Since this run others have taken places or students. Run the matching again and publish the new result.

audit-round-published = published a round
audit-proposal-accepted = accepted a proposal
audit-proposal-declined = declined a proposal
audit-proposal-withdrawn = withdrew a proposal
audit-student-name_seen = saw the name of an accepted student
audit-proposal-expired = closed expired proposals

# What there is to do: the number stands beside it.
proposals-task-due =
    { $n ->
        [one] proposal without an answer expires today or tomorrow
       *[other] proposals without an answer expire today or tomorrow
    }
proposals-task-open =
    { $n ->
        [one] proposal awaits your answer
       *[other] proposals await your answer
    }
proposals-due-soon = Expiring by tomorrow
proposals-hold-title = The publication waits
proposals-hold-back = Back to the round
proposals-hold-lead = It goes out on { $when }. Until then you can take it back.
proposals-hold-text = Nothing has happened yet: no proposal, no mail. Nobody outside knows of it.
proposals-hold-take-back = Take it back
proposals-hold-now = Publish at once
proposals-hold-result = Look at the result again
proposals-hold-failed = It was not published, because something changed while it waited:
proposals-hold-dismiss = Understood, look again
proposals-hold-taken-back = Publication taken back. Nothing was sent.
fault-publication_waiting = This round waits to be published already: take it back first, or let it go out.
fault-publication_gone = The publication does not wait any more: it has gone out, or somebody has taken it back.
audit-round-publication_asked = asked to publish a round
audit-round-publication_taken_back = took a publication back
proposals-trial = Trial
proposals-trial-do = Send it to me as a trial
proposals-trial-sent = The mail is on its way to your own address, marked as a trial. Its link opens nothing.

# A single answer, the calendar, one's own facts.
proposals-decline-title = Why not?
proposals-decline-lead = Choose the reason: the answer is recorded at once and cannot be changed from here.
proposals-decline-why = The reason
proposals-calendar = Save the accepted periods in your calendar (.ics file)
proposals-calendar-week = Student of { $school }, place { $place }
proposals-calendar-first = First day: student of { $school }, place { $place }
proposals-calendar-last = Last day: student of { $school }, place { $place }
proposals-facts-title = Your facts
proposals-facts-lead = How many students you can take in depends on these.
proposals-facts-oldest = Last confirmed on { $day }.
proposals-facts-confirm = All of this is right
proposals-facts-edit = Correct them
proposals-facts-all = All facts, contacts, sites and tutors

# What the places of a company did.
proposals-nav-history = History
proposals-history-title = What your places did
proposals-history-lead = Year by year: the places you offered, how many students were proposed to you and how many you took in.
proposals-history-none = No place yet
proposals-history-none-text = When a school records a place of yours, its history begins here.
proposals-history-sum =
    { $n ->
        [0] No student taken in, of { $n_seats } seats.
        [one] One student taken in, of { $n_seats } seats.
       *[other] { $n } students taken in, of { $n_seats } seats.
    }
proposals-history-table = The places of { $year }
proposals-history-place = Place
proposals-history-school = School
proposals-history-period = Period
proposals-history-seats = Seats
proposals-history-proposed = Proposed
proposals-history-accepted = Taken in
proposals-history-declined = Declined
proposals-history-expired = Expired
