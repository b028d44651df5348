import { until } from '../support/waiting.ts';
import { atSignIn, theHall, type Hall } from './hall.ts';
import { openNotifySocket } from './notify-socket.ts';
import type { Page } from './page.ts';
import type { Shell } from './shell.ts';

/** A third of what systemd waits before it kills the program; here it waits three seconds. */
const everyMs = 1000;
const hangMs = 7000;

/**
 * What the kiosk's service (`minjiang-client.service`) relies on to end a program that hangs. That it then starts it anew
 * is systemd's own part, and runs on a machine that was started by it.
 */
describe('the watchdog of a kiosk', () => {
  let hall: Hall;
  let shell: Shell;
  let page: Page;
  let notify: Awaited<ReturnType<typeof openNotifySocket>>;
  beforeAll(async () => {
    hall = await theHall();
    notify = await openNotifySocket();
    const env = { NOTIFY_SOCKET: notify.path, WATCHDOG_USEC: String(3 * everyMs * 1000) };
    ({ shell, page } = await hall.start(undefined, env));
    await atSignIn(page);
  }, 180_000);
  afterAll(() => notify.close());

  it('is told again and again that the program is well', async () => {
    const before = notify.times().length;
    await until('three words', () => Promise.resolve(notify.times().length >= before + 3), 10_000, 50);
  }, 20_000);

  it('hears nothing while the page hangs, and again when it goes on', async () => {
    const hangs = page.evaluate(
      `void (() => { for (const end = Date.now() + ${hangMs}; Date.now() < end; ); })()`,
    );
    await until('silence', () => Promise.resolve(notify.silentMs() > 3 * everyMs), hangMs);
    await hangs;
    await until('its word', () => Promise.resolve(notify.silentMs() < everyMs), 5_000, 50);
  }, 20_000);

  it('hears nothing of a program that was killed, however much of it is left', async () => {
    process.kill(shell.pid, 'SIGKILL');
    await shell.ended;
    await until('silence', () => Promise.resolve(notify.silentMs() > 3 * everyMs), 10_000);
    expect(notify.times().length).toBeGreaterThan(3);
  }, 20_000);
});
