/** `Acme Café` → `Acme_Cafe-Signature`: the header OpenAI's documentation asks for, in RFC 9110 token characters. */
export function merchantSignatureHeader(merchantName: string): string {
  const ascii = merchantName.normalize('NFKD').replace(/\p{Mark}/gu, '');
  const token = ascii.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return `${token === '' ? 'Merchant' : token}-Signature`;
}
