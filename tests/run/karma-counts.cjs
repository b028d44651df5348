/* A reporter for Karma that writes what it counted to the file named in MINJIANG_COUNTS. */
const { writeFileSync } = require('node:fs');

function KarmaCounts() {
  const counts = { passed: 0, failures: [], skipped: [], whole: false };
  const write = () => writeFileSync(process.env.MINJIANG_COUNTS, JSON.stringify(counts));
  this.adapters = [];
  this.onSpecComplete = (_browser, result) => {
    const name = [...result.suite, result.description].join(' ');
    if (result.skipped || result.pending) {
      counts.skipped.push({ name, reason: result.pendingReason || 'marked as pending' });
    } else if (result.success) counts.passed += 1;
    else counts.failures.push({ name, detail: result.log.join('\n') });
  };
  this.onBrowserError = (_browser, error) => {
    counts.failures.push({ name: 'the page of the specs', detail: String(error?.message ?? error) });
  };
  this.onBrowserLog = () => undefined;
  this.onRunComplete = (_browsers, results) => {
    if (results.disconnected) counts.failures.push({ name: 'the browser', detail: 'it was disconnected' });
    counts.whole = true;
    write();
  };
}

module.exports = { 'reporter:counts': ['type', KarmaCounts] };
