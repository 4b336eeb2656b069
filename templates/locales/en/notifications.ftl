# The outbox.

notifications-nav = Mail
notifications-title = Outgoing mail
notifications-lead = Every message that the service decided to send, and what became of it.
notifications-nothing-leaves = No mail server is configured: messages stay here and in the folder “outbox”; nothing leaves.
notifications-filter = Show only
notifications-all = All
notifications-empty = No messages
notifications-empty-text = Messages appear here when a round is published or a company answers.
notifications-when = When
notifications-to = To
notifications-subject = Subject
notifications-state = State
notifications-state-pending = waiting
notifications-state-sending = leaving
notifications-state-sent = taken by the server
notifications-state-kept = kept here, not sent
notifications-state-retry = to be tried again
notifications-state-dead = given up
notifications-state-suppressed = not sent
notifications-state-bounced = address refused
notifications-back = Back to outgoing mail
notifications-written = Decided
notifications-sent = Taken by the server
notifications-kept = Kept
notifications-attempts = Attempts
notifications-next = Next attempt
notifications-error = Last problem
notifications-resend = Send again
notifications-resent = The message is in the queue again, with the same Message-ID.
notifications-as-html = As a mail program shows it
notifications-as-text = Text only
notifications-refused-link =
    { $n ->
        [0] Addresses we do not write to: none
        [one] One address we do not write to
       *[other] { $n } addresses we do not write to
    }
notifications-refused-title = Addresses we do not write to
notifications-refused-lead = Their mail server refused them, or whoever reads them wants no more messages. Correct the address on the company's page, or telephone; if it can be written to again, lift the block and say why.
notifications-refused-none = No address is blocked
notifications-refused-none-text = Every address we wrote to takes mail.
notifications-refused-since = Since { $when }. The server answered:
notifications-unwanted-since = Since { $when } whoever reads it wants no more messages. Lift this only if they asked you to.
notifications-lift-why = Why it can be written to again
notifications-lift = Lift the block
notifications-lifted = The block is lifted. Messages that were not sent can be sent again, one by one.
notifications-examples-title = Every message, with invented data
notifications-examples-lead = What each message looks like, in both languages.
notifications-example-lead = This is an example with invented data: its links are shown and lead nowhere.
notifications-stop-title = No more messages
notifications-stop-lead = We will not write to { $address } any more.
notifications-stop-what = Schools will see this and may call you. Proposals you already received can still be answered by their link.
notifications-stop = Do not write to me any more
notifications-stopped-lead = We no longer write to { $address }.
notifications-stopped-still = You will only get the confirmation of what you do yourselves, such as an answer. Have you changed your mind?
notifications-resume = Write to me again
notifications-resumed = All right: we write to you again.

fault-message-not_failed = This message has not failed: there is no need to send it again.
fault-message-suppressed = This address is not written to: lift the block among the addresses we do not write to first.
fault-suppression-why-missing = Say why this address can be written to again.

audit-message-resent = Message sent again
audit-suppression-lifted = Block of an address lifted
audit-suppression-asked = A company wants no more messages
audit-suppression-taken_back = A company wants messages again

# What there is to do: the number stands beside it.
notifications-task-refused =
    { $n ->
        [one] address no longer gets our messages: call there or correct it
       *[other] addresses no longer get our messages: call there or correct them
    }
notifications-task-dead =
    { $n ->
        [one] message did not go out and will not be tried again
       *[other] messages did not go out and will not be tried again
    }
