import { clockJumps } from './clock';
import { partnersAway } from './cut-off';
import { databaseRestarts } from './database';
import { redisForgets } from './redis';

export const disturbances = [databaseRestarts, redisForgets, partnersAway, clockJumps];
export { runDisturbance, type DisturbanceReport } from './run-disturbance';
