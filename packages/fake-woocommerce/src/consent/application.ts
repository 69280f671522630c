import { one, type Query } from '../rest/rest';
import type { Permission } from '../rest/authenticate';

/** What an application asks a merchant for, by the parameters of `/wc-auth/v1/authorize`. */
export interface Application {
  readonly name: string;
  /** The application's own, handed back as it came. */
  readonly userId: string;
  readonly returnUrl: string;
  readonly callbackUrl: string;
  readonly scope: Permission;
}

export type ReadApplication =
  | { readonly kind: 'read'; readonly application: Application }
  | { readonly kind: 'refused'; readonly why: string };

const NAMES = ['app_name', 'user_id', 'return_url', 'callback_url', 'scope'] as const;

/** As WC_Auth::make_validation asks, in its order. */
export function readApplication(query: Query): ReadApplication {
  const refused = (why: string): ReadApplication => ({ kind: 'refused', why });
  const given = Object.fromEntries(NAMES.map((name) => [name, one(query[name]) ?? '']));
  const missing = NAMES.find((name) => given[name] === '');
  if (missing !== undefined) return refused(`Missing parameter ${missing}`);
  const { app_name = '', user_id = '', scope = '' } = given;
  if (!isPermission(scope)) return refused(`Invalid scope ${scope}`);
  const [returnUrl, callbackUrl] = [given['return_url'], given['callback_url']].map((url = '') =>
    url.includes('://') ? url : `https://${url}`,
  );
  if (returnUrl === undefined || !URL.canParse(returnUrl))
    return refused('The return_url is not a valid URL');
  if (callbackUrl === undefined || !URL.canParse(callbackUrl))
    return refused('The callback_url is not a valid URL');
  if (!/^https:/i.test(callbackUrl)) return refused('The callback_url needs to be over SSL');
  return { kind: 'read', application: { name: app_name, userId: user_id, returnUrl, callbackUrl, scope } };
}

const isPermission = (text: string): text is Permission => ['read', 'write', 'read_write'].includes(text);

/** Where the merchant goes back to. */
export function returnTo({ returnUrl, userId }: Application, isGranted: boolean): string {
  const url = new URL(returnUrl);
  url.searchParams.set('success', isGranted ? '1' : '0');
  url.searchParams.set('user_id', userId);
  return url.href;
}
