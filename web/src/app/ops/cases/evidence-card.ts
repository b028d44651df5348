import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TimelineEntry } from '@minjiang/shared/integrity';
import { MomentPipe, WordsPipe } from '../../ui/durations.ts';
import { Tag, type Tone } from '../../ui/tag.ts';
import { bandsOf } from './case-rules.ts';

/** The evidence by day: a band to see its shape, and under it the same as a table to read and to walk by keyboard. */
@Component({
  selector: 'mj-evidence-card',
  imports: [MomentPipe, Tag, TranslocoDirective, WordsPipe],
  templateUrl: './evidence-card.html',
  styles: `
    .band {
      position: relative;
      height: 36px;
      margin: var(--s2) 0;
      border-radius: 6px;
      background: var(--well);
      overflow: hidden;
    }
    .piece {
      position: absolute;
      top: 6px;
      bottom: 6px;
      min-width: 3px;
      background: repeating-linear-gradient(45deg, var(--amber) 0 3px, var(--amber-soft) 3px 7px);
    }
    .piece.credited {
      background: var(--primary);
    }
    .piece.mark {
      top: 0;
      bottom: 0;
      background: none;
      border: 2px solid var(--accent);
    }
    .piece.mark.check {
      border: 2px dashed var(--ink);
    }
    .scroll {
      max-height: 420px;
      overflow: auto;
    }
  `,
})
export class EvidenceCard {
  readonly timeline = input.required<readonly TimelineEntry[]>();
  protected readonly bands = computed(() => bandsOf(this.timeline()));

  protected look(entry: TimelineEntry): { tone: Tone; icon: 'check' | 'minus' | 'alert' | 'shield' } {
    if (entry.kind === 'signal') return { tone: 'bad', icon: 'alert' };
    if (entry.kind === 'check') return { tone: entry.state === 'missed' ? 'bad' : 'plain', icon: 'shield' };
    return entry.verdict === 'credited' ? { tone: 'ok', icon: 'check' } : { tone: 'warn', icon: 'minus' };
  }

  protected shapeOf(entry: TimelineEntry): string {
    if (entry.kind !== 'run') return `piece mark ${entry.kind}`;
    return entry.verdict === 'credited' ? 'piece credited' : 'piece';
  }

  protected factsOf(entry: TimelineEntry): [string, number][] {
    return entry.kind === 'signal' ? Object.entries(entry.facts) : [];
  }
}
