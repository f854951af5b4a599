/* ---
row: an adult or head of a household, by what they told last of domestic violence
after: [person]
--- */
with told as (
  select
    source,
    "EnrollmentID" as enrollment_id,
    coalesce("DomesticViolenceSurvivor", "DomesticViolenceVictim") as survivor,
    "CurrentlyFleeing" as fleeing,
    "InformationDate" as told_on
  from hmis_csv."HealthAndDV"
  where "InformationDate" <= $to
  qualify row_number() over (
    partition by source, "EnrollmentID"
    order by "InformationDate" desc, coalesce("DateUpdated", "DateCreated") desc nulls last, "HealthAndDVID"
  ) = 1
)
select
  p.enrollment_id,
  case
    when t.survivor = 1 then 'Yes'
    when t.survivor = 0 then 'No'
    when t.survivor in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Data Not Collected'
  end as is_survivor,
  case
    when t.fleeing = 1 then 'Yes'
    when t.fleeing = 0 then 'No'
    when t.fleeing in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Data Not Collected'
  end as is_fleeing,
  p.in_households as in_columns,
  coalesce('told on ' || t.told_on, 'never told') as because
from person p
left join told t using (source, enrollment_id)
where p.is_adult_or_head
