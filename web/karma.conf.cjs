/** Chromium comes from CHROME_BIN; without --no-sandbox it refuses to run as root. */
// In the run of all suites the results are counted, not printed.
const counting = process.env.MINJIANG_COUNTS ? [require('../tests/run/karma-counts.cjs')] : [];

module.exports = (config) =>
  config.set({
    basePath: '',
    frameworks: ['jasmine'],
    plugins: [
      require('karma-jasmine'),
      require('karma-chrome-launcher'),
      require('karma-coverage'),
      ...counting,
    ],
    client: { jasmine: { random: true }, clearContext: true },
    reporters: counting.length > 0 ? ['counts'] : ['dots'],
    customLaunchers: {
      ChromeHeadlessSandboxless: {
        base: 'ChromeHeadless',
        flags: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-dev-shm-usage',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          '--autoplay-policy=no-user-gesture-required',
        ],
      },
    },
    browsers: ['ChromeHeadlessSandboxless'],
    browserNoActivityTimeout: 60_000,
    captureTimeout: 60_000,
    restartOnFileChange: true,
  });
