# A school's students.

students-nav = Students
students-title = Students
students-lead = Your school's students: look for them, complete them, see what was proposed.
students-new = Add a student
students-import = Import a file
students-none = There is no student yet
students-none-text = Import the school office's file (CSV or Excel) with “Import a file”, or add a student by hand.
students-nobody = No student matches
students-nobody-text = Take a filter away, or look for a single word of the name.
students-all = All students
students-search = Search
students-search-hint = Words of the name, or the whole student id.
students-filter = Show
students-filter-all = All
students-first-hundred = Here are the first 100: add a word.
students-name = Name
students-key = Student id
students-figure = Figure
students-pathway = Pathway
students-year = Year
students-residence = Residence
students-standing = How far it is
students-standing-registered = Registered
students-standing-proposed = Proposed
students-standing-accepted = Accepted
students-standing-declined = Declined
students-standing-unplaced = Without a place
students-gap = What is missing
students-gap-wishes = No wish
students-gap-wishes-why = Without wishes, journey and course decide: ask the family before the matching.
students-gap-codice-fiscale = Codice fiscale
students-gap-codice-fiscale-why = The apprenticeship contract needs it, and it double-checks the birth date.
students-gap-school-week = Hours a week at school
students-gap-school-week-why = For minors they count together with the hours at the company: without them the legal limit cannot be checked beforehand.
students-gap-guardian-email = Guardian's mail address
students-gap-guardian-email-why = For minors it is needed to get the papers signed after acceptance.
students-gap-matching = changes the matching
students-gap-papers = needed for the papers
students-gaps = What is missing
students-edit = Change the student
students-born =
    { $n ->
        [one] { $day } (1 year old)
       *[other] { $day } ({ $n } years old)
    }
students-group-who = Who
students-group-course = Course
students-group-journey = Journey and availability
students-group-wishes = Wishes
students-group-contacts = Contacts
students-history = Proposals
students-history-none = Not proposed to any company so far.
students-history-company = Company
students-history-placement = Placement
students-history-round = Round
students-history-sent = Sent
students-history-answer = Answer
students-proposal-sent = Waiting
students-proposal-accepted = Accepted
students-proposal-declined = Declined
students-proposal-expired = Ran out without an answer
students-proposal-withdrawn = Withdrawn by the school
students-audit = Who saw and changed this page
students-added = Student added.
students-changed = Changes saved.

fault-student-key-taken = Another student of the school already has the id { $value }.
fault-student_changed = Somebody else has changed or erased this student meanwhile.

audit-student-seen = Looked at a student's page
audit-student-added = Added a student
audit-student-changed = Changed a student

# What there is to do: the number stands beside it.
students-task-unplaced =
    { $n ->
        [one] student was left without a place
       *[other] students were left without a place
    }
students-task-declined =
    { $n ->
        [one] student was only declined
       *[other] students were only declined
    }
students-task-school-week =
    { $n ->
        [one] student to match without hours at school: for minors they change which places are possible
       *[other] students to match without hours at school: for minors they change which places are possible
    }
students-task-wishes =
    { $n ->
        [one] student to match has no wishes
       *[other] students to match have no wishes
    }
