/**
 * What node:crypto has learned since Node 12, as far as the program's proof of its machine asks for it: X25519 (RFC 7748),
 * HKDF (RFC 5869), keys as JWK, base64url. Slow and not in constant time: for the run of an old Electron alone.
 */
const { Buffer } = require('buffer');
const crypto = require('crypto');

const toUrl = (text) => text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const toString = Buffer.prototype.toString;
Buffer.prototype.toString = function (encoding, ...rest) {
  if (encoding === 'base64url') return toUrl(toString.call(this, 'base64', ...rest));
  return toString.call(this, encoding, ...rest);
};
const from = Buffer.from.bind(Buffer);
Buffer.from = (value, encoding, ...rest) =>
  from(value, encoding === 'base64url' ? 'base64' : encoding, ...rest);
for (const { prototype } of [crypto.Hash, crypto.Hmac]) {
  const digest = prototype.digest;
  prototype.digest = function (encoding) {
    return encoding === 'base64url' ? toUrl(digest.call(this, 'base64')) : digest.call(this, encoding);
  };
}

const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');
const jwkOf = (raw, crv) => ({ kty: 'OKP', crv, x: raw.toString('base64url') });

/** An Ed25519 key that also tells itself as a JWK. */
function withJwk(key) {
  const plain = key.export.bind(key);
  key.export = (options) => {
    if (options.format !== 'jwk') return plain(options);
    const open = key.type === 'private' ? createPublicKey(key) : key;
    return jwkOf(open.export({ format: 'der', type: 'spki' }).subarray(-32), 'Ed25519');
  };
  return key;
}

const createPublicKey = crypto.createPublicKey;
crypto.createPublicKey = (given) => {
  const { key, format } = given;
  if (format !== 'jwk') return withJwk(createPublicKey(given));
  const raw = Buffer.from(key.x, 'base64url');
  if (raw.length !== 32) throw new Error('no key of 32 bytes');
  if (key.crv === 'X25519') return { type: 'public', raw };
  return withJwk(createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' }));
};
const createPrivateKey = crypto.createPrivateKey;
crypto.createPrivateKey = (given) => withJwk(createPrivateKey(given));

const generateKeyPairSync = crypto.generateKeyPairSync;
crypto.generateKeyPairSync = (type, options) => {
  if (type !== 'x25519') {
    const { publicKey, privateKey } = generateKeyPairSync(type, options);
    return { publicKey: withJwk(publicKey), privateKey: withJwk(privateKey) };
  }
  const secret = crypto.randomBytes(32);
  const raw = multiply(secret, Buffer.concat([Buffer.from([9]), Buffer.alloc(31)]));
  return { privateKey: { raw: secret }, publicKey: { raw, export: () => jwkOf(raw, 'X25519') } };
};

crypto.diffieHellman = ({ privateKey, publicKey }) => {
  const shared = multiply(privateKey.raw, publicKey.raw);
  if (shared.every((byte) => byte === 0)) throw new Error('nothing is agreed with this point');
  return shared;
};

crypto.hkdfSync = (hash, secret, salt, info, length) => {
  const mac = (key, ...parts) => {
    const made = crypto.createHmac(hash, key);
    for (const part of parts) made.update(part);
    return made.digest();
  };
  const key = mac(salt, secret);
  let block = Buffer.alloc(0);
  let made = Buffer.alloc(0);
  for (let i = 1; made.length < length; i += 1) {
    block = mac(key, block, info, Buffer.from([i]));
    made = Buffer.concat([made, block]);
  }
  return made.subarray(0, length);
};

const prime = 2n ** 255n - 19n;
const mod = (value) => ((value % prime) + prime) % prime;
const numberOf = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);

/** The ladder of RFC 7748, section 5. */
function multiply(scalar, point) {
  const clamped = Buffer.from(scalar);
  clamped[0] &= 248;
  clamped[31] = (clamped[31] & 127) | 64;
  const k = numberOf(clamped);
  const u = numberOf(point) & (2n ** 255n - 1n);
  let [x2, z2, x3, z3, swapped] = [1n, 0n, u, 1n, 0n];
  for (let t = 254n; t >= 0n; t -= 1n) {
    const bit = (k >> t) & 1n;
    if (swapped ^ bit) [x2, x3, z2, z3] = [x3, x2, z3, z2];
    swapped = bit;
    const [a, b, c, d] = [mod(x2 + z2), mod(x2 - z2), mod(x3 + z3), mod(x3 - z3)];
    const [aa, bb, da, cb] = [mod(a * a), mod(b * b), mod(d * a), mod(c * b)];
    const e = mod(aa - bb);
    x3 = mod((da + cb) ** 2n);
    z3 = mod(u * mod((da - cb) ** 2n));
    x2 = mod(aa * bb);
    z2 = mod(e * mod(aa + 121665n * e));
  }
  if (swapped) [x2, z2] = [x3, z3];
  const hex = mod(x2 * power(z2, prime - 2n))
    .toString(16)
    .padStart(64, '0');
  return Buffer.from(hex, 'hex').reverse();
}

function power(base, exponent) {
  let made = 1n;
  for (let left = exponent, square = base; left > 0n; left >>= 1n, square = mod(square * square))
    if (left & 1n) made = mod(made * square);
  return made;
}
