import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import {
  bridgeKey,
  bridgeVersion,
  eventChannel,
  pageAnswers,
  requestChannel,
  shellEvent,
  type PageAnswer,
  type PageRequest,
  type ShellBridge,
} from '@minjiang/shared/desktop';
import * as z from 'zod';

// Schemas compiled with `new Function` would break the portal's content security policy.
z.config({ jitless: true });

async function ask<Ask extends PageRequest['ask']>(name: Ask): Promise<PageAnswer<Ask>> {
  const request: PageRequest = { bridge: bridgeVersion, ask: name };
  const answer: unknown = await ipcRenderer.invoke(requestChannel, request);
  return pageAnswers[name].parse(answer) as PageAnswer<Ask>;
}

const bridge: ShellBridge = {
  version: bridgeVersion,
  facts: () => ask('facts'),
  resume: () => ask('resume'),
  retry: () => ask('retry'),
  onAttention(listener) {
    const hear = (_event: IpcRendererEvent, message: unknown) => listener(shellEvent.parse(message).change);
    ipcRenderer.on(eventChannel, hear);
    return () => void ipcRenderer.off(eventChannel, hear);
  },
};

contextBridge.exposeInMainWorld(bridgeKey, bridge);
