import { posix, resolve } from 'node:path';
import { z } from 'zod';

const folder = z.object({ kind: z.literal('folder'), path: z.string().min(1) });

const sftp = z
  .object({
    kind: z.literal('sftp'),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(22),
    username: z.string().min(1),
    password: z.string().min(1).optional().meta({ secret: true }),
    privateKey: z
      .string()
      .regex(
        /^-----BEGIN /,
        'takes the key itself, as its file has it, from -----BEGIN on; not where the file is',
      )
      .optional()
      .meta({ secret: true }),
    passphrase: z.string().min(1).optional().meta({ secret: true }),
    /** As `ssh-keygen -lf` prints it: `SHA256:…`. Without it nothing is sent. */
    hostKey: z
      .string()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'is not a fingerprint such as ssh-keygen -lf prints, SHA256:…')
      .optional(),
    folder: z.string().default('.'),
  })
  .refine(({ password, privateKey }) => password !== undefined || privateKey !== undefined, {
    path: ['password'],
    message: 'give a password or a privateKey',
  });

const feedApi = z.object({
  kind: z.literal('feed_api'),
  /** Up to the feed's own resource, e.g. `https://agent.example/v1/feeds/feed_8f3K2x`. */
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1).meta({ secret: true }),
});

/** Stays with the hub: receivers fetch it by signed URLs. */
const download = z.object({ kind: z.literal('download') });

/** Where a feed goes, with what it takes to get in. */
export const feedTargetSchema = z.discriminatedUnion('kind', [folder, sftp, feedApi, download]);

export type FeedTarget = z.infer<typeof feedTargetSchema>;
export type FolderTarget = z.infer<typeof folder>;
export type SftpTarget = z.infer<typeof sftp>;
export type FeedApiTarget = z.infer<typeof feedApi>;

/** The folder that files are put into, spelled one way; `undefined` where each feed has a place of its own. */
export function folderOf(target: FeedTarget): string | undefined {
  switch (target.kind) {
    case 'folder':
      return resolve(target.path);
    case 'sftp':
      return `sftp://${target.username}@${target.host}:${target.port}/${posix.normalize(target.folder).replace(/(?<=.)\/$/, '')}`;
    case 'feed_api':
    case 'download':
      return undefined;
  }
}

/** Files are whole snapshots. */
export const takesChanges = ({ kind }: FeedTarget): boolean => kind === 'feed_api';

/** Whether what was delivered to the one is what the other has, whatever it takes to get in. */
export const isSamePlace = (one: FeedTarget, other: FeedTarget): boolean =>
  one.kind === other.kind &&
  folderOf(one) === folderOf(other) &&
  (one.kind !== 'feed_api' || other.kind !== 'feed_api' || one.url === other.url);
