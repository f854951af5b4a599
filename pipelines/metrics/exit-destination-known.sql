/* ---
title: Exit destination known
question: Of those who left, do we know where to?
finding: For {value} of {n} we know where the person went.
kind: ratio
unit: exits
group: housing and access
place: 4
headline: {better: higher}
grain: enrollment that ended
counts: >-
  Every exit of a person, by its day. Not known are: no exit interview, does not know, declined, not collected, worker unable to
  determine, a rental subsidy of no valid kind, and words that are not in the list of destinations.
leaves_out: >-
  Nothing: every exit counts.
needs: [enrollment.exited_on, enrollment.exit_destination]
control: worker
case_mix: [program_type]
source: our own, on the destinations of HUD APR Q6c
hud:
  like: HUD APR Q6c, destination
  differs: >-
    Q6c gives the share that is wrong or missing, we give the share that is known. HUD counts leavers, each person once by the latest of their
    enrollments, without people in outreach who were not engaged. We count every exit. A worker who was unable to determine where the person went is
    not in Q6c's list of errors; for us the destination is not known then.
es:
  title: Destino de salida conocido
  question: De quienes salieron, ¿sabemos adónde fueron?
  finding: De {value} de {n} sabemos adónde fue la persona.
  grain: inscripción que terminó
  counts: >-
    Cada salida de una persona, por su día. No se conoce donde dice sin entrevista de salida, no sabe, prefirió no responder, no se recopiló, el
    trabajador no pudo determinarlo, un subsidio de alquiler de ninguna clase válida, o palabras que no están en la lista de destinos.
  leaves_out: Nada; cuentan todas las salidas.
  source: nuestra, sobre los destinos de HUD APR Q6c
  hud:
    like: HUD APR Q6c, destino
    differs: >-
      Q6c da la proporción incorrecta o faltante; nosotros damos la proporción conocida. HUD cuenta a quienes salieron, cada persona una vez por la más
      reciente de sus inscripciones, sin las personas de alcance en la calle que no se vincularon. Nosotros contamos cada salida. El trabajador que no
      pudo determinar adónde fue la persona no está en la lista de errores de Q6c; para nosotros el destino no se conoce entonces.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  exit_destination_group <> 'unknown' as success,
  exit_recorded_by as recorded_by
from enrollment
where exited_on is not null
