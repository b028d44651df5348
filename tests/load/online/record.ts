import { appendFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../RESULTS.md');

/** Appends a run to the kept results, with the day and the machine. */
export function recordResults(lines: readonly string[]): void {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 1e9).toFixed(0)} GB, Linux ${release()}, Node ${process.versions.node}`;
  const at = new Date().toISOString().slice(0, 16).replace('T', ' ');
  appendFileSync(file, `\n## ${at} UTC\n\n${machine}\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`);
}
