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
notifications-state-retry = to be tried again
notifications-state-dead = given up
notifications-state-suppressed = not sent
notifications-state-bounced = address refused
notifications-back = Back to outgoing mail
notifications-written = Decided
notifications-sent = Taken by the server
notifications-attempts = Attempts
notifications-next = Next attempt
notifications-error = Last problem
notifications-resend = Send again
notifications-resent = The message is in the queue again, with the same Message-ID.
notifications-as-html = As a mail program shows it
notifications-as-text = Text only
notifications-refused-link =
    { $n ->
        [0] Refused addresses: none
        [one] One refused address
       *[other] { $n } refused addresses
    }
notifications-refused-title = Refused addresses
notifications-refused-lead = We no longer write to these addresses, because their mail server refused them. Correct the address on the company's page or, if it works now, lift the block and say why.
notifications-refused-none = No refused addresses
notifications-refused-none-text = Every address we wrote to takes mail.
notifications-refused-since = Since { $when }. The server answered:
notifications-lift-why = Why it can be written to again
notifications-lift = Lift the block
notifications-lifted = The block is lifted. Messages that were not sent can be sent again, one by one.
notifications-examples-title = Every message, with invented data
notifications-examples-lead = What each message looks like, in both languages.

fault-message-not_failed = This message has not failed: there is no need to send it again.
fault-message-suppressed = This address is not written to: lift the block among the refused addresses first.
fault-suppression-why-missing = Say why this address can be written to again.
