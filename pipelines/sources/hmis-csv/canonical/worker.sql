/* ---
columns:
  worker_id: [Enrollment.UserID]
--- */
-- UserIDs often are not in User.csv: everyone who wrote a record counts.
with author as (
  select source, "UserID" as worker_id, batch_id from hmis_csv."User"
  union all
  select source, "UserID", batch_id from hmis_csv."Enrollment"
  union all
  select source, "UserID", batch_id from hmis_csv."Exit"
  union all
  select source, "UserID", batch_id from hmis_csv."Services"
  union all
  select source, "UserID", batch_id from hmis_csv."CurrentLivingSituation"
  union all
  select source, "UserID", batch_id from hmis_csv."Event"
  union all
  select source, "UserID", batch_id from hmis_csv."Assessment"
  union all
  select source, "UserID", batch_id from hmis_csv."IncomeBenefits"
)
select a.source, max(a.batch_id) as batch_id, max(b.observed_until) as observed_until, a.worker_id
from author a
join incoming.batch b on b.source = a.source
where a.worker_id is not null
group by a.source, a.worker_id
