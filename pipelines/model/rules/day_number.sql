/* ---
rule: >-
  a day's place in the count of days of a unit (`calendar days` or `business days`, which are Monday to Friday but for the holidays of holidays.csv):
  from one day to another as many pass as their numbers differ. Null for no day, and for a business day before 1900 or after 2100.
gives: value
parameters: [a_day, day_unit]
es:
  rule: >-
    el lugar de un día en la cuenta de días de una unidad (`calendar days`, días calendario, o `business days`, que son de lunes a viernes salvo los
    feriados de holidays.csv); de un día a otro pasan tantos como difieren sus números. Nulo si no hay día, y para un día hábil antes de 1900 o
    después de 2100.
--- */
select
  case day_unit
    when 'business days' then (select max(c.business_days) from calendar c where c.day = a_day)
    else date_diff('day', date '1900-01-01', a_day)
  end
