interface Asked<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export interface GatheredOptions {
  /** Questions in one statement. */
  readonly most?: number;
  /** Statements under way. */
  readonly atOnce?: number;
  /** A statement that takes longer is not waited for, as long as another may be under way beside it. */
  readonly patienceMs?: number;
}

/**
 * One question of many callers: those that ask while others are being answered are answered together, by one
 * statement that begins after they asked. Whoever finds no statement under way is asked for at once, and nothing is
 * remembered.
 * @param answer answers in the order of the questions
 */
export function gathered<Question, Answer>(
  answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  { most = 200, atOnce = 2, patienceMs = 5 }: GatheredOptions = {},
): (question: Question) => Promise<Answer> {
  let waiting: Asked<Question, Answer>[] = [];
  let running = 0;
  let begunAt = 0;
  let awaited = false;
  let alarmed = false;

  const mayBegin = () =>
    running === 0 ||
    (running < atOnce && (waiting.length >= most || performance.now() - begunAt >= patienceMs));

  function pump(): void {
    awaited = false;
    while (waiting.length > 0 && mayBegin()) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      running++;
      begunAt = performance.now();
      void ask(batch);
    }
    if (waiting.length > 0 && running < atOnce) alarm();
  }

  function alarm(): void {
    if (alarmed) return;
    alarmed = true;
    setTimeout(() => {
      alarmed = false;
      pump();
    }, patienceMs);
  }

  async function ask(batch: readonly Asked<Question, Answer>[]): Promise<void> {
    try {
      const answers = await answer(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, i) => resolve(answers[i]!));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    running--;
    pump();
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (awaited || running >= atOnce) return;
      awaited = true;
      setImmediate(pump);
    });
}
