# What happened, and what to do.

fault-page-number = If you write to support, quote this number: { $number }.

fault-page-invalid-title = Something is wrong with what was sent
fault-page-invalid-what = Nothing was saved, because some of it cannot be accepted.
fault-page-invalid-do = Go back with the browser's button: what you wrote is still there. Correct it and send it again.

fault-page-not_found-title = Page not found
fault-page-not_found-what = There is nothing here, or nothing that you may see.
fault-page-not_found-do = Check the address. If a link of this site led you here, the page may have been taken away meanwhile.

fault-page-conflict-title = Something has changed meanwhile
fault-page-conflict-do = Go back to the page, see how it is now, and try again if it is still needed.

fault-page-forbidden-title = Not for your role
fault-page-forbidden-what = This page is for people with another role.
fault-page-forbidden-do = If you need it for your work, ask whoever administers the service.

fault-page-signed_out-title = Please sign in
fault-page-signed_out-what = You are not signed in, or your session has ended.
fault-page-signed_out-do = Sign in and try again.

fault-page-too_many-title = Too many attempts
fault-page-too_many-what =
    { $n ->
        [one] There were too many attempts: wait one second.
       *[other] There were too many attempts: wait { $n } seconds.
    }
fault-page-too_many-do = Then try again. Your account is not locked.

fault-page-internal-title = Something broke
fault-page-internal-what = Something broke on our side. It is not your fault, and nothing was saved by half.
fault-page-internal-do = Try again in a few minutes. If it happens again, tell whoever administers the service.

fault-page-foreign-title = A request from another site
fault-page-foreign-what = The request came from another site, so it was not carried out.
fault-page-foreign-do = Open the page from here and do it again.

fault-page-token-title = The form has expired
fault-page-token-what = The form was open too long, or you have changed session meanwhile. Nothing was saved.
fault-page-token-do = Go back, reload the page and send it again. The browser must accept this site's cookies.

fault-page-too_large-title = Too large
fault-page-too_large-what = What you sent is larger than this page takes.
fault-page-too_large-do = If it is a file, split it into smaller parts.

fault-page-method-title = Not possible here
fault-page-method-what = This cannot be done at this address.
fault-page-method-do = Go back to the home page and start from there.

fault-page-slow-title = This is taking too long
fault-page-slow-what = The answer did not come in time.
fault-page-slow-do = Try again in a minute.

fault-already_there = It is already there: it cannot be added twice.
fault-still_in_use = It cannot be taken away: something else still uses it.
fault-form-unreadable = The form arrived incomplete.
