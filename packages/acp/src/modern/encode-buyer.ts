import type { Buyer } from '@acp-hub/commerce';
import { compact } from '../common/compact';
import { toDateTime, toEmail } from '../common/text-formats';

/** The e-mail is required: a buyer whose e-mail is not known yet is left out. */
export function encodeModernBuyer(buyer: Buyer | undefined) {
  const email = toEmail(buyer?.email);
  if (buyer === undefined || email === undefined) return undefined;
  const { company, loyalty, taxExemption } = buyer;
  return compact({
    first_name: buyer.firstName,
    last_name: buyer.lastName,
    full_name: buyer.fullName,
    email,
    phone_number: buyer.phoneNumber,
    customer_id: buyer.customerId,
    account_type: buyer.accountType,
    authentication_status: buyer.authenticationStatus,
    company:
      company &&
      compact({
        name: company.name,
        tax_id: company.taxId,
        department: company.department,
        cost_center: company.costCenter,
      }),
    loyalty:
      loyalty &&
      compact({
        tier: loyalty.tier,
        points_balance: loyalty.pointsBalance,
        member_since: toDateTime(loyalty.memberSince),
      }),
    tax_exemption:
      taxExemption &&
      compact({
        certificate_id: taxExemption.certificateId,
        certificate_type: taxExemption.certificateType,
        exempt_regions: taxExemption.exemptRegions && [...taxExemption.exemptRegions],
        expires_at: toDateTime(taxExemption.expiresAt),
      }),
  });
}
