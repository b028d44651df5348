import { DefaultTranspiler, type TranspileParams } from '@jsverse/transloco';
import { Injectable } from '@angular/core';

/** `{n:lesson|lessons}`: the first where the value `n` is 1, the second otherwise. */
export function chooseForms(text: string, places: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+):([^{}|]*)\|([^{}|]*)\}/g, (_all, name: string, one: string, many: string) =>
    String(places[name]) === '1' ? one : many,
  );
}

/** Texts with `{name}` places, and with words that follow a number. */
@Injectable()
export class PluralTranspiler extends DefaultTranspiler {
  override transpile({ value, params = {}, ...rest }: TranspileParams): unknown {
    const text: unknown = typeof value === 'string' ? chooseForms(value, params) : value;
    return super.transpile({ ...rest, value: text, params }) as unknown;
  }
}
