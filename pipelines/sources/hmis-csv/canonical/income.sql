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
with amount as (
  select
    *,
    case when "Earned" = 1 then "EarnedAmount" when "Earned" = 0 then 0 end as earned_amount,
    list_sum(list_filter([
      case when "Unemployment" = 1 then "UnemploymentAmount" end,
      case when "SSI" = 1 then "SSIAmount" end,
      case when "SSDI" = 1 then "SSDIAmount" end,
      case when "VADisabilityService" = 1 then "VADisabilityServiceAmount" end,
      case when "VADisabilityNonService" = 1 then "VADisabilityNonServiceAmount" end,
      case when "PrivateDisability" = 1 then "PrivateDisabilityAmount" end,
      case when "WorkersComp" = 1 then "WorkersCompAmount" end,
      case when "TANF" = 1 then "TANFAmount" end,
      case when "GA" = 1 then "GAAmount" end,
      case when "SocSecRetirement" = 1 then "SocSecRetirementAmount" end,
      case when "Pension" = 1 then "PensionAmount" end,
      case when "ChildSupport" = 1 then "ChildSupportAmount" end,
      case when "Alimony" = 1 then "AlimonyAmount" end,
      case when "OtherIncomeSource" = 1 then "OtherIncomeAmount" end
    ], lambda each: each is not null))::decimal(14,2) as other_amount
  from hmis_csv."IncomeBenefits"
),
known as (
  -- "No" to any income is an income of 0, unless amounts say otherwise; don't know, declined and empty stay unknown. Where the total was left
  -- at 0, the amounts of the sources are it (HUD's programming specifications, "Income").
  select
    *,
    case
      when "TotalMonthlyIncome" > 0 then "TotalMonthlyIncome"
      when "IncomeFromAnySource" in (0, 1)
        then coalesce(nullif(coalesce(earned_amount, 0) + coalesce(other_amount, 0), 0), "TotalMonthlyIncome", case "IncomeFromAnySource" when 0 then 0 end)
    end as known_total
  from amount
),
split as (
  select *, coalesce(earned_amount, case when known_total = 0 then 0 end) as known_earned
  from known
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
  i.known_earned as earned,
  case when i.known_total >= i.known_earned then i.known_total - i.known_earned when i.known_total < i.known_earned then 0 end as other,
  i.known_total as total
from split i
join hmis_csv."Enrollment" e on e.source = i.source and e."EnrollmentID" = i."EnrollmentID"
join hmis_csv.observed o on o.source = e.source and o."ProjectID" = e."ProjectID"
