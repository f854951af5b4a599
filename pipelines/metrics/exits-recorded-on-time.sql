/* ---
title: Exits recorded on time
question: Are exits written down when they happen?
finding: We wrote down {value} of {n} within the time limit.
kind: ratio
unit: exits
group: documentation
place: 2
headline: {better: higher}
grain: enrollment that ended
counts: >-
  Every exit, by its day. On time is one that was written into the source system within the limit of its program; one written down beforehand is
  on time, one of which nobody knows when is not.
leaves_out: People in street outreach who were not engaged by the end of the period.
needs: [enrollment.exited_on, enrollment.exit_recorded_at]
time_limits: [exit]
control: worker
source: HUD APR Q6e, exits; the time limit is set in standards.csv
--- */
select
  e.enrollment_id,
  e.exited_on as cohort_date,
  coalesce(elapsed_days(e.exited_on, e.exit_recorded_at::date, s.unit) <= s.threshold, false) as success,
  e.exit_recorded_by as recorded_by
from enrollment e
join time_limit s on s.metric = 'exits-recorded-on-time' and s.event = 'exit' and s.program_id is not distinct from e.program_id
where e.exited_on is not null and (e.program_type is distinct from 'street outreach' or e.engaged_on <= $to)
