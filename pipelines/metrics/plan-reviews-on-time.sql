/* ---
title: Plan reviews on time
question: Are service plans reviewed when it is time?
finding: We reviewed {value} of {n} by the day that was set for it.
kind: ratio
unit: plan reviews
group: plans, referrals and work
place: 2
headline: {better: higher}
grain: review of a plan that was due
counts: >-
  Every review whose day has come while the person was enrolled, by that day; the day of leaving counts. On time is a review on the day or before it. A
  review that came later or not at all stays in the count. A new plan is no review of the last one.
leaves_out: >-
  Plans without a day for their review. Reviews that were not due yet on the last day known, or whose day came after the person had left. Plans made before
  the start or after the exit. Days for a review that lie before the plan.
needs: [plan.created_on, plan.review_due_on, plan.reviewed_on]
control: shared
case_mix: [program_type]
source: our own
es:
  title: Revisiones de planes a tiempo
  question: ¿Se revisan los planes de servicios cuando es el momento?
  finding: Revisamos {value} de {n} a más tardar el día que se fijó.
  grain: revisión de un plan que correspondía
  counts: >-
    Cada revisión cuyo día llegó mientras la persona estaba inscrita, por ese día; el día de la salida cuenta. A tiempo es una revisión ese día o
    antes. Una revisión que llegó más tarde o nunca sigue en la cuenta. Un plan nuevo no es una revisión del anterior.
  leaves_out: >-
    Los planes sin día para su revisión. Las revisiones que todavía no correspondían el último día que se conoce, o cuyo día llegó después de que la
    persona salió. Los planes hechos antes del inicio o después de la salida. Los días de revisión anteriores al plan.
  source: nuestra
--- */
-- A review before its plan is a slip (a check reports it) and is none.
select
  p.enrollment_id,
  p.plan_id as record_id,
  p.review_due_on as cohort_date,
  coalesce(p.reviewed_on between p.created_on and p.review_due_on, false) as success,
  p.recorded_by
from plan p
join enrollment e using (enrollment_id)
where p.review_due_on >= p.created_on
  and p.review_due_on <= coalesce(e.exited_on, p.observed_until)
  and p.created_on >= e.started_on
