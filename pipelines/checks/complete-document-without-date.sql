/* ---
title: Complete document without a date
severity: error
guidance: >-
  Whether a document was on time is told by the day on which it was written. A complete one without that day lowers the share of documents on time
  although it may have been early.
remedy: Enter the day of the service or of the record. Until then it counts as not on time.
touches: [document.complete]
mend: [document.service_on, document.recorded_at]
es:
  title: Documento completo sin fecha
  guidance: >-
    Si un documento estuvo a tiempo se sabe por el día en que se escribió. Uno completo sin ese día baja la proporción de documentos a tiempo aunque
    haya llegado temprano.
  remedy: Ingrese el día del servicio o del registro. Hasta entonces cuenta como no a tiempo.
  details:
    'The {1} due on {2} is complete, but not when it was written.':
      'Con vencimiento el {2} ({1}): está completo, pero no consta cuándo se escribió.'
--- */
select
  source,
  'document' as table_name,
  document_id as record_id,
  enrollment_id,
  'The ' || coalesce(kind, 'document') || ' due on ' || due_on || ' is complete, but not when it was written.' as detail
from document
where complete and due_on is not null and recorded_at is null and service_on is null
