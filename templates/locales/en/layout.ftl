# What stands around every page.

layout-skip = Go to the content
layout-demo = Demonstration: people, schools and companies are invented, and no message leaves this computer.
layout-nav = Sections
layout-menu = Menu
layout-language-other = Italiano
layout-sign-in = Sign in
layout-sign-out = Sign out
layout-home = Back to the home page
layout-save = Save
layout-cancel = Cancel
layout-footer-what = Abbina finds the apprenticeship or school-work placement that suits each IeFP student, and says why.
layout-footer-about = About and licences
layout-footer-privacy = Personal data
layout-footer-accessibility = Accessibility
layout-results =
    { $n ->
        [one] 1 result
       *[other] { $n } results
    }
layout-pager = Pages of the list
layout-pager-previous = Previous page
layout-pager-next = Next page
layout-pager-here = Page { $n_page } of { $n_pages }
layout-definition = What it counts
layout-mistakes =
    { $n ->
        [one] There is one thing to correct
       *[other] There are { $n } things to correct
    }
layout-yes = Yes
layout-no = No
layout-choose = Choose…

# A list of words, separated by spaces, in the order of the year and of the week.
layout-months = January February March April May June July August September October November December
layout-weekdays = Monday Tuesday Wednesday Thursday Friday Saturday Sunday

# Home.
layout-home-title = What needs doing
layout-home-title-anonymous = The right place in a company for each student
layout-home-lead-administrator = Schools, accounts and the log of what was done.
layout-home-lead-coordinator = Your school.
layout-home-lead-company = The proposals that schools have sent you.
layout-home-lead-fund = How many students have found a place, where, and with which companies.
layout-home-tasks = To do now
layout-home-no-tasks = Nothing is waiting for you now.
layout-home-what = Abbina brings the students of Lombardy's IeFP courses together with the companies that offer apprenticeships or school-work placements.
layout-home-lawful = By the law
layout-home-lawful-text = Ages, hours, numbers of apprentices and tutors: every rule is checked before a place is proposed.
layout-home-explained = Explained, person by person
layout-home-explained-text = Every proposal says why. Those left without a place know which rule or which shortage stood in the way.
layout-home-careful = With care
layout-home-careful-text = A company sees a student's name and contacts only after it has accepted.
layout-home-company = Are you a company? To answer a proposal, open the link in the message you received: no account is needed.

# About, personal data, accessibility.
layout-about-title = About and licences
layout-about-what = Abbina is a free program that assigns IeFP students to places in companies, in the best way possible and with proof.
layout-about-version = Version { $version }.
layout-about-licence-title = Licences
layout-about-licence = The program may be used under the MIT licence or the Apache License 2.0, as you choose. It is not a service of a public body.
layout-about-assets = The pages use bootstrap-italia (3-clause BSD licence) and the typeface Titillium Web (SIL Open Font License 1.1).
layout-about-data-title = Data embedded in the program
layout-privacy-title = Personal data
layout-privacy-lead = This page says which data the service holds and who sees them. The controller is the student's school.
layout-privacy-what-title = Which data
layout-privacy-what = Students' names, dates of birth, tax codes, comuni of residence, courses, availability and wishes; contacts of companies and tutors. Sex, nationality, religion, family and disability never count in an assignment.
layout-privacy-who-title = Who sees them
layout-privacy-who = Coordinators see the students of their own school only. A company sees a card without a name, and the name only after it has accepted. The Fund sees totals only, never groups of fewer than five. Everything done is kept in a log that nobody can change.
layout-privacy-machine-title = What the machine does, and what people do
layout-privacy-machine = The program proposes; the coordinator, who can correct every proposal, and the company, which can decline, decide. The school can be asked for the reason of every outcome.
layout-privacy-cookies-title = Cookies
layout-privacy-cookies = Only what is needed: the session, the protection of forms, the chosen language and the notice that something was done. No cookies of others, no browsing statistics.
layout-privacy-rights-title = Your rights
layout-privacy-rights = To see, correct or have data erased, write to the school. If the answer does not satisfy you, you may turn to the Italian data protection authority (Garante).
layout-accessibility-title = Accessibility
layout-accessibility-lead = These pages are made to be used by everybody, following WCAG 2.2 at level AA.
layout-accessibility-how = They work with the keyboard alone, with screen readers, without JavaScript, on a screen 320 pixels wide and with text enlarged to 400%. Automatic tests check this; there has not been an independent audit yet.
layout-accessibility-tell-title = Something does not work?
layout-accessibility-tell = Write to whoever administers the service: which page, what you wanted to do, and with which tools.

# The first steps, until they are done.
layout-first-title = To begin with
layout-first-done = Done
layout-first-students = Import the students from the office's file
layout-first-places = Import the companies and their places
layout-first-round = Open a round: period, limits, rules
layout-first-publish = Run the matching, look at the result and publish it
layout-first-school = Make the first school
layout-first-coordinator = Invite whoever coordinates it
