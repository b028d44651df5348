import type { Counts } from './counts.ts';

/** One line for a suite: its name, what it counted and its seconds. */
export function lineOf(name: string, { passed, failures, skipped }: Counts, ms: number): string {
  const mark = failures.length > 0 ? '✗' : '✓';
  const counted = [
    `${passed} passed`,
    ...(failures.length > 0 ? [`${failures.length} failed`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ].join(', ');
  return `${mark} ${name.padEnd(8)} ${counted.padEnd(36)} ${(ms / 1000).toFixed(1).padStart(6)} s\n`;
}

const longest = 4_000;

/** Failures with what to read, and why something was skipped. */
export function detailsOf({ failures, skipped }: Counts): string {
  const lines = [
    ...failures.map(({ name, detail }) => `  ✗ ${name}\n${indented(shortened(detail.trim()))}`),
    ...reasonsOf(skipped).map(([reason, names]) => `  – skipped: ${reason} (${names.length}: ${names[0]} …)`),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function reasonsOf(skipped: Counts['skipped']): [reason: string, names: string[]][] {
  const reasons = new Map<string, string[]>();
  for (const { name, reason } of skipped) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  return [...reasons];
}

function indented(text: string): string {
  return text.replace(/^/gm, '      ');
}

function shortened(text: string): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}\n… (${text.length - longest} more characters)`;
}
