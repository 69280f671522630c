import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../src/config/real-port';

/** Where distributions put it; it wants to be called by its full path. */
const SSHD = '/usr/sbin/sshd';

/** It takes root to install. Where it is missing its tests are counted as skipped; `.ci/run` installs it and skips none. */
export const sshdIsInstalled =
  spawnSync(SSHD, ['-V']).error === undefined && spawnSync('ssh-keygen', ['-?']).error === undefined;

/** Whom the server runs as and lets in: nobody where we are root. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const account = isRoot
  ? { uid: NOBODY, gid: NOBODY, name: 'nobody' }
  : { ...userInfo(), name: userInfo().username };

function makeKey(file: string): {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly fingerprint: string;
} {
  spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  const [, fingerprint = ''] = spawnSync('ssh-keygen', ['-lf', file]).stdout.toString().split(' ');
  return {
    privateKey: readFileSync(file, 'utf8'),
    publicKey: readFileSync(`${file}.pub`, 'utf8'),
    fingerprint,
  };
}

/**
 * A real OpenSSH server that serves files alone, to one user by key.
 * @param mostBlocks kilobytes a file may have before the session that writes it is killed.
 */
export async function startSftpServer(mostBlocks?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'acp-hub-sftp-'));
  const root = join(folder, 'root');
  mkdirSync(root);
  const host = makeKey(join(folder, 'host'));
  const user = makeKey(join(folder, 'user'));
  const port = await freePort('127.0.0.1');
  const authorized = join(folder, 'authorized_keys');
  writeFileSync(authorized, user.publicKey);
  const settings = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${authorized}`,
    'PidFile none',
    'StrictModes no',
    // Without it an account that has no password counts as locked.
    'UsePAM yes',
    'PasswordAuthentication no',
    'Subsystem sftp internal-sftp',
    'ForceCommand internal-sftp',
  ];
  const config = join(folder, 'sshd_config');
  writeFileSync(config, `${settings.join('\n')}\n`);
  if (isRoot)
    for (const path of [folder, root, join(folder, 'host')]) chownSync(path, account.uid, account.gid);
  const limit = mostBlocks === undefined ? '' : `ulimit -f ${mostBlocks}; `;
  const server = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', SSHD, '-D', '-e', '-f', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? { uid: account.uid, gid: account.gid } : {}),
  });
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  for (let tries = 0; !(await answers()); tries += 1) {
    if (tries === 200 || server.exitCode !== null) throw new Error(`sshd does not start: ${log}`);
    await pause(50);
  }
  return {
    root,
    target: {
      kind: 'sftp' as const,
      host: '127.0.0.1',
      port,
      username: account.name,
      privateKey: user.privateKey,
      hostKey: host.fingerprint,
      folder: root,
    },
    log: () => log,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
