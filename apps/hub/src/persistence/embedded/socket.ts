import { createHash } from 'node:crypto';
import { lstatSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The role `initdb` creates. */
export const SUPERUSER = 'postgres';

/** The server listens on a socket in its own data directory, under PostgreSQL's usual name. */
const SOCKET_NAME = '.s.PGSQL.5432';

/** Bytes that fit into `sockaddr_un.sun_path` on every platform (macOS: 104 with the closing NUL). */
const LONGEST_PATH = 103;

/** `directory`, or a short link to it where a socket's address would not fit into its length limit. */
function shortName(directory: string): string {
  if (Buffer.byteLength(join(directory, SOCKET_NAME)) <= LONGEST_PATH) return directory;
  const link = join(tmpdir(), `acp-hub-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`);
  try {
    symlinkSync(directory, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (lstatSync(link).uid !== process.getuid?.() || readlinkSync(link) !== directory) {
      throw new Error(
        `${link} should be a link to ${directory}: remove it, or choose a shorter HUB_DATA_DIR.`,
      );
    }
  }
  return link;
}

/** The URL of `database` on the server of this data directory, for `role`; `pg` and libpq understand it. */
export function socketUrl(directory: string, role: string, database: string): string {
  return `postgres://${role}@${encodeURIComponent(shortName(directory))}:5432/${database}`;
}
