/** Loaded before a server: its machine's clock is an hour fast. */
const shiftMs = 3_600_000;
const Right = Date;

globalThis.Date = class extends Right {
  constructor(...given) {
    super(...(given.length === 0 ? [Right.now() + shiftMs] : given));
  }
  static now() {
    return Right.now() + shiftMs;
  }
};

// On the output, so that whoever starts it sees that it is so.
console.log(`its clock says ${Date.now()}`);
