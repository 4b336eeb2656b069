# The demonstration.

fault-demo-not_empty = The data in this folder is no demonstration's: people sign in without a password there, so it is not opened. Name another folder.

demo-answer-link = Where a company answers without an account: { $link }

demo-ready = The demonstration is ready: { $address }

demo-availability-link = And from here it says whether it takes students this year: { $link }
