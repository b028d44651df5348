import { join } from 'node:path';
import { bridgeVersion, type ShellFacts } from '@minjiang/shared/desktop';
import { linkNamespace } from '@minjiang/shared/identity';
import { app } from 'electron';
import { mayNavigate, mayUse } from './integrity/navigation-policy.ts';
import { answerSecondStart } from './integrity/second-start.ts';
import { watchFocus } from './integrity/watch-focus.ts';
import { lockdownOperations } from './lockdown/lockdown-operations.ts';
import { planLockdown } from './lockdown/lockdown-plan.ts';
import { performAll } from './lockdown/operation.ts';
import { electronAnswering } from './platform/answering.electron.ts';
import { electronClipboard } from './platform/clipboard.electron.ts';
import { kioskArgument } from './platform/kiosk-argument.ts';
import { staffExit, staffExitCode } from './leaving/staff-exit.ts';
import { isStaffCombination } from './lockdown/blocked-keys.ts';
import { staffPage } from './session/staff-page.ts';
import { electronBrowserStorage } from './platform/browser-storage.electron.ts';
import { systemClock } from './platform/clock.ts';
import { electronDisplays } from './platform/displays.electron.ts';
import { readFirst } from './platform/first-file.ts';
import { giveUpStart } from './platform/give-up.electron.ts';
import { log } from './platform/log.ts';
import { openWindow } from './platform/open-window.electron.ts';
import { electronPageChannel } from './platform/page-channel.electron.ts';
import { electronPower } from './platform/power.electron.ts';
import { electronProcesses } from './platform/processes.electron.ts';
import { electronServerProbe } from './platform/server-probe.electron.ts';
import { ownFile } from './platform/own-file.ts';
import { serverSocket } from './platform/server-socket.ts';
import { systemSessionBus } from './platform/session-bus.ts';
import { electronSecretStore } from './platform/secret-store.electron.ts';
import { electronShellWindow } from './platform/shell-window.electron.ts';
import { electronShortcuts } from './platform/shortcuts.electron.ts';
import { electronVisitor } from './platform/visitor.electron.ts';
import { tellWatchdog } from './platform/watchdog.ts';
import { deviceProof } from './proof/device-proof.ts';
import { takeMachineKey } from './proof/machine-key.ts';
import { beginRemote } from './remote/begin-remote.ts';
import { partFromPage } from './remote/part-from-page.ts';
import { sessionSignals } from './remote/session-signals.ts';
import { answerPage, sealAtOnce } from './session/answer-page.ts';
import { ConfigurationFault, configurationPaths, parseConfiguration } from './session/configuration.ts';
import { lockedPage, outdatedPage } from './session/cover-pages.ts';
import { keepPortal } from './session/keep-portal.ts';
import { keepVisit } from './session/keep-visit.ts';
import { keepWatchdog, watchdogEvery } from './session/keep-watchdog.ts';
import { systemMachine } from './platform/machine.ts';
import { logindSensor, remoteSensor } from './sensing/session-sensors.ts';
import { watchMachine } from './sensing/watch-machine.ts';
import { noNetworkPage } from './session/no-network-page.ts';
import { texts } from './session/texts.ts';

/** The program ends with this code when it is to be started anew; its service does so for every code. */
const restartCode = 75;
/** So long a server that says nothing keeps the portal away. */
const versionWithinMs = 3_000;
const personFolder = join(app.getPath('appData'), 'minjiang');

// 1. Single instance: one program for this person on this machine, whatever it was started with.
app.enableSandbox();
app.setPath('userData', personFolder);
const processes = electronProcesses();
if (processes.claimSingleInstance()) void start().catch((fault: unknown) => giveUpStart(fault, processes));
else processes.exit(0);

