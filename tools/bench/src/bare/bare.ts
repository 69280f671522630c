import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../free-port';
import { startProcess, type Running } from '../running';
import type { BareSettings } from './main';
import { CREATE_TABLES } from './tables';

export interface Bare extends Running {
  readonly baseUrl: string;
  /** It asks nobody who he is. */
  readonly token: string;
}

/** Starts `node:http` and `pg` with nothing between, on tables of its own beside the hub's. */
export async function startBare(settings: Omit<BareSettings, 'port'>): Promise<Bare> {
  const client = new Client(settings.databaseUrl);
  await client.connect();
  await client.query(CREATE_TABLES);
  await client.end();

  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const complete: BareSettings = { ...settings, port };
  const environment = { NODE_ENV: 'production', BARE_SETTINGS: JSON.stringify(complete) };
  const running = await startProcess(join(__dirname, 'main.js'), environment, baseUrl);
  return { ...running, baseUrl, token: 'none' };
}
