/* ---
row: a person whose data quality is judged, and what is wrong with one element that names them
after: [person]
--- */
with element as (
  select
    enrollment_id,
    unnest([
      {
        element: 'Name',
        wrong: case
          when name_quality in (8, 9) then 'Client Doesn''t Know/Refused'
          when name_quality = 99 or not name_given then 'Information Missing'
          when name_quality = 2 then 'Data Issues'
        end
      },
      {
        element: 'SSN',
        wrong: case
          when ssn_quality in (8, 9) then 'Client Doesn''t Know/Refused'
          when ssn_quality = 99 or not ssn_given then 'Information Missing'
          when ssn_quality = 2 then 'Data Issues'
        end
      },
      {
        element: 'DOB',
        wrong: case
          when birth_quality in (8, 9) and birth_date is null then 'Client Doesn''t Know/Refused'
          when birth_date is null then 'Information Missing'
          when birth_quality in (2, 8, 9, 99)
            or birth_date < date '1915-01-01'
            or birth_date > client_recorded_at::date
            or (is_adult_or_head and birth_date >= started_on)
            then 'Data Issues'
        end
      },
      {
        element: 'Race',
        wrong: case race when 'Client Doesn''t Know/Refused' then race when 'Data Not Collected' then 'Information Missing' end
      },
      {
        element: 'Ethnicity',
        wrong: case ethnicity when 'Client Doesn''t Know/Refused' then ethnicity when 'Data Not Collected' then 'Information Missing' end
      },
      {
        element: 'Gender',
        wrong: case gender when 'Client Doesn''t Know/Refused' then gender when 'Data Not Collected' then 'Information Missing' end
      }
    ]) as found
  from person
  where is_in_quality_universe
)
select enrollment_id, found.element as element, found.wrong as wrong
from element
