/* ---
title: Exit before start
severity: error
guidance: >-
  A stay that ends before it begins has no length. It is left out of what is measured in days and of retention, while its exit still counts; one of
  the two dates is a slip, often in the year.
remedy: Correct the exit date, or the start date, of this enrollment.
touches: [enrollment.started_on, enrollment.exited_on]
es:
  title: Salida anterior al inicio
  guidance: >-
    Una estancia que termina antes de empezar no tiene duración. Queda fuera de lo que se mide en días y de la permanencia, mientras que su salida sí
    cuenta; una de las dos fechas es un error, a menudo en el año.
  remedy: Corrija la fecha de salida, o la de inicio, de esta inscripción.
  details:
    'The exit on {1} lies before the start on {2}.':
      'La salida del {1} es anterior al inicio del {2}.'
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The exit on ' || exited_on || ' lies before the start on ' || started_on || '.' as detail
from given.enrollment
where exited_on < started_on
