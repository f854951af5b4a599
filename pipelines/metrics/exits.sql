/* ---
title: Exits
question: How many enrollments ended?
finding: '{value} ended.'
kind: count
unit: enrollments
group: outputs
place: 5
headline: {better: neutral}
grain: enrollment
counts: Every enrollment that ended, by its last day, wherever the person went. Somebody who leaves two programs counts twice.
leaves_out: Enrollments that are still open on the last day known.
needs: [enrollment.exited_on]
control: agency
source: our own
hud:
  like: HUD APR Q5a, leavers
  differs: >-
    HUD counts people, each by the latest of their enrollments: somebody who leaves two programs is one leaver, and somebody who leaves one while a
    later enrollment goes on is none. We count every enrollment that ended, by its last day.
es:
  title: Salidas
  question: ¿Cuántas inscripciones terminaron?
  finding: Hubo {value} con salida.
  grain: inscripción
  counts: >-
    Cada inscripción que terminó, por su último día, sin importar adónde fue la persona. Quien sale de dos programas cuenta dos veces.
  leaves_out: Las inscripciones que siguen abiertas el último día que se conoce.
  source: nuestra
  hud:
    like: HUD APR Q5a, personas que salieron
    differs: >-
      HUD cuenta personas, cada una por la más reciente de sus inscripciones: quien sale de dos programas es una salida, y quien sale de uno mientras
      sigue una inscripción posterior no es ninguna. Nosotros contamos cada inscripción que terminó, por su último día.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_recorded_by as recorded_by
from enrollment
where exited_on is not null
