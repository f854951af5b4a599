/* ---
columns:
  client_id: [client.client_id]
  birth_date: [client.birth_date]
  sex_or_gender: [client.sex_or_gender]
  race_ethnicity: [client.race_ethnicity]
  veteran: [client.veteran]
  disabling_condition: [client.disabling_condition]
  language: [client.language]
  zip3: [client.zip3]
--- */
with observed as (
  select source, max(observed_until) as observed_until
  from canonical_csv.observed
  group by source
)
select
  r.source,
  r.batch_id,
  o.observed_until,
  r.recorded_at,
  r.recorded_by,
  r.updated_at,
  r.client_id,
  r.birth_date,
  coalesce(r.sex_or_gender, 'not collected') as sex_or_gender,
  coalesce(r.race_ethnicity, 'not collected') as race_ethnicity,
  coalesce(r.veteran, 'not collected') as veteran,
  coalesce(r.disabling_condition, 'not collected') as disabling_condition,
  coalesce(r.language, 'not collected') as language,
  r.zip3
from canonical_csv.client r
left join observed o on o.source = r.source
