/* ---
rule: >-
  adults and heads of household whom outreach or night-by-night shelter met in their stay, up to the end of a period, and who were not engaged
  before it: how often, where first, and whether they became engaged (HUD APR and CAPER Q9a and Q9b)
after: [served]
parameters: [first_day, last_day]
departures:
  - Who was met in several such programs is one person by their latest stay in them; what other programs they were in later does not matter.
es:
  rule: >-
    los adultos y jefes de hogar con quienes hubo un encuentro de alcance en la calle o refugio noche a noche en su estancia, hasta el fin de un
    período, y que no se habían vinculado antes de él; con qué frecuencia, dónde primero y si se vincularon (HUD APR y CAPER Q9a y Q9b)
  departures:
    - >-
      Quien tuvo encuentros en varios programas así es una persona por su estancia más reciente en ellos; no importa en qué otros programas estuvo
      después.
--- */
-- Contacts count up to the engagement, the exit and the period's end, also those before the period. A date of engagement without a contact
-- counts as one, of which nobody knows where it was.
with person as (
  select
    s.*,
    least(coalesce(s.engaged_on, s.known_until), coalesce(s.exited_on, s.known_until), s.known_until) as last_contact_day
  from served(first_day, last_day) s
  where s.program_type in ('street outreach', 'night-by-night shelter')
    and (s.is_head_of_household or s.is_adult)
    and (s.engaged_on is null or s.engaged_on >= first_day)
),
met as (
  select p.enrollment_id, count(*)::integer as contacts, arg_min(c.where_met, (c.occurred_on, c.contact_id)) as where_met
  from person p
  join contact c
    on c.enrollment_id = p.enrollment_id and c.kind = 'outreach' and c.result = 'attended' and c.occurred_on between p.started_on and p.last_contact_day
  group by p.enrollment_id
)
select
  p.*,
  coalesce(m.contacts, 1) as contacts,
  coalesce(m.where_met, 'not determined') as first_met,
  p.engaged_on is not null as became_engaged
from person p
left join met m using (enrollment_id)
where m.contacts is not null or p.engaged_on is not null
