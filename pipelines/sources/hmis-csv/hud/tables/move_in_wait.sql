/* ---
row: a person in permanent housing who moved in in the period, by the days from the start, or who left without a home
after: [person]
--- */
with moved as (
  select *, moved_in_on - started_on as days
  from person
  where is_permanent_housing and moved_in_on >= $from
)
select
  m.enrollment_id,
  [
    (select first(l.label order by l.most::int) from label_housing_waits l where l.most <> '' and m.days <= l.most::int),
    'Total (persons moved into housing)',
    'Average length of time to housing',
    'Total persons'
  ] as in_rows,
  m.in_households as in_columns,
  m.days::double as value,
  'moved in ' || m.days || ' days after the start' as because
from moved m
where m.days <= 730
union all
select
  enrollment_id,
  ['Persons who were exited without move-in', 'Total persons'],
  in_households,
  null,
  'left without a home'
from person
where is_permanent_housing and is_leaver and moved_in_on is null
