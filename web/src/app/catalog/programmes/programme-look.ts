import type { ProgrammeRow } from '@minjiang/shared/catalog';
import type { IconName } from '../../ui/icon-paths.ts';
import type { Tone } from '../../ui/tag.ts';

/** How the state of a programme looks; its word is the text `catalog.states.<state>`. */
export const programmeLook: Record<ProgrammeRow['state'], { readonly tone: Tone; readonly icon: IconName }> =
  {
    draft: { tone: 'plain', icon: 'edit' },
    published: { tone: 'ok', icon: 'check' },
    changed: { tone: 'warn', icon: 'edit' },
  };
