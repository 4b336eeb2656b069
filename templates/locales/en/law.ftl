# The rules: titles, sentences, numbers, reasons, conditions, caps.

law-sources-note = Articles are cited as we know them and must be checked against the text in force. This page is no legal advice.
law-unverified-note = Numbers not verified: until a round sets them they are nought, which asks nothing.
law-last-known = Last known value: { $value }.

law-status-verified = verified
law-status-likely = likely
law-status-unverified = not verified
law-unit-years = years
law-unit-months = months
law-unit-days = days
law-unit-hours = hours
law-unit-minutes = minutes
law-unit-clock = hour of the day
law-unit-percent = per cent
law-unit-people = people
law-unit-flag = 1 yes, 0 no

law-r1-title = Age for apprenticeship
law-r1-sentence = On the first day the student has turned { $min_age } and not yet { $max_age }.
law-r1-min_age = Least age
law-r1-max_age = Age not yet reached
law-r2-title = Age for work-based learning in a firm
law-r2-sentence = A firm takes students who have turned { $min_age }; before that there is the simulated enterprise only.
law-r2-min_age = Least age
law-r3-title = Figure, indirizzo and pathway
law-r3-sentence = The place teaches the student's figure, with the same indirizzo where both name one, and is offered for the student's pathway. From year { $continuation_from_year } a diploma to which the qualifica continues is as good.
law-r3-continuation = Accept the diploma to which the qualifica continues
law-r3-continuation_from_year = From this year of the course
law-r4-title = Period and duration
law-r4-sentence = The place shares at least a day with the student's. An apprenticeship lasts at least { $min_months } months and at most { $max_months_qualifica } for the qualifica, { $max_months_diploma } for the diploma; { $months_fourth_year } for the diploma of who holds the qualifica.
law-r4-min_months = Shortest contract
law-r4-max_months_qualifica = Longest for the qualifica
law-r4-max_months_diploma = Longest for the diploma
law-r4-months_fourth_year = For the diploma after the qualifica
law-r5-title = Hours of training
law-r5-sentence = In apprenticeship, training at the institution is at most { $external_percent_year_1 }% of the timetable in the first year, { $external_percent_year_2 }% in the second, { $external_percent_year_3 }% in the third and { $external_percent_year_4 }% in the fourth: the rest of the year's hours ({ $timetable_hours } where not given) is internal training. Least share at the institution: { $external_percent_least }%. Least hours of work-based learning by year: { $school_work_hours_year_1 }, { $school_work_hours_year_2 }, { $school_work_hours_year_3 }, { $school_work_hours_year_4 }; of simulated enterprise: { $simulated_hours }.
law-r5-timetable_hours = Hours of the course in a year, where not given
law-r5-external_percent_year_1 = Largest share at the institution, first year
law-r5-external_percent_year_2 = Largest share at the institution, second year
law-r5-external_percent_year_3 = Largest share at the institution, third year
law-r5-external_percent_year_4 = Largest share at the institution, fourth year
law-r5-external_percent_least = Least share at the institution
law-r5-school_work_hours_year_1 = Least hours of work-based learning, first year
law-r5-school_work_hours_year_2 = Least hours of work-based learning, second year
law-r5-school_work_hours_year_3 = Least hours of work-based learning, third year
law-r5-school_work_hours_year_4 = Least hours of work-based learning, fourth year
law-r5-simulated_hours = Least hours of simulated enterprise
law-r6-title = Working hours of minors
law-r6-sentence = Who is not yet { $adult_age } on the first day works at most { $day_hours } hours a day and { $week_hours } a week, school included; never between { $night_from } and { $night_to } o'clock, with at least { $night_rest_hours } free hours in a row; after { $break_after_minutes } minutes there is a break of at least { $break_minutes }; there are { $rest_days } days of rest in a week.
law-r6-adult_age = Full age
law-r6-day_hours = Hours a day, at most
law-r6-week_hours = Hours a week, at most
law-r6-school_hours_count = Count the hours at school
law-r6-night_from = Start of the night
law-r6-night_to = End of the night
law-r6-night_rest_hours = Free hours in a row
law-r6-break_after_minutes = Work without a break, at most
law-r6-break_minutes = Shortest break
law-r6-rest_days = Days of rest in a week
law-r7-title = Hazardous work
law-r7-sentence = A minor does no hazardous work, unless the derogation for training is recorded and a trainer is named. In work-based learning high-risk tasks are closed to everybody.
law-r7-school_work_high_risk_forbidden = Keep work-based learning from high-risk tasks
law-r8-title = Apprentices of an employer
law-r8-sentence = With fewer than { $few_skilled } skilled workers there are at most { $few_skilled_cap } apprentices; with fewer than { $small_staff } workers in all, { $small_percent }% of the skilled ones, otherwise { $large_percent }%. Artisan firms have a table of their own. All sites count, and all apprentices there or promised.
law-r8-few_skilled = Skilled workers below which the fixed number holds
law-r8-few_skilled_cap = Fixed number of apprentices
law-r8-small_staff = Workers below which the ratio of small employers holds
law-r8-small_percent = Apprentices for a hundred skilled workers, small employers
law-r8-large_percent = Apprentices for a hundred skilled workers, others
law-r8-artisan_staff = Artisan, not in series: staff
law-r8-artisan_apprentices = Artisan, not in series: of them apprentices
law-r8-artisan_extended = Artisan, not in series: staff when the others are apprentices
law-r8-serial_staff = Artisan, in series: staff
law-r8-serial_apprentices = Artisan, in series: of them apprentices
law-r8-serial_extended = Artisan, in series: staff when the others are apprentices
law-r8-artistic_staff = Artisan, artistic: staff
law-r8-artistic_apprentices = Artisan, artistic: of them apprentices
law-r8-artistic_extended = Artisan, artistic: staff when the others are apprentices
law-r8-transport_staff = Artisan, transport: staff
law-r8-building_staff = Artisan, construction: staff
law-r8-building_apprentices = Artisan, construction: of them apprentices
law-r8-building_extended = Artisan, construction: staff when the others are apprentices
law-r9-title = Students of a company tutor
law-r9-sentence = A company tutor follows at most { $apprentices } apprentices; in work-based learning at most { $students_high_risk } students where the risk is high, { $students_medium_risk } where it is medium, { $students_low_risk } where it is low.
law-r9-apprentices = Apprentices of a tutor
law-r9-students_high_risk = Students of a tutor, high risk
law-r9-students_medium_risk = Students of a tutor, medium risk
law-r9-students_low_risk = Students of a tutor, low risk
law-r10-title = What the company must have
law-r10-sentence = For apprenticeship the company declares structural, technical and formative capacity, and the tutor has at least { $tutor_years } years of experience. The risk assessment covers minors. Protocol or convention are signed after the match and before the start.
law-r10-tutor_years = Least experience of the tutor
law-r11-title = Seats, and one place each
law-r11-sentence = A place takes as many students as it declares, and each student has one place.
law-r12-title = Travel and access
law-r12-sentence = The way is within the student's limits, or the round's; who needs an accessible site goes only where it is accessible.
law-r13-title = Medical check
law-r13-sentence = Hazardous work needs a medical check: a condition to meet before the start, no refusal.
law-r14-title = Refusals and requests
law-r14-sentence = What the student, the family or the company refuses is respected, and so is the age that the company asks. A licence may be asked of who is old enough for it: { $licence_am_age } for AM, { $licence_a1_age } for A1 and B1, { $licence_b_age } for B.
law-r14-licence_am_age = Age for licence AM
law-r14-licence_a1_age = Age for licences A1 and B1
law-r14-licence_b_age = Age for licence B

