import { parentPort, workerData } from 'node:worker_threads';
import { readTable } from './read-table.ts';

const { file, mostRows } = workerData as { file: Uint8Array; mostRows: number };
parentPort?.postMessage(await readTable(Buffer.from(file), mostRows));
