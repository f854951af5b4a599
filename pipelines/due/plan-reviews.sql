/* ---
title: Plan reviews
one: plan review
other: plan reviews
place: 2
counts: Every review of the latest service plan of somebody enrolled that has a day and has not been held.
leaves_out: Plans without a day for their review, and plans that a newer one has replaced.
what_to_do: Review the plan together and enter the day, or make a new plan.
needs: [plan.created_on, plan.review_due_on, plan.reviewed_on]
metric: plan-reviews-on-time
es:
  title: Revisiones del plan
  one: revisión del plan
  other: revisiones del plan
  counts: >-
    Toda revisión del último plan de servicios de alguien inscrito que tiene un día y no se ha hecho.
  leaves_out: >-
    Los planes sin día para su revisión, y los planes que otro más reciente reemplazó.
  what_to_do: >-
    Revisen juntos el plan y registre el día, o haga un plan nuevo.
--- */
with latest as (
  select p.*
  from plan p
  join enrollment e using (enrollment_id)
  where e.exited_on is null and p.created_on >= e.started_on
  qualify row_number() over (partition by p.enrollment_id order by p.created_on desc, p.plan_id desc) = 1
)
-- A review before its plan is a slip (a check reports it) and is none; nor is a day for it before the plan one.
select
  enrollment_id,
  plan_id as record_id,
  null::varchar as what,
  created_on as since_on,
  review_due_on as due_on
from latest
where review_due_on >= created_on and (reviewed_on is null or reviewed_on < created_on)
