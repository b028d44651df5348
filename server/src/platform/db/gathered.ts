interface Asked<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One question of many callers: those that ask while others are being answered are answered together, by one
 * statement that begins after they asked. Nobody waits for company, and nothing is remembered.
 * @param answer answers in the order of the questions
 * @param most questions in one statement
 * @param atOnce statements under way
 */
export function gathered<Question, Answer>(
  answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  most = 200,
  atOnce = 2,
): (question: Question) => Promise<Answer> {
  let waiting: Asked<Question, Answer>[] = [];
  let running = 0;
  let awaited = false;

  function pump(): void {
    awaited = false;
    while (running < atOnce && waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      running++;
      void ask(batch);
    }
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
