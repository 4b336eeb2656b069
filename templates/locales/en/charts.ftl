# Charts of a result.

charts-funnel = From the round to the companies’ yes
charts-step = Step
charts-step-students = Students of the round
charts-step-open = with a place that the rules leave open
charts-step-placed = placed by this run
charts-step-sent = proposed to a company
charts-step-accepted = accepted
charts-ranks = Wishes that came true
charts-rank-later = a later wish
charts-rank-none = a place not among the wishes
charts-journeys = How long the journeys are
charts-worst = longest: { $student }, { $n_minutes } minutes
charts-by-figure = Students and free seats by figure
charts-by-province = Students and free seats by province
charts-figure = Figure
charts-province = Province
charts-missing =
    { $n ->
        [one] one seat too few
       *[other] { $n } seats too few
    }
charts-note = A place for several figures counts once for each. Provinces are those where students live and where places are.
