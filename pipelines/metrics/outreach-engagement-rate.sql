/* ---
title: Outreach contacts who became engaged
question: Of the people that outreach met, how many became engaged?
finding: '{value} of {n} that outreach met became engaged.'
kind: ratio
unit: people
group: engagement
place: 5
headline: {better: higher}
grain: adult or head of household in outreach or night-by-night shelter
one_row_per: client
counts: >-
  Every adult and every head of household who was met in street outreach or night-by-night shelter up to the end of the period, once. Engaged is
  who has a date of engagement in the period; that date is a contact too.
leaves_out: People engaged before the period. Contacts after the engagement or the exit. Children who head no household.
needs: [enrollment.engaged_on, contact.outreach]
control: shared
source: HUD APR and CAPER Q9b
hud:
  like: HUD APR and CAPER Q9b, number of persons engaged, rate of engagement
  differs: >-
    The rule is the same for one program. Over several, HUD looks at the latest of all of a person's enrollments; we look at the latest among those in
    outreach and night-by-night shelter in which the person was met and not engaged before the period.
--- */
-- HMIS.md, Q9a and Q9b: contacts up to the engagement, the exit and the period's end; a date of engagement without a contact counts
-- as one; someone engaged before the period is counted no longer.
with person as (
  select
    e.*,
    least(coalesce(e.engaged_on, $to), coalesce(e.exited_on, $to), $to) as last_day
  from active_enrollment($from, $to) e
  left join client c using (client_id)
  where e.program_type in ('street outreach', 'night-by-night shelter')
    and (e.is_head_of_household or date_sub('year', c.birth_date, greatest(e.started_on, $from)) >= 18)
    and (e.engaged_on is null or e.engaged_on >= $from)
)
select
  p.enrollment_id,
  least(p.last_day, p.observed_until) as cohort_date,
  coalesce(p.engaged_on between $from and $to, false) as success
from person p
where p.engaged_on between $from and $to
  or exists (
    select 1
    from contact c
    where c.enrollment_id = p.enrollment_id and c.kind = 'outreach' and c.occurred_on between p.started_on and p.last_day
  )
