import { computed, effect, inject, Injectable } from '@angular/core';
import { sessionEnded, type SessionEndReason } from '@minjiang/shared/identity';
import { Realtime } from '../api/realtime.ts';
import { type Ending, SessionEnd } from '../api/session-end.ts';
import { Session } from './session.ts';

const endingOf: Record<SessionEndReason, Ending> = {
  displaced: 'session-displaced',
  idle: 'session-idle',
  'signed-out': 'session-ended',
  'password-changed': 'session-ended',
  suspended: 'session-ended',
  expired: 'session-ended',
};

/** Keeps the socket open while somebody is signed in, and hears at once when the session ends elsewhere. */
@Injectable({ providedIn: 'root' })
export class SessionWatch {
  constructor() {
    const session = inject(Session);
    const realtime = inject(Realtime);
    const end = inject(SessionEnd);
    const who = computed(() => session.account()?.id);
    effect(() => {
      // Another person needs another socket: the old one listens for the session that it was opened with.
      realtime.disconnect();
      if (who()) void realtime.connect();
    });
    realtime.on('session:ended', (payload) => {
      const parsed = sessionEnded.safeParse(payload);
      end.report(parsed.success ? endingOf[parsed.data.reason] : 'session-ended');
    });
    realtime.on('connect:refused', (code) => {
      if (session.account() && typeof code === 'string') end.report(code);
    });
  }
}
