/* ---
columns:
  worker_id: [worker.worker_id, client.recorded_by, team_membership.worker_id, team_membership.supervisor_id, absence.worker_id, assignment.worker_id, enrollment.exit_recorded_by, enrollment.recorded_by, contact.worker_id, contact.recorded_by, document.worker_id, document.recorded_by, plan.recorded_by, goal.recorded_by, referral.recorded_by, assessment.recorded_by, income.recorded_by, service.recorded_by, incident.worker_id, incident.recorded_by, appeal.recorded_by, survey.recorded_by, supervision.worker_id, supervision.supervisor_id, supervision.recorded_by]
  display_name: [worker.display_name]
  role: [worker.role]
  fte: [worker.fte]
  active_from: [worker.active_from]
  active_to: [worker.active_to]
--- */
-- Whoever is named in a row counts, in worker.csv or not.
with named as (
  select source, worker_id, batch_id from canonical_csv.worker
  union all
  select source, recorded_by, batch_id from canonical_csv.client
  union all
  select source, worker_id, batch_id from canonical_csv.team_membership
  union all
  select source, supervisor_id, batch_id from canonical_csv.team_membership
  union all
  select source, worker_id, batch_id from canonical_csv.absence
  union all
  select source, worker_id, batch_id from canonical_csv.assignment
  union all
  select source, exit_recorded_by, batch_id from canonical_csv.enrollment
  union all
  select source, recorded_by, batch_id from canonical_csv.enrollment
  union all
  select source, worker_id, batch_id from canonical_csv.contact
  union all
  select source, recorded_by, batch_id from canonical_csv.contact
  union all
  select source, worker_id, batch_id from canonical_csv.document
  union all
  select source, recorded_by, batch_id from canonical_csv.document
  union all
  select source, recorded_by, batch_id from canonical_csv.plan
  union all
  select source, recorded_by, batch_id from canonical_csv.goal
  union all
  select source, recorded_by, batch_id from canonical_csv.referral
  union all
  select source, recorded_by, batch_id from canonical_csv.assessment
  union all
  select source, recorded_by, batch_id from canonical_csv.income
  union all
  select source, recorded_by, batch_id from canonical_csv.service
  union all
  select source, worker_id, batch_id from canonical_csv.incident
  union all
  select source, recorded_by, batch_id from canonical_csv.incident
  union all
  select source, recorded_by, batch_id from canonical_csv.appeal
  union all
  select source, recorded_by, batch_id from canonical_csv.survey
  union all
  select source, worker_id, batch_id from canonical_csv.supervision
  union all
  select source, supervisor_id, batch_id from canonical_csv.supervision
  union all
  select source, recorded_by, batch_id from canonical_csv.supervision
),
known as (
  select n.source, n.worker_id, max(n.batch_id) as batch_id, max(b.observed_until) as observed_until
  from named n
  join incoming.batch b on b.id = n.batch_id
  where n.worker_id is not null
  group by n.source, n.worker_id
)
select
  k.source,
  k.batch_id,
  k.observed_until,
  w.updated_at,
  k.worker_id,
  w.display_name,
  w.role,
  w.fte,
  w.active_from,
  w.active_to
from known k
left join canonical_csv.worker w on w.source = k.source and w.worker_id = k.worker_id
