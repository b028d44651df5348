import * as z from 'zod';
import { attention, attentionChange } from './attention.ts';

/** Version of everything that passes between shell and page. */
export const bridgeVersion = 1;

/** `kiosk`: a centre's locked machine. `home`: the learner's own. The same words as `client.kind` of a lease. */
export const shellMode = z.enum(['kiosk', 'home']);
export type ShellMode = z.infer<typeof shellMode>;

/** Which shell the page runs in, and the attention at this moment. */
export const shellFacts = z.strictObject({
  bridge: z.literal(bridgeVersion),
  mode: shellMode,
  /** Version of the installed program, to be held against `minClientVersion`. */
  program: z.string(),
  attention,
});
export type ShellFacts = z.infer<typeof shellFacts>;

/** What a page asks of its shell; one channel for all. */
export const pageRequest = z.strictObject({
  bridge: z.literal(bridgeVersion),
  ask: z.enum(['facts', 'resume', 'retry']),
});
export type PageRequest = z.infer<typeof pageRequest>;

/** The answer to each request, by its `ask`. */
export const pageAnswers = {
  facts: shellFacts,
  /** The attention after the learner's action; it counts again unless its cause lasts. */
  resume: attention,
  /** Whether the server was reached; the portal then replaces the page that asked. */
  retry: z.boolean(),
} as const satisfies Record<PageRequest['ask'], z.ZodType>;
export type PageAnswer<Ask extends PageRequest['ask']> = z.infer<(typeof pageAnswers)[Ask]>;

/** What the shell tells its page unasked; one channel for all. */
export const shellEvent = z.strictObject({
  bridge: z.literal(bridgeVersion),
  event: z.literal('attention'),
  change: attentionChange,
});
export type ShellEvent = z.infer<typeof shellEvent>;

/** Names of the two channels. */
export const requestChannel = 'minjiang:request';
export const eventChannel = 'minjiang:event';
