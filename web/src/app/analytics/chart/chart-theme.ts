/** Colours and type of a drawing: those of the page that it stands on. */
export interface ChartTheme {
  readonly primary: string;
  readonly quiet: string;
  readonly line: string;
  readonly ink: string;
  readonly muted: string;
  readonly card: string;
  readonly family: string;
  /** Pixels. */
  readonly size: number;
}

/** Reads the tokens that hold for an element. */
export function themeOf(host: HTMLElement): ChartTheme {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    primary: token('--primary'),
    quiet: token('--line-strong'),
    line: token('--line'),
    ink: token('--ink'),
    muted: token('--ink-2'),
    card: token('--card'),
    family: style.fontFamily,
    size: parseFloat(token('--small')) || 14,
  };
}
