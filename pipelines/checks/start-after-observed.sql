/* ---
title: Start after the end of the export
severity: error
guidance: >-
  An export says what had happened up to its last day. A stay that starts later has not begun as far as it knows, so it is in no figure; often the
  year is a slip.
remedy: Correct the start date if it is a slip. An enrollment that begins later than the data is known is not counted yet.
touches: [enrollment.started_on]
es:
  title: Inicio posterior al fin de la exportación
  guidance: >-
    Una exportación dice lo que había ocurrido hasta su último día. Una estancia que inicia después no ha comenzado hasta donde se sabe, así que no
    está en ninguna cifra; a menudo el año es un error.
  remedy: >-
    Corrija la fecha de inicio si es un error. Una inscripción que comienza después de lo que se conoce todavía no se cuenta.
  details:
    'The start on {1} lies after {2}, up to which the data is known.':
      'El inicio del {1} es posterior al {2}, hasta el cual se conocen los datos.'
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The start on ' || started_on || ' lies after ' || observed_until || ', up to which the data is known.' as detail
from given.enrollment
where started_on > observed_until
