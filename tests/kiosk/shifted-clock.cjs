/** A machine whose clock goes wrong by three hours: loaded before the program, with `electron -r`. */
const aheadMs = 3 * 3_600_000;
const now = Date.now;
Date.now = () => now() + aheadMs;
