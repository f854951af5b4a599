/* ---
rule: >-
  how many days of a unit passed from one day to another: those after the first, up to and including the other. 0 where the other comes first, null
  where one is not known.
gives: value
after: [day_number]
parameters: [since_day, until_day, day_unit]
es:
  rule: >-
    cuántos días de una unidad pasaron de un día a otro; los que siguen al primero, hasta el otro inclusive. 0 donde el otro va antes, nulo donde no
    se conoce uno.
--- */
select
  case
    when until_day <= since_day then 0
    else day_number(until_day, day_unit) - day_number(since_day, day_unit)
  end
