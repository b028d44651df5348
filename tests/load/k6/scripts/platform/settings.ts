const given = (name: string): string | undefined => __ENV[name] || undefined;

function numberOf(name: string, fallback: number): number {
  const value = Number(given(name) ?? fallback);
  if (!(value >= 0)) throw new Error(`${name} must be a number`);
  return value;
}

/** Everything a run is told from outside; see README. */
export const settings = {
  /** Several, separated by commas, where no balancer stands before the processes. */
  origins: (given('MINJIANG_ORIGIN') ?? 'http://localhost:8080').split(','),
  dataFile: given('MINJIANG_LOAD_DATA') ?? 'load-data.json',
  password: given('MINJIANG_PASSWORD') ?? '',
  /** Virtual users. */
  users: numberOf('MINJIANG_USERS', 100),
  seconds: numberOf('MINJIANG_SECONDS', 60),
  /** In which people arrive, spread evenly. */
  arriveSeconds: numberOf('MINJIANG_ARRIVE_SECONDS', 10),
  /** Scales the time that people think between two steps; 0 leaves it out. */
  pace: numberOf('MINJIANG_PACE', 1),
  /** Beats of one visit to a lesson. */
  beats: numberOf('MINJIANG_BEATS', 4),
  /** Time between two beats where it is not to be the server's; seconds. */
  beatSeconds: given('MINJIANG_BEAT_SECONDS') === undefined ? null : numberOf('MINJIANG_BEAT_SECONDS', 0),
};
