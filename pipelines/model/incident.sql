/* ---
row: a crisis and the answer to it
after: [enrollment]
given:
  incident_id: uuid
  enrollment_id: uuid
  worker_id: uuid
  reported_at: timestamp
  responded_at: timestamp
  closed_at: timestamp
  result: varchar
es:
  row: una crisis y la respuesta a ella
--- */
select
  g.* replace (
    case when g.responded_at::date <= g.observed_until then g.responded_at end as responded_at,
    case when g.closed_at::date <= g.observed_until then g.closed_at end as closed_at,
    case when greatest(g.responded_at, g.closed_at)::date > g.observed_until then 'open' else g.result end as result
  )
from given.incident g
join enrollment e using (enrollment_id)
where g.reported_at::date <= g.observed_until
