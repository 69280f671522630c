import type { Dialect } from './dialect';
import { v20250929 } from './v2025-09-29';
import { nestedOptions } from './v2025-12-12';
import { flatOptions } from './v2026-01-30';
import type { Version } from './version';

const dialects: Readonly<Record<Version, Dialect>> = {
  '2025-09-29': v20250929,
  '2025-12-12': nestedOptions('2025-12-12'),
  '2026-01-16': nestedOptions('2026-01-16'),
  '2026-01-30': flatOptions('2026-01-30'),
  '2026-04-17': flatOptions('2026-04-17'),
};

export const dialectOf = (version: Version): Dialect => dialects[version];
