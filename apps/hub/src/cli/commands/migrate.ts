import type { Command } from 'commander';
import { loadConfig } from '../../config/load-config';
import { migrateDatabase } from '../../persistence/database';
import { print } from '../answer';
import { databaseOptions } from '../operator';
import type { Surroundings } from '../surroundings';

export function addMigrateCommand(program: Command, surroundings: Surroundings): void {
  program
    .command('migrate')
    .description('bring the database up to date; the server and every command do so by themselves, too')
    .option('--json', 'one JSON document')
    .action(async (options: { json?: boolean }) => {
      const applied = await migrateDatabase(
        databaseOptions(loadConfig(surroundings.environment), surroundings),
      );
      const human = applied.length === 0 ? 'Nothing to do.' : `Applied ${applied.join(', ')}.`;
      print(surroundings, { json: { applied }, human }, options);
    });
}
