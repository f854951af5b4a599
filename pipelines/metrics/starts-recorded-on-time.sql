/* ---
title: Starts recorded on time
question: Are enrollments written down when they begin?
finding: We wrote down {value} of {n} within the time limit.
kind: ratio
unit: starts
group: documentation
place: 1
headline: {better: higher}
grain: enrollment
counts: >-
  Every start, by its day. On time is one that was written into the source system within the limit of its program; one written down beforehand is
  on time, one of which nobody knows when is not.
leaves_out: People in street outreach who were not engaged by the end of the period.
needs: [enrollment.started_on, enrollment.start_recorded_at]
time_limits: [start]
control: worker
source: HUD APR Q6e, starts; the time limit is set in standards.csv
--- */
-- Outreach counts once engaged, by the period's end. A record made before the start is on time; a check reports it.
select
  e.enrollment_id,
  e.started_on as cohort_date,
  coalesce(elapsed_days(e.started_on, e.start_recorded_at::date, s.unit) <= s.threshold, false) as success
from enrollment e
join time_limit s on s.metric = 'starts-recorded-on-time' and s.event = 'start' and s.program_id is not distinct from e.program_id
where e.program_type is distinct from 'street outreach' or e.engaged_on <= $to
