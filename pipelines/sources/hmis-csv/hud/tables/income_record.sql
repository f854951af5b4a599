/* ---
row: a person at their start, and at their annual assessment where they stayed, or their exit where they left, with the record of income and benefits
after: [person]
--- */
select
  p.enrollment_id,
  a.stage,
  case a.stage when 'start' then 1 when 'annual' then 2 else 3 end as moment,
  a.asked_on,
  a.income_id is not null as is_made,
  a.earned,
  a.other,
  a.total,
  b."IncomeFromAnySource" as income_answer,
  b."BenefitsFromAnySource" as benefits_answer,
  b."InsuranceFromAnySource" as insurance_answer,
  -- Whether there is an income, yes or no, now and at the start.
  b."IncomeFromAnySource" in (0, 1)
    and max(b."IncomeFromAnySource") filter (a.stage = 'start') over (partition by p.enrollment_id) in (0, 1) as is_compared,
  list_filter([
    case when b."Earned" = 1 then 'Earned' end,
    case when b."Unemployment" = 1 then 'Unemployment' end,
    case when b."SSI" = 1 then 'SSI' end,
    case when b."SSDI" = 1 then 'SSDI' end,
    case when b."VADisabilityService" = 1 then 'VADisabilityService' end,
    case when b."VADisabilityNonService" = 1 then 'VADisabilityNonService' end,
    case when b."PrivateDisability" = 1 then 'PrivateDisability' end,
    case when b."WorkersComp" = 1 then 'WorkersComp' end,
    case when b."TANF" = 1 then 'TANF' end,
    case when b."GA" = 1 then 'GA' end,
    case when b."SocSecRetirement" = 1 then 'SocSecRetirement' end,
    case when b."Pension" = 1 then 'Pension' end,
    case when b."ChildSupport" = 1 then 'ChildSupport' end,
    case when b."Alimony" = 1 then 'Alimony' end,
    case when b."OtherIncomeSource" = 1 then 'OtherIncomeSource' end
  ], lambda source: source is not null) as incomes,
  list_filter([
    case when b."SNAP" = 1 then 'SNAP' end,
    case when b."WIC" = 1 then 'WIC' end,
    case when b."TANFChildCare" = 1 then 'TANFChildCare' end,
    case when b."TANFTransportation" = 1 then 'TANFTransportation' end,
    case when b."OtherTANF" = 1 then 'OtherTANF' end,
    case when b."OtherBenefitsSource" = 1 then 'OtherBenefitsSource' end
  ], lambda source: source is not null) as benefits,
  list_filter([
    case when b."Medicaid" = 1 then 'Medicaid' end,
    case when b."Medicare" = 1 then 'Medicare' end,
    case when b."SCHIP" = 1 then 'SCHIP' end,
    case when coalesce(b."VHAServices", b."VAMedicalServices") = 1 then 'VHAServices' end,
    case when b."EmployerProvided" = 1 then 'EmployerProvided' end,
    case when b."COBRA" = 1 then 'COBRA' end,
    case when b."PrivatePay" = 1 then 'PrivatePay' end,
    case when b."StateHealthIns" = 1 then 'StateHealthIns' end,
    case when b."IndianHealthServices" = 1 then 'IndianHealthServices' end,
    case when b."OtherInsurance" = 1 then 'OtherInsurance' end
  ], lambda source: source is not null) as insurances
from income_at($from, $to, date '1900-01-01', $to) a
join person p using (enrollment_id)
left join hmis_csv."IncomeBenefits" b on b.source = p.source and b."IncomeBenefitsID" = a.income_id
