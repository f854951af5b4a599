/* ---
row: a condition that a person had at the start, at the exit or, still there, at the latest record of it
after: [person]
--- */
with recorded as (
  select d.source, d."EnrollmentID" as enrollment_id, d."DataCollectionStage" as stage, d."InformationDate" as found_on, l.label
  from hmis_csv."Disabilities" d
  join label_conditions l on l.type = d."DisabilityType"::varchar and l.response = d."DisabilityResponse"::varchar
  where d."InformationDate" <= $to
),
latest as (
  select source, enrollment_id, max(found_on) as found_on
  from recorded
  where stage in (1, 2, 5)
  group by source, enrollment_id
)
select distinct
  p.enrollment_id,
  m.moment,
  r.label,
  case r.label when 'Both Alcohol and Drug Use Disorders' then 2 else 1 end as conditions
from person p
join recorded r using (source, enrollment_id)
left join latest l using (source, enrollment_id)
cross join (values (1), (2), (3)) m(moment)
where case m.moment
  when 1 then r.stage = 1
  when 2 then not p.is_leaver and r.found_on = l.found_on and r.stage in (1, 2, 5)
  else p.is_leaver and r.stage = 3
end
