/* ---
title: Enrollments started
question: How many enrollments began?
finding: '{value} began.'
kind: count
unit: enrollments
group: outputs
place: 3
headline: {better: neutral}
grain: enrollment
counts: Every enrollment of a person in a program, by the day of its start. Somebody who enters two programs, or one program twice, counts twice.
leaves_out: Enrollments that begin after the last day known.
needs: [enrollment.started_on]
control: agency
source: our own; everyone who entered a program, each time
es:
  title: Inscripciones iniciadas
  question: ¿Cuántas inscripciones comenzaron?
  finding: Hubo {value} con inicio.
  grain: inscripción
  counts: >-
    Cada inscripción de una persona en un programa, por el día de su inicio. Quien entra en dos programas, o dos veces en uno, cuenta dos veces.
  leaves_out: Las inscripciones que comienzan después del último día que se conoce.
  source: nuestra; toda persona que entró en un programa, cada vez
--- */
select
  enrollment_id,
  started_on as cohort_date
from enrollment
