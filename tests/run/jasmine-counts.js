import { writeFileSync } from 'node:fs';

/** A reporter for Jasmine on Node that writes what it counted to the file named in MINJIANG_COUNTS. */
export default class JasmineCounts {
  #passed = 0;
  #failures = [];
  #skipped = [];

  specDone(result) {
    if (result.status === 'passed') this.#passed += 1;
    else if (result.status === 'failed') this.#fail(result);
    else if (result.status === 'pending') {
      this.#skipped.push({ name: result.fullName, reason: result.pendingReason || 'no reason given' });
    }
    // Written each time, so that a run that breaks off has told what it had done.
    this.#write();
  }

  suiteDone(result) {
    if (result.failedExpectations.length > 0) this.#fail(result);
  }

  jasmineDone(result) {
    for (const failure of result.failedExpectations ?? []) {
      this.#failures.push({ name: 'outside of any spec', detail: textOf(failure) });
    }
    if (result.overallStatus === 'incomplete') {
      this.#failures.push({ name: 'incomplete run', detail: result.incompleteReason ?? 'no reason given' });
    }
    this.#write(true);
  }

  #fail({ fullName, description, failedExpectations }) {
    const detail = failedExpectations.map(textOf).join('\n') || 'no expectation';
    this.#failures.push({ name: fullName ?? description, detail });
  }

  #write(whole = false) {
    const counts = { passed: this.#passed, failures: this.#failures, skipped: this.#skipped, whole };
    writeFileSync(process.env.MINJIANG_COUNTS, JSON.stringify(counts));
  }
}

function textOf({ message, stack }) {
  const places = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node_modules'));
  return [message, ...places.filter((line) => !line.includes('node:')).slice(0, 6)].join('\n');
}
