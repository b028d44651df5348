import { Injectable } from '@angular/core';
import type { FigureStep } from '@minjiang/shared/analytics';
import { regionKey } from '../ops/index.ts';
import { translator } from '../ui/translator.ts';

/** Names of places as a person calls them. */
@Injectable({ providedIn: 'root' })
export class PlaceNames {
  private readonly say = translator();

  of({ level, id, name }: Pick<FigureStep, 'level' | 'id' | 'name'>): string {
    if (level !== 'region') return name;
    const key = regionKey(id);
    return key ? this.say(key) : id;
  }
}
