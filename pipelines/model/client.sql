/* ---
row: a person, as one source system knows them
given:
  client_id: uuid
  birth_date: date
  sex_or_gender: varchar
  race_ethnicity: varchar
  veteran: varchar
  disabling_condition: varchar
  language: varchar
  zip3: varchar
--- */
select *
from given.client
