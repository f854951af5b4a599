/* ---
row: a person in a residential project, by the days from when they became homeless to when they had a home or came in
after: [person]
--- */
-- A child who came with the head was homeless since the head was.
with dated as (
  select
    *,
    case
      when age < 18 and started_on = head_started_on then head_homeless_since
      when age is null or age >= 18 then case when homeless_since <= started_on then homeless_since end
    end as since
  from person
  where is_permanent_housing
    or program_type in ('emergency shelter', 'night-by-night shelter', 'transitional housing', 'safe haven')
),
waited as (
  select *, case when since <= moved_in_on then moved_in_on - since end as days
  from dated
)
select
  w.enrollment_id,
  case
    when w.moved_in_on is null then ['Not yet moved into housing', 'Total']
    when w.days is null then ['Data Not Collected', 'Total']
    else [
      (select first(l.label order by l.most::int) from label_homeless_waits l where l.most <> '' and w.days <= l.most::int),
      'Total (persons moved into housing)',
      'Total'
    ]
  end as in_rows,
  w.in_households as in_columns,
  coalesce(w.days || ' days from homelessness to a home', 'not known since when, or no home yet') as because
from waited w
