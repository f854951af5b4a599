/* ---
rule: >-
  how many days of a unit passed from one day to another: those after the first, up to and including the other. 0 where the other comes first, null
  where one is not known.
gives: value
after: [day_number]
parameters: [since_day, until_day, day_unit]
--- */
select
  case
    when until_day <= since_day then 0
    else day_number(until_day, day_unit) - day_number(since_day, day_unit)
  end
