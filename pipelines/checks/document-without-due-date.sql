/* ---
title: Document without a due date
severity: warning
guidance: >-
  A document can only be on time if it is known when it was due. Without a due date or a time limit for its kind it is in no figure of timeliness.
remedy: Enter the day by which it is due, or set a time limit for its kind in standards.csv. Without either nobody can say whether it was on time, and it is not counted.
touches: [document.due_on]
es:
  title: Documento sin fecha de vencimiento
  guidance: >-
    Un documento solo puede estar a tiempo si se sabe cuándo vencía. Sin fecha de vencimiento ni plazo para su clase no está en ninguna cifra de
    puntualidad.
  remedy: >-
    Ingrese el día en que vence, o fije un plazo para su clase en standards.csv. Sin ninguno de los dos nadie puede decir si estuvo a tiempo, y no se
    cuenta.
  details:
    'The {1} of {2} has no due date.':
      'Del {2} ({1}): no tiene fecha de vencimiento.'
    'The {1} has no due date.':
      'Sin fecha de vencimiento: {1}.'
--- */
select
  d.source,
  'document' as table_name,
  d.document_id as record_id,
  d.enrollment_id,
  'The ' || coalesce(d.kind, 'document') || coalesce(' of ' || d.service_on, '') || ' has no due date.' as detail
from document d
join enrollment e using (enrollment_id)
left join time_limit l
  on l.metric = 'documents-on-time' and l.event = coalesce(d.kind, '') and l.program_id is not distinct from e.program_id
where d.due_on is null and (l.threshold is null or d.service_on is null)
