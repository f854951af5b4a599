/* ---
title: Two stays in one program at a time
severity: error
guidance: >-
  One person cannot be enrolled twice in one project at a time. Starts, exits and beds in use are counted twice; usually the first stay was never
  ended, or the intake was entered again.
remedy: End the earlier enrollment, or delete the one that was entered twice.
touches: [enrollment.started_on, enrollment.exited_on]
es:
  title: Dos estancias a la vez en un programa
  guidance: >-
    Una persona no puede estar inscrita dos veces a la vez en un proyecto. Los inicios, las salidas y las camas en uso se cuentan dos veces; por lo
    general la primera estancia nunca se terminó, o la admisión se ingresó de nuevo.
  remedy: Termine la inscripción anterior, o elimine la que se ingresó dos veces.
  details:
    'The stay from {1} begins before the same person''s stay from {2} in this program ends.':
      'La estancia desde el {1} comienza antes de que termine la estancia de la misma persona desde el {2} en este programa.'
--- */
select
  a.source,
  'enrollment' as table_name,
  b.enrollment_id as record_id,
  b.enrollment_id,
  'The stay from ' || b.started_on || ' begins before the same person''s stay from ' || a.started_on || ' in this program ends.' as detail
from enrollment a
join enrollment b
  on b.client_id = a.client_id
  and b.program_id = a.program_id
  and b.enrollment_id <> a.enrollment_id
  and (a.started_on, a.enrollment_id) < (b.started_on, b.enrollment_id)
  and b.started_on < coalesce(a.exited_on, date '9999-12-31')
  and coalesce(b.exited_on, date '9999-12-31') > a.started_on
