/* ---
title: Data quality, chronic homelessness
reports: [apr, caper]
rows: [ES SH Street Outreach, TH, PH all, Total]
columns:
  - Count of total records
  - Missing time in institution 3 917 2
  - Missing time in housing 3 917 2
  - Approximate Date started 3 917 3 Missing
  - Number of times 3 917 4 DK R missing
  - Number of months 3 917 5 DK R missing
  - Percent of records unable to calculate
mean: [Percent of records unable to calculate]
--- */
-- What is asked depends on where a person came from; who came from homelessness is asked since when, how often and how long.
with judged as (
  select
    p.enrollment_id,
    p.came_homeless,
    case
      when p.program_type in ('emergency shelter', 'night-by-night shelter', 'safe haven', 'street outreach') then 'ES SH Street Outreach'
      when p.program_type = 'transitional housing' then 'TH'
      when p.is_permanent_housing then 'PH all'
    end as label,
    (select first(l.subtotal) from label_prior_situations l where l.value = p.prior_living_situation) as came_from,
    coalesce(e."LengthOfStay" in (8, 9, 99), true) as no_length,
    p.homeless_since is null as no_date,
    coalesce(e."TimesHomelessPastThreeYears" in (8, 9, 99), true) as no_times,
    coalesce(e."MonthsHomelessPastThreeYears" in (8, 9, 99), true) as no_months
  from person p
  join hmis_csv."Enrollment" e on e.source = p.source and e."EnrollmentID" = p.enrollment_id
  where p.is_in_quality_universe and p.is_adult_or_head and p.started_on > date '2016-10-01'
),
element as (
  select
    enrollment_id,
    label,
    list_filter([
      case
        when label <> 'ES SH Street Outreach' and came_from = 'Institution Subtotal' and no_length then 'Missing time in institution 3 917 2'
      end,
      case
        when label <> 'ES SH Street Outreach' and came_from = 'Other Subtotal' and no_length then 'Missing time in housing 3 917 2'
      end,
      case when came_homeless and no_date then 'Approximate Date started 3 917 3 Missing' end,
      case when came_homeless and no_times then 'Number of times 3 917 4 DK R missing' end,
      case when came_homeless and no_months then 'Number of months 3 917 5 DK R missing' end
    ], lambda element: element is not null) as missing
  from judged
  where label is not null
)
select
  enrollment_id,
  [label] as in_rows,
  list_concat(['Count of total records', 'Percent of records unable to calculate'], missing) as in_columns,
  (len(missing) > 0)::int::double as value,
  coalesce(nullif(array_to_string(missing, '; '), ''), 'nothing is missing') as because
from element
union all
select
  enrollment_id,
  ['Total'],
  ['Count of total records', 'Percent of records unable to calculate'],
  (len(missing) > 0)::int::double,
  coalesce(nullif(array_to_string(missing, '; '), ''), 'nothing is missing')
from element
