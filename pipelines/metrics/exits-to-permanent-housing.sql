/* ---
title: Exits to permanent housing
question: Of those who left, how many left for a permanent home?
finding: '{value} of {n} led to a permanent home.'
kind: ratio
unit: exits
group: housing and access
place: 2
headline: {better: higher}
grain: enrollment that ended
counts: >-
  Every exit of a person, by its day. A permanent home is one of HUD's permanent destinations; from shelters and transitional housing a host home
  counts too. A destination that nobody knows stays in the count as no permanent home.
leaves_out: >-
  Exits from street outreach, and destinations that HUD takes out of the count: deceased, hospital, long-term care, foster care.
needs: [enrollment.exited_on, enrollment.exit_destination]
control: shared
source: HUD APR Q23c; exits of outreach are left out, an unknown destination stays in the denominator
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_is_positive as success,
  exit_recorded_by as recorded_by
from enrollment
where exit_is_positive is not null and program_type is distinct from 'street outreach'
