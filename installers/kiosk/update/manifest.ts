/** What a platform says of the newest client for one architecture. The file is signed as it stands, byte by byte. */
export interface Manifest {
  readonly name: string;
  readonly architecture: string;
  readonly version: string;
  /** Name of the package, beside the manifest. */
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  /** The oldest installed version that may go to this one directly. */
  readonly minVersion: string;
}

const version = /^\d+\.\d+\.\d+$/;
const rules: { readonly [Key in keyof Manifest]: (value: string) => boolean } = {
  name: (value) => /^minjiang-[a-z-]+$/.test(value),
  architecture: (value) => /^(amd64|arm64)$/.test(value),
  version: (value) => version.test(value),
  file: (value) => /^minjiang-[A-Za-z0-9._-]+\.deb$/.test(value),
  sha256: (value) => /^[0-9a-f]{64}$/.test(value),
  size: (value) => /^[1-9]\d{0,9}$/.test(value),
  minVersion: (value) => version.test(value),
};

/** Names of the fields that a machine would not take. */
export function faultsIn(manifest: Manifest): string[] {
  const faults = (Object.keys(rules) as (keyof Manifest)[]).filter(
    (key) => !rules[key](String(manifest[key])),
  );
  return isOlder(manifest.version, manifest.minVersion) ? [...faults, 'minVersion'] : faults;
}

/** One field on a line, in a fixed order: the machine reads it with sed, after the signature was found good. */
export function manifestText(manifest: Manifest): string {
  const { name, architecture, version: own, file, sha256, size, minVersion } = manifest;
  return `${JSON.stringify({ name, architecture, version: own, file, sha256, size, minVersion }, null, 2)}\n`;
}

function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((each) => each.split('.').map(Number)) as [number[], number[]];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at >= 0 && left[at]! < right[at]!;
}
