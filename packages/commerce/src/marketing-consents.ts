import type { MarketingConsent, PersonalData } from './buyer';

/** Only answers about channels that were offered, and on which the buyer can be reached. */
export const admissibleConsents = (
  personal: PersonalData,
  consents: readonly MarketingConsent[],
  offeredChannels: readonly string[],
): MarketingConsent[] =>
  consents.filter(({ channel }) => offeredChannels.includes(channel) && hasContact(personal, channel));

function hasContact({ buyer, fulfillment }: PersonalData, channel: string): boolean {
  const email = buyer?.email !== undefined;
  const phone = buyer?.phoneNumber !== undefined || fulfillment?.phoneNumber !== undefined;
  switch (channel) {
    case 'email':
      return email;
    case 'sms':
    case 'whatsapp':
    case 'phone':
      return phone;
    default:
      return email || phone;
  }
}
