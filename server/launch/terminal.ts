/** What the launcher says to the person at the terminal: plain lines, one for each slow step. */
export interface Terminal {
  say(line: string): void;
  /** Says that a step begins and, if it took a while, how long it was. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export function makeTerminal(write: (text: string) => void, now: () => number = Date.now): Terminal {
  const say = (line: string) => write(`${line}\n`);
  return {
    say,
    async step(name, work) {
      say(`  ${name} …`);
      const from = now();
      const result = await work();
      const seconds = Math.round((now() - from) / 1000);
      if (seconds > 1) say(`    ${seconds} s`);
      return result;
    },
  };
}
