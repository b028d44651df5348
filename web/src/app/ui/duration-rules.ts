const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Whole hours, minutes and seconds of a length of time; parts of a second are dropped. */
export function partsOf(ms: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(0, Math.floor(ms / second));
  return {
    hours: Math.floor(whole / 3600),
    minutes: Math.floor((whole % 3600) / 60),
    seconds: whole % 60,
  };
}

/** `12:34`, `1:05:09`: a place on an axis, or an exact length. */
export function clockOf(ms: number): string {
  const { hours, minutes, seconds } = partsOf(ms);
  const tail = String(seconds).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** `21:46:10`, `0:14:05`: a total, always with hours, so that figures in a column compare. */
export function totalOf(ms: number): string {
  const { hours, minutes, seconds } = partsOf(ms);
  return `${hours}:${String(minutes).padStart(2, '0')}:${String(seconds).padStart(2, '0')}`;
}

/** Class hours with one decimal, cut and never rounded up: computed once, on the total shown. */
export function classHoursOf(ms: number, minutesPerClassHour = 45): string {
  return (Math.floor((ms * 10) / (minutesPerClassHour * minute)) / 10).toFixed(1);
}

/** Which words a length of time needs: the key of a text and its numbers. */
export function wordingOf(ms: number): { key: string; params: Record<string, string | number> } {
  const { hours, minutes, seconds } = partsOf(ms);
  if (hours > 0 && minutes === 0) return { key: 'hours', params: { h: hours } };
  if (hours > 0) return { key: 'hours-minutes', params: { h: hours, m: String(minutes).padStart(2, '0') } };
  if (minutes > 0 && seconds === 0) return { key: 'minutes', params: { m: minutes } };
  if (minutes > 0 && minutes < 10) return { key: 'minutes-seconds', params: { m: minutes, s: seconds } };
  if (minutes > 0) return { key: 'minutes', params: { m: minutes } };
  return { key: 'seconds', params: { s: seconds } };
}

/** `360` → `06:00`: a time of day given in minutes. */
export function timeOfDay(minuteOfDay: number): string {
  const hours = Math.floor(minuteOfDay / 60);
  return `${String(hours).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
}

/** Milliseconds of an hour, for callers that compare. */
export const hourMs = hour;
