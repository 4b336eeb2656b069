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
layout-none = None

# A list of words, separated by spaces, in the order of the year and of the week.
layout-months = January February March April May June July August September October November December
layout-weekdays = Monday Tuesday Wednesday Thursday Friday Saturday Sunday
