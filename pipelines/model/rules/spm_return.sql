/* ---
rule: each person's earliest exit to permanent housing in a period, and the first return after it, as HUD's System Performance Measure 2 has it
after: [return_after_exit]
parameters: [first_day, last_day]
departures:
  - >-
    HUD looks at the exits of two years before the period. The exits here are those of the period that is asked for, and each is followed as far as
    its source is known.
es:
  rule: >-
    la primera salida de cada persona a vivienda permanente en un período, y el primer retorno después de ella, como en la medida de desempeño del
    sistema 2 de HUD
  departures:
    - >-
      HUD mira las salidas de los dos años anteriores al período. Aquí las salidas son las del período que se pide, y cada una se sigue hasta donde se
      conoce su fuente.
--- */
select *
from return_after_exit()
where exited_on between first_day and last_day
qualify row_number() over (partition by client_id order by exited_on, source_order nulls last, enrollment_id) = 1