reason-r1-too_young = Is { $age } on { $day }: apprenticeship needs { $needed }.
reason-r1-too_old = Is { $age } on { $day }: an apprenticeship starts before turning { $limit }.
reason-r2-too_young = Is { $age } on { $day }: a firm needs { $needed }, before that there is the simulated enterprise only.
reason-r3-pathway =
    The student is in { $own ->
        [apprenticeship] apprenticeship
        [school_work] work-based learning
       *[simulated] simulated enterprise
    }, the place is for { $offered ->
        [apprenticeship] apprenticeship
        [school_work] work-based learning
       *[simulated] simulated enterprise
    }.
reason-r3-figure = The student's figure is “{ $own }”, the place is for: { $offered }.
reason-r3-indirizzo = The student's indirizzo is “{ $own }”, the place's “{ $offered }”.
reason-r4-no_overlap = The place is from { $from } to { $to }, the student is available from { $available_from } to { $available_to }.
reason-r4-too_short =
    The contract lasts { $n_months ->
        [one] one full month
       *[other] { $n_months } full months
    }, at least { $needed } are needed.
reason-r4-too_long =
    The place is from { $from } to { $to }: training for { $title ->
        [qualifica] the qualifica
       *[diploma] the diploma
    } lasts at most { $limit } months.
