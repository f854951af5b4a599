/* ---
row: a person at the start, still there, or at the exit, by how many conditions they had
after: [condition]
--- */
with counted as (
  select enrollment_id, moment, sum(conditions) as conditions
  from condition
  group by enrollment_id, moment
)
select
  p.enrollment_id,
  m.moment,
  case
    when n.conditions = 1 then 'One Condition'
    when n.conditions = 2 then 'Two Conditions'
    when n.conditions > 2 then 'Three Or More Conditions'
    when p.disabling_answer = 0 then 'None'
    when p.disabling_answer = 1 then 'Unknown'
    when p.disabling_answer in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Data Not Collected'
  end as label,
  p.in_split_households as in_columns
from person p
cross join (values (1), (2), (3)) m(moment)
left join counted n on n.enrollment_id = p.enrollment_id and n.moment = m.moment
where m.moment = 1 or p.is_leaver = (m.moment = 3)
