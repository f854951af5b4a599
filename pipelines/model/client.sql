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
departures:
  - >-
    A person is one within a source system. HUD's reports are of one HMIS; here several systems may lie side by side, and nobody can tell whether the
    same person is in two of them.
--- */
select *
from given.client
