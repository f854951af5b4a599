/* ---
rule: >-
  the last day with a number of `day_number`. In business days a weekend or holiday belongs to the business day before it: who may take one business
  day from Thursday on has until Sunday night, as the next one has not begun.
gives: value
parameters: [a_number, day_unit]
--- */
select
  case day_unit
    when 'business days' then (select max(c.day) from calendar c where c.business_days = a_number)
    else date '1900-01-01' + a_number::integer
  end
