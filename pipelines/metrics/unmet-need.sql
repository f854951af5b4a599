/* ---
title: Unmet need
question: Which services could people not get?
finding: '{value} led nowhere because there was no room or the person was not eligible.'
kind: count
unit: referrals
group: plans, referrals and work
place: 7
headline: {better: lower}
grain: referral
counts: >-
  Every referral that ended because the service had no capacity or the person was not eligible, by the day of that answer (where there is none, the day of
  the referral).
leaves_out: Referrals that the client refused, that got lost or that are still open, and needs for which nobody made a referral.
needs: [referral.made_on, referral.result]
control: shared
source: our own
--- */
select
  enrollment_id,
  referral_id as record_id,
  greatest(made_on, result_on) as cohort_date,
  service_type as event
from referral
where result in ('no capacity', 'not eligible')
