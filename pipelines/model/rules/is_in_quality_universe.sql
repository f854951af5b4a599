/* ---
rule: whether a stay's data quality is judged by a day; people in street outreach count once they are engaged (HUD APR Q6)
gives: value
parameters: [program_type, engaged_on, last_day]
--- */
select program_type is distinct from 'street outreach' or coalesce(engaged_on <= last_day, false)
