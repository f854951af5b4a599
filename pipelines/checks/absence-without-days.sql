/* ---
title: Absence that ends before it begins
severity: error
guidance: >-
  A worker on leave has no new cases and more time for what falls due meanwhile. With its end before its beginning an absence takes no day off: the
  caseload and the days by which documents are due are told as if the worker had been there.
remedy: Correct the dates of the absence in the roster. Until then its days count as days at work.
touches: [absence.valid_from, absence.valid_to]
es:
  title: Ausencia que termina antes de empezar
  guidance: >-
    Un trabajador con licencia no tiene casos nuevos y tiene más tiempo para lo que vence mientras tanto. Con su final antes de su comienzo, una
    ausencia no descuenta ningún día; la carga de casos y los días en que vencen los documentos se dan como si el trabajador hubiera estado.
  remedy: Corrija las fechas de la ausencia en la lista de personal. Hasta entonces sus días cuentan como días de trabajo.
  details:
    'The absence from {1} ends on {2}.':
      'La ausencia desde el {1} termina el {2}.'
--- */
select
  source,
  'absence' as table_name,
  worker_id as record_id,
  null::uuid as enrollment_id,
  'The absence from ' || valid_from || ' ends on ' || valid_to || '.' as detail
from absence
where valid_to < valid_from
