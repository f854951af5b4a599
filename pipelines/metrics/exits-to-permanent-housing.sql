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
reads: [program.program_type]
control: shared
case_mix: [program_type, household_type]
source: HUD APR Q23c
hud:
  like: HUD APR Q23c, exits to positive housing destinations
  differs: >-
    The destinations are HUD's, both those that count as permanent and those that leave the count; a destination that nobody knows stays in the count
    in both. HUD counts each person once, by the latest of their enrollments, and outreach with a list of its own. We count every exit, so somebody
    who left two programs counts twice, and leave outreach out.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_is_positive as success,
  exit_recorded_by as recorded_by
from enrollment
where exit_is_positive is not null and program_type is distinct from 'street outreach'
