/* ---
title: Engaged
noun: engagement
place: 3
reached: became engaged
waiting: not engaged yet
left: left before becoming engaged
share_by: 7
source: HUD's date of engagement in outreach and night-by-night shelter (APR Q9b); the first contact elsewhere is our own
ways:
  - programs: [street outreach, night-by-night shelter]
    needs: [enrollment.engaged_on]
    counts: The date of engagement that outreach or the shelter wrote down, from the start to the exit.
    metric: outreach-engagement-rate
  - needs: [contact.casework, contact.result]
    counts: >-
      The first contact that came about, from the start to the exit. Attempts, missed and cancelled appointments are none, nor is a night in a
      shelter bed. HMIS keeps no contacts of workers outside of outreach, only services, so there it is not collected.
    metric: days-to-first-contact
--- */
select
  e.enrollment_id,
  case
    when e.program_type in ('street outreach', 'night-by-night shelter')
      then case when e.engaged_on between e.started_on and coalesce(e.exited_on, e.observed_until) then e.engaged_on end
    else c.first_on
  end as reached_on
from enrollment e
left join first_contact() c using (enrollment_id)
