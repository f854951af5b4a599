/* ---
rule: >-
  whether a person was homeless for a year without a break, or four times or more in three years for twelve months in all (24 CFR 578.3, "chronically
  homeless")
gives: value
parameters: [started_on, homeless_since, times_homeless, months_homeless]
es:
  rule: >-
    si una persona estuvo sin hogar un año sin interrupción, o cuatro veces o más en tres años por doce meses en total (24 CFR 578.3, “chronically
    homeless”)
--- */
-- Where the date does not tell, the times decide before the months, as in HUD's flow: without them it is not known.
select case
  when homeless_since <= started_on - interval 1 year then true
  when times_homeless < 4 then false
  when times_homeless >= 4 then months_homeless >= 12
end
