/* ---
title: Households without contact
one: household without contact
other: households without contact
place: 4
counts: >-
  Every household that is enrolled, by the last contact with any of its members that came about, or by the start where there was none. The last day comes so many days
  after it as the setting “Days without contact” says.
leaves_out: >-
  Attempts, missed and cancelled appointments, and nights in a shelter bed, which are no contact. Night-by-night shelter, where a stay goes on whether
  anybody comes or not.
what_to_do: Get in touch and enter the contact. If the household has left, enter the exit.
needs: [contact.occurred_on, contact.result]
metric: engagement-rate
es:
  title: Hogares sin contacto
  one: hogar sin contacto
  other: hogares sin contacto
  counts: >-
    Todo hogar inscrito, por el último contacto que se logró con cualquiera de sus miembros, o por el inicio donde no hubo ninguno. El último día llega tantos días después como dice el ajuste “Días sin contacto”.
  leaves_out: >-
    Los intentos, las citas perdidas y canceladas, y las noches en una cama de refugio, que no son contacto. Los refugios noche a noche, donde la estancia sigue venga alguien o no.
  what_to_do: >-
    Póngase en contacto y regístrelo. Si el hogar salió, registre la salida.
--- */
with member as (
  select h.enrollment_id, m.enrollment_id as member_id
  from enrollment h
  join enrollment m
    on m.enrollment_id = h.enrollment_id or (m.program_id = h.program_id and m.household_id = h.household_id)
  where h.is_head_of_household and h.exited_on is null and h.program_type is distinct from 'night-by-night shelter'
),
last_contact as (
  select m.enrollment_id, max(c.occurred_on) as last_on
  from member m
  join enrollment h on h.enrollment_id = m.enrollment_id
  left join contact c
    on c.enrollment_id = m.member_id and c.result = 'attended' and c.kind is distinct from 'bed night' and c.occurred_on >= h.started_on
  group by m.enrollment_id
)
select
  e.enrollment_id,
  null::uuid as record_id,
  case when l.last_on is null then 'never' end as what,
  coalesce(l.last_on, e.started_on) as since_on,
  coalesce(l.last_on, e.started_on) + $contact_days as due_on
from last_contact l
join enrollment e using (enrollment_id)
