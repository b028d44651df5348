import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import {
  bridgeKey,
  bridgeVersion,
  eventChannel,
  pageAnswers,
  requestAtOnceChannel,
  requestChannel,
  shellEvent,
  type Asked,
  type AskedOf,
  type PageAnswer,
  type ShellBridge,
  type ShellEvent,
} from '@minjiang/shared/desktop';
import * as z from 'zod';
import { refuseForeign } from './integrity/refuse-foreign.ts';
import { kioskArgument } from './platform/kiosk-argument.ts';

// Schemas compiled with `new Function` would break the portal's content security policy.
z.config({ jitless: true });

async function ask<Ask extends Asked>(name: Ask, of?: AskedOf<Ask>): Promise<PageAnswer<Ask>> {
  const request = { bridge: bridgeVersion, ask: name, ...(of === undefined ? {} : { of }) };
  const answer: unknown = await ipcRenderer.invoke(requestChannel, request);
  return pageAnswers[name].parse(answer) as PageAnswer<Ask>;
}

type Told<Name extends ShellEvent['event']> = Extract<ShellEvent, { event: Name }>;

function onEvent<Name extends ShellEvent['event']>(name: Name, listener: (told: Told<Name>) => void) {
  const hear = (_event: IpcRendererEvent, message: unknown) => {
    const told = shellEvent.parse(message);
    if (told.event === name) listener(told as Told<Name>);
  };
  ipcRenderer.on(eventChannel, hear);
  return () => void ipcRenderer.off(eventChannel, hear);
}
if (process.argv.includes(kioskArgument)) refuseForeign(globalThis as unknown as EventTarget);

const bridge: ShellBridge = {
  version: bridgeVersion,
  facts: () => ask('facts'),
  resume: () => ask('resume'),
  retry: () => ask('retry'),
  staffPage: () => ask('staffPage'),
  staffExit: (password) => ask('staffExit', password),
  staffReturn: () => ask('staffReturn'),
  enrolment: (code) => ask('enrolment', { code }),
  enrolled: (deviceId) => ask('enrolled', { deviceId }),
  openLease: (opening) => ask('openLease', opening),
  agree: (agreed) => ask('agree', agreed),
  seal: (sealing) => ask('seal', sealing),
  sealAtOnce(sealing) {
    const request = { bridge: bridgeVersion, ask: 'seal', of: sealing };
    const answer: unknown = ipcRenderer.sendSync(requestAtOnceChannel, request);
    return pageAnswers.seal.parse(answer);
  },
  onAttention: (listener) => onEvent('attention', ({ change }) => listener(change)),
  onMessages: (listener) => onEvent('messages', ({ messages }) => listener(messages)),
  read: (messageId) => ask('read', { messageId }),
  onParting: (listener) => onEvent('parting', () => listener()),
  parted: () => ask('parted'),
};

contextBridge.exposeInMainWorld(bridgeKey, bridge);
