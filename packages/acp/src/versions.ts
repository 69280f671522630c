import { acpError, type AcpError } from './error';

/** The released protocol versions, oldest first. */
export const acpVersions = ['2025-09-29', '2025-12-12', '2026-01-16', '2026-01-30', '2026-04-17'] as const;

export type AcpVersion = (typeof acpVersions)[number];

export const newestVersion = '2026-04-17' satisfies AcpVersion;

/** Names that agents still send for a released version: OpenAI's examples say `2025-09-12`. */
const aliases: Readonly<Record<string, AcpVersion>> = { '2025-09-12': '2025-09-29' };

const isVersion = (text: string): text is AcpVersion => (acpVersions as readonly string[]).includes(text);

/** Which version the header `API-Version` asks for; there is no default. */
export function negotiateVersion(
  header: string | undefined,
): { readonly ok: true; readonly version: AcpVersion } | { readonly ok: false; readonly error: AcpError } {
  const wanted = header?.trim() ?? '';
  if (wanted === '') {
    return {
      ok: false,
      error: acpError(
        'missing_api_version',
        `Send the header API-Version with one of ${acpVersions.join(', ')}.`,
        {
          supportedVersions: acpVersions,
        },
      ),
    };
  }
  const version = isVersion(wanted) ? wanted : Object.hasOwn(aliases, wanted) ? aliases[wanted] : undefined;
  if (version !== undefined) return { ok: true, version };
  return {
    ok: false,
    error: acpError(
      'unsupported_api_version',
      `This API-Version is not supported; use one of ${acpVersions.join(', ')}.`,
      {
        supportedVersions: acpVersions,
      },
    ),
  };
}
