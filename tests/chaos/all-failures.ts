import { connectionsTaken, leasesLocked, postgresGone, postgresKilled } from './failures/database.ts';
import type { Failure } from './failures/failure.ts';
import { allKilled, clockWrong, processFrozen, processKilled } from './failures/processes.ts';
import {
  databaseDiskFull,
  dataDiskFull,
  networkBroken,
  networkDeaf,
  redisGone,
} from './failures/surroundings.ts';

export const failures: readonly Failure[] = [
  processKilled,
  allKilled,
  postgresKilled,
  postgresGone,
  redisGone,
  networkDeaf,
  networkBroken,
  connectionsTaken,
  leasesLocked,
  processFrozen,
  clockWrong,
  dataDiskFull,
  databaseDiskFull,
];
