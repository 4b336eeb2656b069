# The placements that companies offer.

placements-nav = Placements
placements-title = Placements
placements-lead = The placements that your school recorded, and those that other schools share.
placements-new = Add a placement
placements-import = Import a file
placements-none = There is no placement yet
placements-none-text = Import the companies' file first, then the placements' (CSV or Excel); or add a placement by hand.
placements-nothing = No placement matches
placements-nothing-text = Take a filter away, or look also at placements that have ended.
placements-all = All placements, ended ones too
placements-search = Search
placements-search-hint = Words of the company's name, or the whole code of the placement.
placements-figure = Figure
placements-pathway = Pathway
placements-when = When
placements-when-open = Not ended yet
placements-when-all = Ended ones too
placements-filter = Show
placements-filter-all = All
placements-key = Code
placements-company = Company
placements-seats = Seats
placements-site = Site
placements-period = Period
placements-shared = Shared
placements-page = Placement { $key }, { $company }
placements-edit = Change the placement
placements-remove = Take the placement away
placements-remove-hint = Only a placement that no matching ever used can be taken away.
placements-of-another = Another school recorded and shares it: you may use it in your rounds, not change it.
placements-share = Share with the other schools
placements-share-hint = Other schools may propose their students for this placement too.
placements-group-what = What
placements-group-where = Where
placements-group-when = When
placements-group-training = Training and tutor
placements-group-limits = Limits and wishes
placements-added = Placement added.
placements-changed = Changes saved.
placements-removed = Placement taken away.

fault-placement-key-taken = The school already has a placement with the code { $value }.
fault-placement-company-unknown = We know no company with VAT number { $value }: add the company first.
fault-placement_changed = Somebody else has changed or taken away this placement meanwhile.

audit-placement-added = Added a placement
audit-placement-changed = Changed a placement
audit-placement-removed = Took a placement away

placements-maybe = maybe
placements-maybe-what = The company is not certain of it yet: the place counts in scenarios only, and nobody can be proposed for it.
placements-make-firm = The company confirms the place
placements-made-firm = The place is certain: it counts from the next run.
audit-placement-made_firm = Marked a place as certain that was a maybe
