/** Writes one JSON line to standard output. Facts are about the program and the machine, never about a person. */
export function log(message: string, facts: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), message, ...facts })}\n`);
}