/** Everything after the first step; the order is the order in which a start can fail with the least harm. */
async function start(): Promise<void> {
  await app.whenReady();

  // 2. Configuration
  const programData = process.env['ProgramData'] ?? 'C:\\ProgramData';
  const places = configurationPaths(process.platform, { programData, person: personFolder });
  const text = await readFirst(places);
  if (text === undefined)
    throw new ConfigurationFault(`${texts['zh-CN'].start.missing}\n${places.join('\n')}`);
  const configured = parseConfiguration(text);
  const { server, mode, locale, maxDisplays, idleMinutes, contentProtection } = configured;

  // 3. Device proof: the count of this start is on disk before anybody hears of it.
  const store = await electronSecretStore(join(personFolder, 'machine.key'));
  const sensed = watchMachine(systemMachine(process.env), systemClock);
  sensed.onChange((signals) => log('sensed', { signals }));
  const proof = deviceProof({
    key: await takeMachineKey(store),
    origin: server,
    program: app.getVersion(),
    keyStore: store.keyStore,
    wallNow: Date.now,
    signals: () => sensed.signals(),
  });

  // 4. Window
  const browserWindow = openWindow({
    preload: join(import.meta.dirname, 'preload.cjs'),
    // Without `persist:` all of a session is in memory: a kiosk that loses its power keeps nothing of its learner.
    partition: mode === 'kiosk' ? 'kiosk' : 'persist:home',
    told: mode === 'kiosk' ? [kioskArgument] : [],
    mayNavigate: (address) => mayNavigate(address, server),
    mayUse: (wish) => mayUse(wish, server, mode),
  });
  const window = electronShellWindow(browserWindow);
  processes.onSecondStart(() => window.bringToFront(answerSecondStart(window.facts())));

  const toldEvery = watchdogEvery(process.env['WATCHDOG_USEC']);
  if (toldEvery !== undefined)
    keepWatchdog(systemClock, toldEvery, electronAnswering(browserWindow, systemClock), tellWatchdog);

  // 5. Bridge
  const channel = electronPageChannel(browserWindow);
  const power = electronPower();
  const displays = electronDisplays();
  const signals = sessionSignals();
  const logind = process.platform === 'linux' ? [logindSensor(systemSessionBus(), systemClock, log)] : [];
  const focus = watchFocus(
    window,
    displays,
    [remoteSensor(sensed), ...[power, ...logind].map((session) => signals.along(session))],
    { maxDisplays },
    (change) => channel.send({ bridge: bridgeVersion, event: 'attention', change }),
  );
  // At home a window is closed like any other.
  const staffPassword = mode === 'kiosk' ? configured.staffPassword : undefined;
  const leavable = staffPassword !== undefined;
  const probe = electronServerProbe(server);
  const portal = keepPortal(window, probe, systemClock, server, {
    noNetwork: noNetworkPage(locale, texts[locale], leavable),
    staff: staffPage(locale, texts[locale]),
  });
  const storage = electronBrowserStorage(browserWindow.webContents.session);
  const visitor = electronVisitor(browserWindow);
  const parting = partFromPage(systemClock, () => channel.send({ bridge: bridgeVersion, event: 'parting' }));
  const program = app.getVersion();
  const remote = await beginRemote({
    facts: {
      program,
      electron: process.versions.electron,
      platform: process.platform,
      keyStore: store.keyStore,
    },
    store: ownFile(join(personFolder, 'remote.json')),
    socket: serverSocket(`${server}${linkNamespace}`),
    clock: systemClock,
    signals: [signals, { current: () => sensed.signals(), onChange: (tell) => void sensed.onChange(tell) }],
    lockMachine: (locked) => focus.lockMachine(locked),
    part: () => parting.part(),
    cover(which) {
      if (which === null) portal.cover(null);
      else if (which === 'locked') portal.cover(lockedPage(locale, texts[locale]));
      else portal.cover(outdatedPage(locale, texts[locale], { program, least: which.outdated }));
    },
    forgetPerson: () => storage.wipe(),
    showMessages: (messages) =>
      channel.send({ bridge: bridgeVersion, event: 'messages', messages: [...messages] }),
    restart: () => Promise.resolve(processes.end(restartCode)),
    giveUp(fault) {
      log('not carried out', { fault: String(fault) });
      processes.exit(1);
    },
    ...{ proof, displays, visitor, log },
  });
  const showStaffPage = () => {
    if (leavable) void parting.part().then(() => portal.staff(true));
    return leavable;
  };
  const leave = staffExit({
    kept: staffPassword ?? '',
    memory: ownFile(join(personFolder, 'staff-attempts.json')),
    wallNow: Date.now,
    leave: () => processes.end(staffExitCode),
  });
  window.onKey((key) => {
    if (isStaffCombination(key)) showStaffPage();
  });
  const facts = (): ShellFacts => ({
    bridge: bridgeVersion,
    mode,
    program,
    machine: proof.machine(),
    attention: focus.attention(),
    messages: remote.messages(),
    leavable,
  });
  channel.onRequest(
    answerPage(server, {
      ...proof,
      facts,
      resume: () => focus.resume(),
      retry: () => portal.retry(),
      enrolled: (of) => remote.enrolled(of),
      read: ({ messageId }) => remote.read(messageId),
      parted: () => parting.parted(),
      staffPage: showStaffPage,
      staffExit: leave,
      staffReturn() {
        portal.staff(false);
        return true;
      },
    }),
  );
  channel.onRequestAtOnce(sealAtOnce(server, proof.seal));

  // 6. Lockdown
  const clipboard = electronClipboard();
  const operations = lockdownOperations(
    window,
    storage,
    clipboard,
    power,
    electronShortcuts(),
    (combinations) => log('shortcuts kept by the system', { combinations }),
  );
  const unlock = await performAll(planLockdown({ mode, contentProtection }).map((name) => operations[name]));
  processes.beforeExit(async () => {
    const notUndone = await unlock();
    if (notUndone.length > 0) log('lockdown not undone', { notUndone });
  });

  // 7. Server reachable and version allowed, then the portal
  const checkVersion = async () => {
    const leastProgram = await probe.leastProgram();
    if (leastProgram !== undefined) remote.hear({ leastProgram });
  };
  await Promise.race([checkVersion(), new Promise<void>((go) => systemClock.after(versionWithinMs, go))]);
  window.onLoad((event) => {
    if (event.kind === 'loaded' && mayNavigate(event.url, server)) void checkVersion();
  });
  portal.begin();
  if (mode === 'kiosk') {
    const clear = async () => {
      await storage.wipe();
      clipboard.clear();
      portal.staff(false);
      portal.begin();
      log('cleared', {});
    };
    // All of the session is in memory: a program that ends has forgotten it too.
    keepVisit(visitor, systemClock, idleMinutes * 60_000, clear, (fault) => {
      log('not cleared', { fault: String(fault) });
      processes.exit(1);
    });
  }

  // 8. Link to the server, whoever is signed in
  remote.open();
  log('started', { mode, server });
}
