/* ---
rule: whether a stay's data quality is judged by a day; people in street outreach count once they are engaged (HUD APR Q6)
gives: value
parameters: [program_type, engaged_on, last_day]
es:
  rule: >-
    si la calidad de los datos de una estancia se juzga en un día; las personas de alcance en la calle cuentan una vez que se vincularon (HUD APR Q6)
--- */
select program_type is distinct from 'street outreach' or coalesce(engaged_on <= last_day, false)
