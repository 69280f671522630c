import { codec as codec20250929 } from './2025-09-29';
import { codec as codec20251212 } from './2025-12-12';
import { codec as codec20260116 } from './2026-01-16';
import { codec as codec20260130 } from './2026-01-30';
import { codec as codec20260417 } from './2026-04-17';
import type { AcpCodec } from './codec';
import type { AcpVersion } from './versions';

const codecs: Readonly<Record<AcpVersion, AcpCodec>> = {
  '2025-09-29': codec20250929,
  '2025-12-12': codec20251212,
  '2026-01-16': codec20260116,
  '2026-01-30': codec20260130,
  '2026-04-17': codec20260417,
};

/** The codec of a negotiated version. */
export const codecOf = (version: AcpVersion): AcpCodec => codecs[version];
