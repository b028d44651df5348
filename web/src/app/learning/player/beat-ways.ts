import { type Beat, type BeatsAnswer, beatsAnswer, learningRoutes } from '@minjiang/shared/learning';
import type { Api } from '../../api/api.ts';
import { Problem } from '../../api/problem.ts';
import type { Realtime } from '../../api/realtime.ts';
import type { BeatWays } from './beat-sender.ts';
import type { MachineWord } from './machine-word.ts';

const socketAnswerMs = 8000;
/** A server that is alive answers a beat within this time, or not at all. */
const httpAnswerMs = 20_000;

/** The ways of beats to the server: the socket while it is connected, else HTTP. */
export function beatWays(
  api: Api,
  realtime: Realtime,
  machine: Pick<MachineWord, 'seal' | 'sealAtOnce'>,
): BeatWays {
  async function overSocket(beats: readonly Beat[]): Promise<BeatsAnswer> {
    const answer = await realtime.ask('study:beats', { beats }, socketAnswerMs);
    const parsed = beatsAnswer.safeParse(answer);
    if (!parsed.success) throw new Problem({ code: 'answer-shape', status: 200 });
    return parsed.data;
  }
  async function overHttp(beats: readonly Beat[]): Promise<BeatsAnswer> {
    const signal = AbortSignal.timeout(httpAnswerMs);
    try {
      return await api.call(learningRoutes.recordBeats, { body: { beats: [...beats] } }, { signal });
    } catch (fault) {
      throw signal.aborted ? new Problem({ code: 'busy', status: 503 }) : fault;
    }
  }
  return {
    socket: (beats) => (realtime.connected() ? overSocket(beats) : undefined),
    http: overHttp,
    seal: (beats) => machine.seal(beats),
    farewell: (beats) => sayFarewell(machine.sealAtOnce(beats)),
  };
}

function sayFarewell(beats: readonly Beat[]): void {
  void fetch(learningRoutes.recordBeats.path, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ beats }),
  }).catch(() => undefined); // They stay in the queue and are sent again.
}
