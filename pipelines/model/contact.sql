/* ---
row: a contact, or an attempt at one
after: [enrollment]
kinds: [outreach, service, bed_night]
given:
  contact_id: uuid
  enrollment_id: uuid
  worker_id: uuid
  occurred_on: date
  kind: varchar
  scheduled: boolean
  result: varchar
departures:
  - >-
    HUD counts contacts in outreach and night-by-night shelter alone, from current living situations. Here a service, a bed night, a visit, a call or
    a message is a contact too, in every program; the figure that follows Q9b takes HUD's contacts alone.
--- */
select
  g.*
from given.contact g
join enrollment e using (enrollment_id)
where g.occurred_on <= g.observed_until
