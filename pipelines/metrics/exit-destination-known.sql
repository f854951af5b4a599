/* ---
title: Exit destination known
question: Of those who left, do we know where to?
kind: ratio
unit: exits
group: housing and access
place: 2
headline: {better: higher}
grain: enrollment that ended
needs: [enrollment.exited_on, enrollment.exit_destination]
control: worker
source: our own; HUD APR Q6c counts the same destinations as don't know, declined or missing
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_destination_group <> 'unknown' as success,
  exit_recorded_by as recorded_by
from enrollment
where exited_on is not null
