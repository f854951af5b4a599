/* ---
row: a person, by the latest-started of their stays in the projects, with what the rows and columns of the tables are made of
after: [stay]
--- */
with latest as (
  select *
  from stay
  qualify row_number() over (partition by client_id order by started_on desc, source_order desc nulls last, enrollment_id desc) = 1
),
head as (
  select program_id, household_id, min(started_on) as head_started_on, arg_min(homeless_since, started_on) as head_homeless_since
  from stay
  where is_head_of_household
  group by program_id, household_id
),
household as (
  select
    program_id,
    household_id,
    bool_or(is_youth) as is_young_household,
    coalesce(bool_or(age < 18 and relationship = 2), false) as has_child
  from stay
  group by program_id, household_id
),
record as (
  select
    *,
    -- What HUD's tables of FY2022 call White was told apart later.
    "White" = 1 or "MidEastNAfrican" = 1 as is_white,
    coalesce("AmIndAKNative" = 1, false)::int + coalesce("Asian" = 1, false)::int + coalesce("BlackAfAmerican" = 1, false)::int
      + coalesce("NativeHIPacific" = 1, false)::int + coalesce("White" = 1 or "MidEastNAfrican" = 1, false)::int as races
  from hmis_csv."Client"
)
select
  l.*,
  c."DOB" as birth_date,
  c."DOBDataQuality" as birth_quality,
  c."DateCreated" as client_recorded_at,
  coalesce(c."FirstName_given" and c."LastName_given", false) as name_given,
  c."NameDataQuality" as name_quality,
  coalesce(c."SSN_given", false) as ssn_given,
  c."SSNDataQuality" as ssn_quality,
  k.veteran,
  coalesce(l.is_adult, false) and coalesce(k.veteran = 'yes', false) as is_veteran,
  coalesce(l.is_adult, false) or l.is_head_of_household as is_adult_or_head,
  l.chronically_homeless = 'yes' as is_chronic,
  h.head_started_on,
  h.head_homeless_since,
  coalesce(o.is_young_household, false) as is_young_household,
  coalesce(o.has_child, false) as has_child,
  ['Total', l.household] as in_households,
  [
    'Total',
    case
      when l.household <> 'With Children And Adults' then l.household
      when l.age >= 18 then 'Adults in HH with Children and Adults'
      when l.age < 18 then 'Children in HH with Children and Adults'
    end
  ] as in_split_households,
  ['Total', case when l.is_leaver then 'Leavers' else 'Stayers' end] as in_leavers,
  case
    when l.age >= 18 then 'Adults'
    when l.age < 18 then 'Children'
    when c."DOBDataQuality" in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Data Not Collected'
  end as age_group,
  case
    when l.age < 5 then 'Under 5'
    when l.age <= 12 then '5-12'
    when l.age <= 17 then '13-17'
    when l.age <= 24 then '18-24'
    when l.age <= 34 then '25-34'
    when l.age <= 44 then '35-44'
    when l.age <= 54 then '45-54'
    when l.age <= 61 then '55-61'
    when l.age >= 62 then '62+'
    when c."DOBDataQuality" in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Data Not Collected'
  end as age_label,
  case
    when c."Questioning" = 1 then 'Questioning'
    when c."NonBinary" = 1 or c."DifferentIdentity" = 1 or c."CulturallySpecific" = 1 or (c."Woman" = 1 and c."Man" = 1) then 'No Single Gender'
    when c."Transgender" = 1 then 'Transgender'
    when c."Woman" = 1 or c."Sex" = 0 then 'Female'
    when c."Man" = 1 or c."Sex" = 1 then 'Male'
    when coalesce(c."Sex", c."GenderNone") in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Data Not Collected'
  end as gender,
  case
    when c.races > 1 then 'Multiple Races'
    when c.is_white then 'White'
    when c."BlackAfAmerican" = 1 then 'Black, African American, or African'
    when c."Asian" = 1 then 'Asian or Asian American'
    when c."AmIndAKNative" = 1 then 'American Indian, Alaska Native, or Indigenous'
    when c."NativeHIPacific" = 1 then 'Native Hawaiian or Pacific Islander'
    when c."RaceNone" in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Data Not Collected'
  end as race,
  case
    when c."HispanicLatinao" = 1 then 'Hispanic/Latin(a)(o)(x)'
    when c."HispanicLatinao" = 0 then 'Non-Hispanic/Non-Latin(a)(o)(x)'
    when coalesce(c."Ethnicity", c."RaceNone") in (8, 9) then 'Client Doesn''t Know/Refused'
    else 'Data Not Collected'
  end as ethnicity,
  -- Where it is not known, what keeps it from being known: that it was not told comes before that it was not asked.
  case
    when l.chronically_homeless = 'yes' then 'Chronically Homeless'
    when l.chronically_homeless = 'no' then 'Not Chronically Homeless'
    when e."DisablingCondition" in (8, 9) or e."TimesHomelessPastThreeYears" in (8, 9) or e."MonthsHomelessPastThreeYears" in (8, 9)
      then 'Client doesn’t know/Client refused'
    else 'Data not collected'
  end as chronic_label
from latest l
left join record c on c.source = l.source and c."PersonalID" = l.known_as
left join client k on k.client_id = l.client_id
join hmis_csv."Enrollment" e on e.source = l.source and e."EnrollmentID" = l.enrollment_id
left join head h using (program_id, household_id)
left join household o using (program_id, household_id)
