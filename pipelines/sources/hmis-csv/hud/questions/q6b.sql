/* ---
title: Data quality, universal data elements
reports: [apr, caper]
rows:
  - Veteran Status 3 07
  - Project Start Date 3 10
  - Relationship to Head of Household 3 15
  - Client Location 3 16
  - Disabling Condition 3 08
columns: [Error Count, Percent of Error Count]
mean: [Percent of Error Count]
checks:
  Project Start Date 3 10: [overlapping-stays, start-after-observed]
  Relationship to Head of Household 3 15: [household-without-head, household-with-two-heads]
--- */
with judged as (
  select p.*, e."EnrollmentCoC" as coc, e."DisablingCondition" as disabling
  from person p
  join hmis_csv."Enrollment" e on e.source = p.source and e."EnrollmentID" = p.enrollment_id
  where p.is_in_quality_universe
),
element as (
  select
    enrollment_id,
    unnest([
      {
        element: 'Veteran Status 3 07',
        is_asked: age is not null,
        is_wrong: case when age >= 18 then veteran not in ('yes', 'no') else veteran = 'yes' end
      },
      {
        element: 'Project Start Date 3 10',
        is_asked: true,
        is_wrong: exists (
          select 1
          from enrollment o
          where o.client_id = j.client_id and o.program_id = j.program_id and o.started_on < j.started_on and o.exited_on > j.started_on
        )
      },
      {
        element: 'Relationship to Head of Household 3 15',
        is_asked: true,
        is_wrong: relationship is null
          or relationship not between 1 and 5
          or exists (
            select 1
            from missing_element() m
            where m.enrollment_id = j.enrollment_id and m.element = 'head of the household'
          )
      },
      {
        element: 'Client Location 3 16',
        is_asked: is_head_of_household,
        is_wrong: coalesce(not regexp_full_match(coc, '[A-Z]{2}-[0-9]{3}'), true)
      },
      {
        element: 'Disabling Condition 3 08',
        is_asked: true,
        -- A disability found at the start that the answer denies.
        is_wrong: coalesce(disabling not in (0, 1), true) or (disabling = 0 and disabling_condition = 'yes')
      }
    ]) as found
  from judged j
)
select
  enrollment_id,
  [found.element] as in_rows,
  [case when found.is_wrong then 'Error Count' end, 'Percent of Error Count'] as in_columns,
  coalesce(found.is_wrong, false)::int::double as value,
  found.element || case when found.is_wrong then ': missing or in doubt' else ': nothing is wrong' end as because
from element
where found.is_asked
