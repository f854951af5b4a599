/* ---
rule: the type of a household from the ages of its members, as HUD's reports have it; with an adult and a child it is known whatever else is not
gives: value
parameters: [ages]
es:
  rule: >-
    el tipo de un hogar a partir de las edades de sus miembros, como en los informes de HUD; con un adulto y un niño se conoce, falte lo que falte de
    lo demás
--- */
select case
  when len(list_filter(ages, lambda age: age >= 18)) > 0 and len(list_filter(ages, lambda age: age < 18)) > 0 then 'adults and children'
  when len(list_filter(ages, lambda age: age is null)) > 0 then 'unknown'
  when len(list_filter(ages, lambda age: age >= 18)) > 0 then 'adults only'
  else 'children only'
end
