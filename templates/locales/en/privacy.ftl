# What people may ask about their data.

privacy-erased = Student erased. The data is gone.
privacy-erase = Erase the student
privacy-erase-lead = You are about to erase { $name } for good. This cannot be undone.
privacy-erase-what = The record, the wishes, the results of matchings, the proposals, what imports remember and the rows of files not confirmed yet all go. A run under way stops and has to be done again.
privacy-erase-proposals =
    { $n ->
        [one] One proposal goes with it: tell the company if it expects the student.
       *[other] { $n } proposals go with it: tell the companies if they expect the student.
    }
privacy-erase-kept = The log keeps that you erased somebody, without a name. Backups made so far hold the data until they run out.
privacy-erase-do = Erase for good
audit-student-erased = Erased a student
