/** A bare Socket.IO server with the platform's settings: it knows nobody, stores nothing and acknowledges everything. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import type { BeatsAnswer, BeatsRequest } from '@minjiang/shared/learning';
import { socketOptions } from '../../../server/src/platform/sockets/socket-options.ts';

const { PORT, HOST, BEAT_EVERY_MS } = process.env;

/** As long as a true answer. */
function answerOf({ beats }: BeatsRequest): BeatsAnswer {
  const last = beats.at(-1)!;
  return {
    results: beats.map(({ leaseId, seq, fromMs, toMs }) => ({
      leaseId,
      seq,
      creditedMs: toMs - fromMs,
      refused: [],
    })),
    lesson: {
      lessonId: last.leaseId,
      creditedMs: last.toMs,
      refusedMs: 0,
      frontierMs: last.toMs,
      state: 'part',
    },
    today: { creditedMs: last.toMs, capMs: 21_600_000 },
    nonce: 'x'.repeat(43),
    nonceAfter: last.seq,
    beatEveryMs: Number(BEAT_EVERY_MS),
    gate: 'open',
  };
}

const server = createServer();
const io = new Server(server, socketOptions);
io.on('connection', (socket) => {
  socket.on('study:beats', (request: BeatsRequest, acknowledge: (answer: BeatsAnswer) => void) =>
    acknowledge(answerOf(request)),
  );
});
server.listen(Number(PORT), HOST, () => process.send!('ready'));
process.on('disconnect', () => process.exit(0));
