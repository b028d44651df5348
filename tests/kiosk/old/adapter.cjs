/**
 * Lets the program run on Electron 9.4.1 (Node 12.14): loaded before it, with `electron -r`. Each part gives one thing of
 * the Electron the program is written for by what the old one has in its place; it decides nothing of its own.
 */
require('./language.cjs');
require('./crypto.cjs');
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const https = require('https');
const Module = require('module');
const timers = require('timers');
const electron = require('electron');
const { app, ipcMain, net } = electron;

const load = Module._load;
Module._load = (request, ...rest) => (request === 'fs/promises' ? fs.promises : load(request, ...rest));

// It had no safe storage: a machine without one keeps its key in a file of its own.
const safeStorage = { isAsyncEncryptionAvailable: () => Promise.resolve(false) };
if (!electron.safeStorage) Object.defineProperty(electron, 'safeStorage', { value: safeStorage });

// Both at once ended every page's process: the window asks for its own sandbox, and `--no-sandbox` is for root.
app.enableSandbox = () => undefined;

globalThis.performance = require('perf_hooks').performance;
globalThis.AbortSignal = { timeout: (ms) => ({ ms }) };
const hex = (bytes) => crypto.randomBytes(bytes).toString('hex');
crypto.randomUUID = () => `${hex(4)}-${hex(2)}-4${hex(2).slice(1)}-8${hex(2).slice(1)}-${hex(6)}`;

// The old `net` held answers to the program itself to the rule for pages of other origins (Cross-Origin-Resource-Policy),
// which the platform's carry; later ones do not. Node's own client asks instead.
net.fetch = (address, { signal }) =>
  new Promise((resolve, reject) => {
    const { get } = address.startsWith('https:') ? https : http;
    const request = get(address, { agent: false }, (response) => {
      timers.clearTimeout(late);
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('end', () =>
        resolve({ status: response.statusCode, json: () => Promise.resolve(JSON.parse(text)) }),
      );
    });
    const late = timers.setTimeout(() => request.destroy(new Error('no answer in time')), signal.ms);
    request.on('error', (fault) => {
      timers.clearTimeout(late);
      reject(fault);
    });
  });

app.on('session-created', (session) => {
  session.clearData = () => Promise.all([session.clearStorageData(), session.clearCache()]);
  const clearAuthCache = session.clearAuthCache.bind(session);
  session.clearAuthCache = () => clearAuthCache({ type: 'password' });
  session.closeAllConnections = session.closeAllConnections || (() => Promise.resolve());
});

app.on('web-contents-created', (_event, contents) => {
  // Events carried their address beside them, and those of subframes could not be refused.
  contents.on('will-navigate', (event, url) => {
    event.url = url;
    contents.emit('will-frame-navigate', event);
  });
  contents.on('will-redirect', (event, url) => {
    event.url = url;
  });
  contents.setWindowOpenHandler = (decide) => {
    contents.on('new-window', (event, url) => {
      if (decide({ url }).action === 'deny') event.preventDefault();
    });
  };
  // Keys alone: movements and touches were not told.
  contents.on('before-input-event', (event, input) => contents.emit('input-event', event, input));
  const mainFrame = Object.defineProperty({}, 'url', { get: () => contents.getURL() });
  Object.defineProperty(contents, 'mainFrame', { value: mainFrame });
});

// The portal has one frame.
const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, listener) =>
  handle(channel, (event, ...rest) => {
    event.senderFrame = event.sender.mainFrame;
    return listener(event, ...rest);
  });
const hear = ipcMain.on.bind(ipcMain);
ipcMain.on = (channel, listener) =>
  hear(channel, (event, ...rest) => {
    event.senderFrame = event.sender.mainFrame;
    return listener(event, ...rest);
  });
