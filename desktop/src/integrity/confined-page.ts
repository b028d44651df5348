/** Headers of an answer, as the browser gives them: each name with all its values. */
export type AnswerHeaders = Readonly<Record<string, string[]>>;

/**
 * What a page and every frame in it may still do. What is not named the browser itself refuses, whatever a page tries:
 * dialogs of the system (printing leads to its files), second windows, downloads, programs that open addresses.
 */
const confinement = 'sandbox allow-scripts allow-same-origin allow-forms';

/** The same headers with the confinement added to the policies that the server gave. */
export function confine(headers: AnswerHeaders): Record<string, string[]> {
  const name = 'content-security-policy';
  const given = Object.entries(headers);
  const policies = given.filter(([key]) => key.toLowerCase() === name).flatMap(([, values]) => values);
  const others = given.filter(([key]) => key.toLowerCase() !== name);
  return { ...Object.fromEntries(others), [name]: [...policies, confinement] };
}
