import { resolve } from 'node:path';
import type { Command } from 'commander';
import { pc } from '../terminal/colours';
import { parseJson } from '../json/json';
import { textAt } from '../json/read';
import { EXIT } from '../terminal/exit-code';
import type { Terminal } from '../terminal/terminal';
import { openJournal } from './journal';
import type { Received } from './received';
import { startInbox } from './server';
import { checkSignature, type SignatureVerdict } from './signature';

interface InboxOptions {
  port: string;
  file: string;
  secret?: string;
}

export function addInboxCommand(program: Command, terminal: Terminal): void {
  program
    .command('inbox')
    .description('receive webhooks as an agent does, and list them at /received')
    .option('--port <number>', 'where to listen; 0 for any free port', '8092')
    .option('--file <jsonl>', 'where webhooks are kept', '.acp-hub/inbox.jsonl')
    .option('--secret <secret>', 'check signatures with this secret')
    .action(async (options: InboxOptions) => {
      const port = Number(options.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        terminal.err(`--port ${options.port} is not a port number.`);
        terminal.exit(EXIT.usage);
        return;
      }
      const journal = await openJournal(resolve(options.file));
      const inbox = await startInbox(port, journal, (webhook) =>
        terminal.out(describe(webhook, options.secret)),
      );
      terminal.out(
        `${pc.bold('Inbox')} at http://localhost:${inbox.port}/webhooks/<agent>, list at /received`,
      );
      const stop = () => void inbox.close().then(() => journal.close());
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
    });
}

function describe(webhook: Received, secret: string | undefined): string {
  const event = parseJson(webhook.body);
  const type = textAt(event, 'type') ?? 'not JSON';
  const order = textAt(event, 'data', 'id') ?? textAt(event, 'data', 'checkout_session_id') ?? '';
  const status = textAt(event, 'data', 'status') ?? '';
  const words = [pc.dim(webhook.received_at), pc.bold(webhook.agent), type, order, status];
  if (secret !== undefined) {
    const arrived = Date.parse(webhook.received_at);
    words.push(describeVerdict(checkSignature(webhook.headers, webhook.body, secret, arrived)));
  }
  return words.filter((word) => word !== '').join('  ');
}

function describeVerdict(verdict: SignatureVerdict): string {
  switch (verdict.kind) {
    case 'valid':
      return pc.green('signature ✓');
    case 'missing':
      return pc.yellow('not signed');
    case 'invalid':
      return pc.red(`signature ✗ ${verdict.problem}`);
  }
}
