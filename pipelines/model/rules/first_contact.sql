/* ---
rule: >-
  the first contact of an enrollment that came about, from its start to its exit; a night in a shelter bed is no contact with a worker
parameters: []
es:
  rule: >-
    el primer contacto de una inscripción que se logró, desde su inicio hasta su salida; una noche en la cama de un refugio no es contacto con un
    trabajador
--- */
select e.enrollment_id, min(c.occurred_on) as first_on
from enrollment e
join contact c using (enrollment_id)
where c.result = 'attended'
  and c.kind is distinct from 'bed night'
  and c.occurred_on between e.started_on and coalesce(e.exited_on, e.observed_until)
group by e.enrollment_id
