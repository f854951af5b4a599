/* ---
columns:
  client_id: [Client.PersonalID]
  birth_date: [Client.DOB]
  sex_or_gender: [Client.Sex, Client.Woman, Client.Man, Client.Female, Client.Male]
  race_ethnicity: [Client.RaceNone]
  veteran: [Client.VeteranStatus]
  disabling_condition: [Enrollment.DisablingCondition]
  language: [Enrollment.PreferredLanguage]
--- */
with observed as (
  select source, max(observed_until) as observed_until
  from incoming.batch
  group by source
),
latest as (
  select
    source,
    "PersonalID",
    arg_max("DisablingCondition", ("EntryDate", "EnrollmentID")) as disabling_condition,
    arg_max("PreferredLanguage", ("EntryDate", "EnrollmentID")) filter ("PreferredLanguage" is not null) as language
  from hmis_csv."Enrollment"
  group by all
),
counted as (
  select
    *,
    coalesce("AmIndAKNative" = 1, false)::int + coalesce("Asian" = 1, false)::int + coalesce("BlackAfAmerican" = 1, false)::int
      + coalesce("MidEastNAfrican" = 1, false)::int + coalesce("NativeHIPacific" = 1, false)::int
      + coalesce("White" = 1, false)::int as races,
    coalesce("Woman" = 1, false)::int + coalesce("Man" = 1, false)::int + coalesce("NonBinary" = 1, false)::int
      + coalesce("Transgender" = 1, false)::int + coalesce("Questioning" = 1, false)::int + coalesce("DifferentIdentity" = 1, false)::int
      + coalesce("CulturallySpecific" = 1, false)::int as genders
  from hmis_csv."Client"
)
select
  c.source,
  c.batch_id,
  o.observed_until,
  c."DateCreated" as recorded_at,
  c."UserID" as recorded_by,
  c."DateUpdated" as updated_at,
  c."PersonalID" as client_id,
  c."DOB" as birth_date,
  case
    when c."Sex" = 0 then 'female'
    when c."Sex" = 1 then 'male'
    when c.genders > 1 then 'more than one gender'
    when c."Woman" = 1 then 'woman'
    when c."Man" = 1 then 'man'
    when c."NonBinary" = 1 then 'non-binary'
    when c."Transgender" = 1 then 'transgender'
    when c."Questioning" = 1 then 'questioning'
    when c."DifferentIdentity" = 1 or c."CulturallySpecific" = 1 then 'different identity'
    when coalesce(c."Sex", c."GenderNone") = 8 then 'does not know'
    when coalesce(c."Sex", c."GenderNone") = 9 then 'declined'
    else 'not collected'
  end as sex_or_gender,
  case
    when c."HispanicLatinao" = 1 then 'Hispanic or Latina/e/o'
    when c.races > 1 then 'more than one race'
    when c."AmIndAKNative" = 1 then 'American Indian, Alaska Native or Indigenous'
    when c."Asian" = 1 then 'Asian'
    when c."BlackAfAmerican" = 1 then 'Black, African American or African'
    when c."MidEastNAfrican" = 1 then 'Middle Eastern or North African'
    when c."NativeHIPacific" = 1 then 'Native Hawaiian or Pacific Islander'
    when c."White" = 1 then 'White'
    when c."RaceNone" = 8 then 'does not know'
    when c."RaceNone" = 9 then 'declined'
    else 'not collected'
  end as race_ethnicity,
  case c."VeteranStatus" when 1 then 'yes' when 0 then 'no' when 8 then 'does not know' when 9 then 'declined' else 'not collected' end
    as veteran,
  case l.disabling_condition when 1 then 'yes' when 0 then 'no' when 8 then 'does not know' when 9 then 'declined' else 'not collected' end
    as disabling_condition,
  coalesce(n.language, 'not collected') as language
from counted c
left join observed o on o.source = c.source
left join latest l on l.source = c.source and l."PersonalID" = c."PersonalID"
left join code.language n on n.code = l.language::varchar
