/* ---
rule: >-
  a day's place in the count of days of a unit (`calendar days` or `business days`, which are Monday to Friday but for the holidays of holidays.csv):
  from one day to another as many pass as their numbers differ. Null for no day, and for a business day before 1900 or after 2100.
gives: value
parameters: [a_day, day_unit]
--- */
select
  case day_unit
    when 'business days' then (select max(c.business_days) from calendar c where c.day = a_day)
    else date_diff('day', date '1900-01-01', a_day)
  end
