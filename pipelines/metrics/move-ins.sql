/* ---
title: Move-ins to permanent housing
question: How many people moved into a home?
kind: count
unit: people moving in
group: outputs
place: 4
headline: {better: higher}
grain: enrollment in a permanent-housing program
needs: [enrollment.moved_in_on]
control: shared
source: our own, on HUD's effective move-in date; someone who moves in twice counts twice
--- */
select
  enrollment_id,
  moved_in_on as cohort_date
from enrollment
where is_permanent_housing and moved_in_on is not null
