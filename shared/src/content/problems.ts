import type { ProblemTable } from '../kernel/index.ts';

export const contentProblems = {
  'asset-not-failed': { status: 409, title: 'Only a failed asset can be tried again' },
  'asset-not-ready': { status: 409, title: 'The asset is not ready yet' },
  'asset-not-playable': { status: 409, title: 'Only a film has a playlist' },
  'storage-full': { status: 507, title: 'The upload cannot be stored; the disk is full' },
  'playback-refused': { status: 403, title: 'Playback belongs to the holder of the study lease' },
} as const satisfies ProblemTable;