reason-r5-internal_hours = Internal training is { $hours } hours a year: year { $year } of the course needs { $needed }, because at most { $percent }% of the timetable may be at the institution.
reason-r5-external_hours = Internal training is { $hours } hours a year: { $limit } at most, because at least { $percent }% of the timetable is at the institution.
reason-r5-school_work_hours = The place gives { $hours } hours a year, { $needed } are needed.
reason-r5-simulated_hours = The simulated enterprise gives { $hours } hours a year, { $needed } are needed.
reason-r6-day_hours = The day is { $hours } hours: a minor works at most { $limit }.
reason-r6-week_hours = With the company ({ $company } hours) and school ({ $school } hours) the week is over the { $limit } hours of a minor.
reason-r6-night = Work is from { $from } to { $to }: a minor does not work between { $night_from } and { $night_to } o'clock.
reason-r6-night_rest = There are { $hours } hours between the end and the start of work: a minor needs { $needed }.
reason-r6-break = The hours leave a break of { $minutes } minutes: after { $after } hours a minor has at least { $needed }.
reason-r6-rest_days = There are { $days } days of work in a week: a minor has { $needed } days of rest.
reason-r7-hazardous = There is hazardous work and no derogation for training: a minor may not do it.
reason-r7-trainer = There is the derogation for training, but no tutor is named who teaches the hazardous work.
reason-r7-high_risk = High-risk tasks are closed to work-based learning.
reason-r10-capacity_undeclared = The company has not declared the three capacities (structural, technical, formative): it may do so.
reason-r10-capacity_structural = The company does not have the structural capacity.
reason-r10-capacity_technical = The company does not have the technical capacity.
reason-r10-capacity_formative = The company does not have the formative capacity.
reason-r10-dvr_minors = The company's risk assessment does not cover minors.
reason-r10-tutor_years =
    The tutor has { $n_years ->
        [one] one year
       *[other] { $n_years } years
    } of experience, { $needed } are needed.
reason-r11-closed = The place is no longer offered.
reason-r11-no_seat = The place has no seat left.
reason-r11-already_placed = The student has a place already.
reason-r12-minutes = The way takes { $minutes } minutes, the limit is { $limit }.
reason-r12-distance = The distance is { $n_metres } metres, the limit is { $n_limit }.
reason-r12-accessible = The site is not accessible.
reason-r12-accessible_undeclared = The company has not declared whether the site is accessible: it may do so.
reason-r14-by_student = The student or the family has excluded this place or this company.
reason-r14-by_company = The company has already said no to this match.
reason-r14-min_age = Is { $age } on { $day }: the company asks { $needed }.
reason-r14-licence_age = Is { $age } on { $day }: licence { $licence } needs { $needed }.

condition-r4-partly_outside = The place is from { $from } to { $to }, the student is available from { $available_from } to { $available_to }: agree on the days.
condition-r4-fourth_year = If the student holds the qualifica, training for the diploma lasts at most { $limit } months.
condition-r5-internal_hours_missing = Declare the hours of internal training: at least { $needed } a year are needed.
condition-r6-timetable_missing = Declare days and times: the student is a minor.
condition-r6-school_hours_missing = Declare the hours at school: for a minor, with those at the company, they are at most { $limit } a week.
condition-r6-sunday = A minor rests on Sundays, but for some trades (tourism, restaurants): check.
condition-r7-derogation = The derogation for training must be authorised before the start.
condition-r7-risk_class = The company's risk is high: name tasks in the convention that the risk assessment allows.
condition-r10-dvr_missing = Ask the company for the risk assessment for minors.
condition-r10-tutor_years_missing = Declare the tutor's years of experience: { $needed } are needed.
condition-r13-medical_check = A medical check is needed before the start.
condition-r14-licence = The student must hold licence { $licence }.

cap-r8-off = The cap on apprentices is not applied in this round.
cap-r8-undeclared = The company has not declared staff and skilled workers: without them it may have no apprentices.
cap-r8-few_skilled = With { $skilled } skilled workers: at most { $limit } apprentices.
cap-r8-small = With a staff of { $staff } and { $skilled } skilled workers: at most { $limit } apprentices ({ $percent }% of the skilled ones).
cap-r8-large = With a staff of { $staff } and { $skilled } skilled workers: at most { $limit } apprentices ({ $percent }% of the skilled ones).
cap-r8-artisan = Artisan firm with a staff of { $others } besides apprentices: at most { $limit } apprentices.
cap-r8-artisan_too_large = Artisan firm with a staff of { $others } besides apprentices: the law has at most { $most }. Check the data.
cap-r9-off = The cap for tutors is not applied in this round.
cap-r9-simulated = In the simulated enterprise nothing caps a tutor.
cap-r9-declared = The company allows at most { $limit } students for a tutor.
cap-r9-apprentices = At most { $limit } apprentices for a tutor.
cap-r9-low = Low risk: at most { $limit } students for a tutor.
cap-r9-medium = Medium risk: at most { $limit } students for a tutor.
cap-r9-high = High risk: at most { $limit } students for a tutor.
cap-r9-undeclared = Class of risk not declared: at most { $limit } students for a tutor, as with high risk.
cap-r11-seats = Seats declared: { $limit }.

fault-rules-on_and_off = Rule { $value } is switched both on and off.
fault-rules-parameter-unknown = No rule has the number “{ $value }”.
fault-rules-parameter-bounds = The value { $value } is not possible: from { $low } to { $high }.
