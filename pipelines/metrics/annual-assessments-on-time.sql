/* ---
title: Annual assessments on time
question: Are annual assessments made when they are due?
finding: We made {value} of {n} within 30 days of the anniversary.
kind: ratio
unit: annual assessments
group: documentation
place: 7
headline: {better: higher}
grain: anniversary of a stay, of an adult or a head of household
counts: >-
  Every anniversary on which an adult or a head of household was enrolled, by its day: whole years after the first start of the household's head. It is on time where an
  annual assessment was made from 30 days before to 30 days after it. One that was never made stays in the count.
leaves_out: >-
  Anniversaries of the last 30 days known, for which there is still time. Children who head no household. Stays that ended before their first anniversary.
needs: [enrollment.started_on, enrollment.exited_on, income.stage, income.assessed_on]
control: worker
source: HUD's rule of the annual assessment, 30 days before and after the anniversary (HMIS data standards)
hud:
  like: HUD APR Q16, Q17, Q18 and Q20, whose annual columns rest on the same assessments
  differs: >-
    HUD looks at each person's last anniversary before the end of the report. Here every anniversary of the period counts, and an assessment may come after the end of the period
    if it is within the 30 days.
--- */
-- While there is time for an assessment it is not counted, be it made or not: else the last days would show successes only.
select
  enrollment_id,
  anniversary as cohort_date,
  is_made as success
from annual_assessment()
where is_over and (is_head_of_household or age >= 18)
