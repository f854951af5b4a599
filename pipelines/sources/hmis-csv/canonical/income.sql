/* ---
columns:
  income_id: [IncomeBenefits.IncomeBenefitsID]
  enrollment_id: [IncomeBenefits.EnrollmentID]
  client_id: [Enrollment.PersonalID]
  assessed_on: [IncomeBenefits.InformationDate]
  stage: [IncomeBenefits.DataCollectionStage]
  earned: [IncomeBenefits.Earned, IncomeBenefits.EarnedAmount]
  other: [IncomeBenefits.TotalMonthlyIncome, IncomeBenefits.EarnedAmount]
  total: [IncomeBenefits.TotalMonthlyIncome, IncomeBenefits.IncomeFromAnySource]
--- */
with known as (
  -- "No income from any source" is an income of 0; don't know, declined and empty stay unknown.
  select
    *,
    case when "IncomeFromAnySource" = 0 then 0 when "IncomeFromAnySource" = 1 then "TotalMonthlyIncome" end as total,
    case
      when "IncomeFromAnySource" = 0 or "Earned" = 0 then 0
      when "Earned" = 1 then "EarnedAmount"
    end as earned
  from hmis_csv."IncomeBenefits"
)
select
  i.source,
  i.batch_id,
  o.observed_until,
  i."DateCreated" as recorded_at,
  i."UserID" as recorded_by,
  i."DateUpdated" as updated_at,
  i."IncomeBenefitsID" as income_id,
  i."EnrollmentID" as enrollment_id,
  e."PersonalID" as client_id,
  i."InformationDate" as assessed_on,
  case i."DataCollectionStage" when 1 then 'start' when 2 then 'update' when 3 then 'exit' when 5 then 'annual' end as stage,
  i.earned,
  i.total - i.earned as other,
  i.total
from known i
join hmis_csv."Enrollment" e on e.source = i.source and e."EnrollmentID" = i."EnrollmentID"
join hmis_csv.observed o on o.source = e.source and o."ProjectID" = e."ProjectID"
