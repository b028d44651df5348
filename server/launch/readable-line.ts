const names: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};
const dull = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'name']);

/** A line of the JSON log as a person reads it: time, level if it matters, text, then what else it tells. */
export function readableLine(line: string): string {
  const entry = parsed(line);
  if (!entry) return line;
  const time = new Date(entry['time'] as number | string);
  const words = [
    Number.isNaN(time.getTime()) ? '' : time.toTimeString().slice(0, 8),
    names[Number(entry['level'])] ?? '',
    typeof entry['msg'] === 'string' ? entry['msg'] : '',
    ...Object.entries(entry)
      .filter(([name]) => !dull.has(name))
      .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`),
  ];
  return words.filter((word) => word !== '').join(' ');
}

function parsed(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
