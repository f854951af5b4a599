/* ---
rule: >-
  the last day with a number of `day_number`. In business days a weekend or holiday belongs to the business day before it: who may take one business
  day from Thursday on has until Sunday night, as the next one has not begun.
gives: value
parameters: [a_number, day_unit]
es:
  rule: >-
    el último día con un número de `day_number`. En días hábiles, un fin de semana o feriado pertenece al día hábil anterior; quien puede tomar un
    día hábil desde el jueves tiene hasta la noche del domingo, porque el siguiente no ha comenzado.
--- */
select
  case day_unit
    when 'business days' then (select max(c.day) from calendar c where c.business_days = a_number)
    else date '1900-01-01' + a_number::integer
  end
