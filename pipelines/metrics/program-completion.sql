/* ---
title: Programs completed
question: Of those who left, how many had completed the program?
finding: '{value} of {n} came after the program was completed.'
kind: ratio
unit: exits
group: plans, referrals and work
asks: better off
place: 4
headline: {better: higher}
grain: enrollment that ended
counts: >-
  Every exit, by its day, from a program that says of at least half of its exits whether it was completed. Where such a program does not say it of an exit,
  that exit stays in the count as not completed.
leaves_out: >-
  People who died, and people who were transferred to another program, which is an exit whose reason begins with "transfer". Exits from programs that
  say of fewer than half of them whether it was completed: they do not ask.
needs: [enrollment.exited_on, enrollment.completed_program]
control: shared
case_mix: [program_type, household_type]
source: our own
hud:
  like: HMIS data element R17, Project Completion Status
  differs: >-
    HUD asks for it in programs for runaway and homeless youth only; other programs that fill it in count here too, and those that do not are left out. HMIS
    has no reason for an exit that would tell a transfer, so there transfers stay in the count.
es:
  title: Programas completados
  question: De quienes salieron, ¿cuántos habían completado el programa?
  finding: '{value} de {n} llegó tras completar el programa.'
  grain: inscripción que terminó
  counts: >-
    Cada salida, por su día, de un programa que dice de al menos la mitad de sus salidas si se completó. Donde un programa así no lo dice de una
    salida, esa salida sigue en la cuenta como no completada.
  leaves_out: >-
    Las personas que fallecieron, y las que se trasladaron a otro programa, que es una salida cuya razón empieza con “transfer”. Las salidas de
    programas que dicen de menos de la mitad si se completó; no lo preguntan.
  source: nuestra
  hud:
    like: elemento de datos R17 de HMIS, estado de finalización del proyecto
    differs: >-
      HUD lo pide solo en programas para jóvenes fugados y sin hogar; aquí cuentan también otros programas que lo llenan, y los que no, quedan fuera.
      HMIS no tiene una razón de salida que indique un traslado, de modo que allí los traslados siguen en la cuenta.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  coalesce(completed_program, false) as success,
  exit_recorded_by as recorded_by
from completion_exit()
