/* ---
title: Exit without a word of completion
severity: warning
guidance: >-
  Program completion is counted out of all exits of programs that record it. An exit without an answer counts as not completed, so that leaving the
  field empty never makes the figure better.
remedy: Enter whether the person completed the program. Until then the exit counts as not completed, as the program says it of most others.
touches: [enrollment.completed_program]
es:
  title: Salida sin decir si se completó el programa
  guidance: >-
    Los programas completados se cuentan entre todas las salidas de los programas que lo registran. Una salida sin respuesta cuenta como no
    completada, de modo que dejar el campo vacío nunca mejora la cifra.
  remedy: >-
    Ingrese si la persona completó el programa. Hasta entonces la salida cuenta como no completada, ya que el programa lo dice de casi todas las
    demás.
  details:
    'Nobody wrote down whether the program was completed at the exit on {1}.':
      'Nadie anotó si el programa se completó en la salida del {1}.'
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'Nobody wrote down whether the program was completed at the exit on ' || exited_on || '.' as detail
from completion_exit()
where completed_program is null
