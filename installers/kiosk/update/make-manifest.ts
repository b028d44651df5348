/**
 * Signs a package for the kiosks: `npm run update:manifest -- --package FILE.deb --key update-key.private.pem
 * --out FOLDER [--min-version 1.0.0]`. `--make-key FOLDER` makes the pair of keys once.
 */
import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { faultsIn, manifestText, type Manifest } from './manifest.ts';

function main(): void {
  const { values } = parseArgs({
    options: {
      package: { type: 'string' },
      key: { type: 'string' },
      out: { type: 'string' },
      'min-version': { type: 'string', default: '0.0.1' },
      'make-key': { type: 'string' },
    },
  });
  if (values['make-key'] !== undefined) return makeKey(resolve(values['make-key']));
  const { package: file, key, out } = values;
  if (file === undefined || key === undefined || out === undefined)
    throw new Error('需要 --package、--key 和 --out / --package, --key and --out are needed.');
  const [name, architecture, version] = ['Package', 'Architecture', 'Version'].map((field) =>
    execFileSync('dpkg-deb', ['--field', file, field], { encoding: 'utf8' }).trim(),
  ) as [string, string, string];
  const bytes = readFileSync(file);
  const manifest: Manifest = {
    name,
    architecture,
    version,
    file: basename(file),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    minVersion: values['min-version'],
  };
  const faults = faultsIn(manifest);
  if (faults.length > 0)
    throw new Error(`自助机不会接受 / Machines would refuse: ${faults.join(', ')} of ${basename(file)}.`);
  const text = manifestText(manifest);
  const privateKey = createPrivateKey(readFileSync(key));
  if (privateKey.asymmetricKeyType !== 'ed25519')
    throw new Error('签名密钥必须是 Ed25519 / The key must be Ed25519.');
  mkdirSync(out, { recursive: true });
  // The package comes first and the manifest last: whoever fetches in between meets the old pair, or finds the
  // signature wrong and comes again.
  if (resolve(file) !== resolve(join(out, manifest.file))) put(out, manifest.file, bytes);
  put(out, `manifest-${architecture}.json.sig`, sign(null, Buffer.from(text), privateKey));
  put(out, `manifest-${architecture}.json`, text);
  process.stdout.write(`${name} ${version} (${architecture}) → ${resolve(out)}\n`);
}

function put(folder: string, name: string, content: string | Buffer): void {
  const draft = join(folder, `.${name}.draft`);
  writeFileSync(draft, content);
  renameSync(draft, join(folder, name));
}

function makeKey(folder: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  mkdirSync(folder, { recursive: true });
  const secret = join(folder, 'update-key.private.pem');
  writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  writeFileSync(join(folder, 'update-key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  process.stdout.write(`${secret}：请离线保存 / Keep it off line. Machines get update-key.pem alone.\n`);
}

try {
  main();
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
}
