/* ---
rule: the type of a household from the ages of its members, as HUD's reports have it; with an adult and a child it is known whatever else is not
gives: value
parameters: [ages]
--- */
select case
  when len(list_filter(ages, lambda age: age >= 18)) > 0 and len(list_filter(ages, lambda age: age < 18)) > 0 then 'adults and children'
  when len(list_filter(ages, lambda age: age is null)) > 0 then 'unknown'
  when len(list_filter(ages, lambda age: age >= 18)) > 0 then 'adults only'
  else 'children only'
end
