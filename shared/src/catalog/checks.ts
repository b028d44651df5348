import * as z from 'zod';
import { id, plainLine } from '../kernel/index.ts';

const line = () => z.string().overwrite(plainLine);

/** Index of the first value that an earlier one equals, or -1. */
const firstTwice = (values: readonly string[]) => values.findIndex((value, n) => values.indexOf(value) < n);

/** A question about the lesson, asked during study. `correct` is the index of the right option. */
export const attentionQuestion = z
  .strictObject({
    questionId: id().toLowerCase(),
    text: line().min(1).max(200),
    options: z.array(line().min(1).max(100)).min(2).max(6),
    correct: z.int().min(0).max(5),
  })
  .refine(({ options, correct }) => correct < options.length, { error: 'no-such-option', path: ['correct'] })
  .superRefine(({ options }, context) => {
    const twice = firstTwice(options);
    if (twice >= 0) context.addIssue({ code: 'custom', message: 'same-option', path: ['options', twice] });
  });
export type AttentionQuestion = z.infer<typeof attentionQuestion>;

export const mostQuestions = 30;

/** The questions of one lesson; every try of a check is another one. */
export const attentionQuestions = z
  .array(attentionQuestion)
  .max(mostQuestions)
  .superRefine((questions, context) => {
    const twice = firstTwice(questions.map(({ questionId }) => questionId));
    if (twice >= 0) context.addIssue({ code: 'custom', message: 'repeated-id', path: [twice, 'questionId'] });
  })
  .default([]);

/** `face` is a policy only until a provider is connected; publication refuses it before. */
export const checkKinds = ['question', 'message-code', 'face'] as const;
export const checkKind = z.enum(checkKinds);
export type CheckKind = z.infer<typeof checkKind>;

/** When a learner of a programme is asked who he is or whether he follows, and what a missed answer costs. */
export const checkRules = z.strictObject({
  /** A check is of one of these kinds, chosen at random. */
  kinds: z
    .array(checkKind)
    .min(1)
    .max(checkKinds.length)
    .refine((kinds) => firstTwice(kinds) < 0, { error: 'same-kind' })
    .default(['question']),
  /** Before the first second of each day. */
  atStart: z.boolean().default(false),
  /** When the last lesson is done. */
  atEnd: z.boolean().default(false),
  /** At a secret moment after so many minutes of credited time since the last one passed; null for none. */
  random: z
    .strictObject({ fromMinutes: z.int().min(1).max(240), toMinutes: z.int().min(1).max(240) })
    .refine(({ fromMinutes, toMinutes }) => fromMinutes <= toMinutes, {
      error: 'check-interval',
      path: ['toMinutes'],
    })
    .nullable()
    .default({ fromMinutes: 8, toMinutes: 15 }),
  /** For each try. */
  answerSeconds: z.int().min(20).max(600).default(60),
  /** Tries after a wrong first answer, each another question. */
  retries: z.int().min(0).max(5).default(2),
  /** Share of all checks of the programme that may be missed and made up for; beyond it study is stopped. */
  missBudgetPercent: z.int().min(0).max(100).default(20),
  /** Within so many working days a cancelled stretch must be studied again. */
  makeUpWorkingDays: z.int().min(1).max(60).default(3),
});
export type CheckRules = z.infer<typeof checkRules>;
