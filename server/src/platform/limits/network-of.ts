import { isIPv6 } from 'node:net';

/** Whom an address stands for: itself, and of IPv6 its /64, which one household or centre has for itself. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!isIPv6(address)) return address;
  const [left = [], right] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const given = [...left, ...(right ?? [])].reduce((sum, group) => sum + (group.includes('.') ? 2 : 1), 0);
  const between = right ? Array.from({ length: 8 - given }, () => '0') : [];
  const network = [...left, ...between, ...(right ?? [])].slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
