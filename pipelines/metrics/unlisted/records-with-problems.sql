/* ---
title: Records with a problem
question: How many of our records have a problem?
finding: '{value} of {n} have a problem.'
kind: ratio
unit: records
group: documentation
headline: {better: lower}
grain: record of a case
counts: >-
  Every record of a case, by its day: each start, exit, contact, service, document, plan, goal, referral, assessment, income, crisis, appeal and survey. It has
  a problem where a check finds something in it, however many checks do. What is wrong with a stay is told of its exit where it is about the exit, else of its start.
leaves_out: >-
  Records of no case, such as programs, workers and absences, and assignments. Lines that were rejected, which are in no figure.
needs: []
control: worker
source: our own
es:
  title: Registros con un problema
  question: ¿Cuántos de nuestros registros tienen un problema?
  finding: '{value} de {n} tiene un problema.'
  grain: registro de un caso
  counts: >-
    Cada registro de un caso, por su día; cada inicio, salida, contacto, servicio, documento, plan, meta, remisión, evaluación, ingreso, crisis,
    apelación y encuesta. Tiene un problema donde una verificación encuentra algo en él, por muchas que lo encuentren. Lo que está mal en una
    estancia se dice de su salida donde trata de la salida; si no, de su inicio.
  leaves_out: >-
    Los registros que no son de ningún caso, como programas, trabajadores y ausencias, y las asignaciones. Las líneas rechazadas, que no están en
    ninguna cifra.
  source: nuestra
--- */
select
  r.enrollment_id,
  r.record_id,
  r.day as cohort_date,
  p.record_id is not null as success,
  r.event,
  r.worker_id,
  r.recorded_by
from case_record r
left join (
  select distinct record_id, event
  from case_problem
) p on p.record_id = r.record_id and p.event = r.event
