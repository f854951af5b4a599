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
select case
  when homeless_since <= started_on - interval 1 year then true
  when times_homeless >= 4 and months_homeless >= 12 then true
  when homeless_since is null and (times_homeless is null or months_homeless is null) then null
  else false
end
