/* ---
title: How often we are in contact
question: How often are the people who are enrolled in contact with us?
finding: A person enrolled with us had {value} on average.
kind: rate
unit: contacts
rows: enrollments
group: engagement
place: 2
headline: {better: higher}
grain: enrollment open in the period
counts: >-
  Every enrollment open in the period, with its days open in it (the first and the last day included) and the contacts that came about on them. Everybody
  counts by their days: somebody enrolled for two months weighs as much as two people enrolled for one.
leaves_out: >-
  Attempts, missed and cancelled appointments. A night in a shelter bed, which is no contact with a worker. Contacts before the start or after the exit.
  People in night-by-night shelter in a period in which they neither spent a night nor left.
needs: [enrollment.started_on, enrollment.exited_on, contact.occurred_on, contact.result]
reads: [contact.bed_night]
control: worker
carries_over: true
case_mix: [program_type, household_type]
source: our own
es:
  title: Con qué frecuencia hay contacto
  question: ¿Con qué frecuencia están en contacto con nosotros las personas inscritas?
  finding: Una persona inscrita con nosotros tuvo {value} en promedio.
  grain: inscripción abierta en el período
  counts: >-
    Cada inscripción abierta en el período, con sus días abiertos en él (incluidos el primero y el último) y los contactos que se lograron en ellos.
    Cada persona cuenta por sus días: alguien inscrito dos meses pesa tanto como dos personas inscritas uno.
  leaves_out: >-
    Los intentos y las citas perdidas o canceladas. Una noche en la cama de un refugio, que no es contacto con un trabajador. Los contactos antes del
    inicio o después de la salida. Las personas de un refugio noche a noche en un período en que no pasaron ninguna noche ni salieron.
  source: nuestra
--- */
with open_enrollment as (
  select
    enrollment_id,
    greatest(started_on, $from) as first_day,
    least(exited_on, observed_until, $to) as last_day
  from active_enrollment($from, $to)
)
select
  o.enrollment_id,
  o.last_day as cohort_date,
  count(c.contact_id) as events,
  o.last_day - o.first_day + 1 as exposure_days
from open_enrollment o
left join contact c
  on c.enrollment_id = o.enrollment_id
  and c.result = 'attended'
  and c.kind is distinct from 'bed night'
  and c.occurred_on between o.first_day and o.last_day
where o.first_day <= o.last_day
group by o.enrollment_id, o.first_day, o.last_day
