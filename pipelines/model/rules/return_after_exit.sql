/* ---
rule: every exit to permanent housing, and the first return after it, as HUD's System Performance Measure 2 has it
parameters: []
departures:
  - >-
    HUD's measure needs every program of an area. Here only programs that were imported can be returned to, and a person in another source system is
    another person.
  - >-
    An enrollment that ends before it starts has no exit here. HUD's rule does not say.
es:
  rule: >-
    cada salida a vivienda permanente, y el primer retorno después de ella, como en la medida de desempeño del sistema 2 de HUD
  departures:
    - >-
      La medida de HUD necesita todos los programas de una zona. Aquí se puede volver solo a los programas que se importaron, y una persona en otro
      sistema de origen es otra persona.
    - Una inscripción que termina antes de empezar no tiene salida aquí. La regla de HUD no lo dice.
--- */
with stay as (
  select
    *,
    program_type in ('street outreach', 'emergency shelter', 'night-by-night shelter', 'safe haven', 'transitional housing') as is_homeless
  from enrollment
),
permanent_exit as (
  select *
  from stay
  where exited_on >= started_on and exit_destination_group = 'permanent' and (is_homeless or is_permanent_housing)
),
-- From one permanent-housing program into another is a move, not a return.
move as (
  select b.enrollment_id
  from stay b
  join stay a
    on a.client_id = b.client_id
    and a.enrollment_id <> b.enrollment_id
    and b.started_on > a.started_on
    and b.started_on <= coalesce(a.exited_on + 14, b.started_on)
  where a.is_permanent_housing and b.is_permanent_housing
),
back as (
  select x.enrollment_id, min(r.started_on) as returned_on
  from permanent_exit x
  join stay r on r.client_id = x.client_id and r.enrollment_id <> x.enrollment_id and r.started_on >= x.exited_on
  where r.is_homeless
    or (r.is_permanent_housing and r.started_on > x.exited_on + 14 and r.enrollment_id not in (select enrollment_id from move))
  group by x.enrollment_id
),
death as (
  select client_id, min(exited_on) as died_on
  from enrollment
  where exit_destination = 'deceased'
  group by client_id
),
-- Who left one program may come back to any other of the source.
source_known as (
  select source, max(observed_until) as known_until
  from enrollment
  group by source
)
select
  x.* exclude (is_homeless),
  b.returned_on,
  case when d.died_on >= x.exited_on then d.died_on end as died_on,
  s.known_until
from permanent_exit x
join source_known s using (source)
left join back b using (enrollment_id)
left join death d using (client_id)
