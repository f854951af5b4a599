/* ---
row: a contact, or an attempt at one
after: [enrollment]
kinds: [outreach, service, bed_night, casework]
given:
  contact_id: uuid
  enrollment_id: uuid
  worker_id: uuid
  occurred_on: date
  kind: varchar
  scheduled: boolean
  result: varchar
  living_situation: varchar            # where the person was staying, as it was told at the contact
departures:
  - >-
    HUD counts contacts in outreach and night-by-night shelter alone, from current living situations. Here a service, a bed night, a visit, a call or
    a message is a contact too, in every program; the figure that follows Q9b takes HUD's contacts alone.
es:
  row: un contacto, o un intento de hacerlo
  departures:
    - >-
      HUD cuenta contactos solo en alcance en la calle y refugio noche a noche, a partir de las situaciones de vivienda actuales. Aquí también son un
      contacto un servicio, una noche en cama, una visita, una llamada o un mensaje, en todo programa; la cifra que sigue a Q9b toma solo los contactos
      de HUD.
--- */
select
  g.*,
  -- A night that came about; whoever writes nights down seldom writes a result.
  coalesce(g.kind = 'bed night' and coalesce(g.result, 'attended') = 'attended', false) as is_bed_night,
  -- HMIS.md, Q9a: where outreach found the person.
  case
    when l.destination_group = 'homeless' then 'on the streets or in a shelter'
    when g.living_situation is null or g.living_situation = 'worker unable to determine' then 'not determined'
    else 'elsewhere'
  end as where_met
from given.contact g
join enrollment e using (enrollment_id)
left join model.living_situation l on l.value = g.living_situation
where g.occurred_on <= g.observed_until
