import type { WallTile } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';

export const sampleTile = (more: Partial<WallTile> = {}): WallTile => ({
  ...{ id: newId(), room: '301 机房', name: '07 号机', group: 'idle', incidents: [], state: 'active' },
  ...{ heldReason: null, locked: false, reachable: true, occupied: false, program: '1.0.0', displays: 1 },
  ...{ lastSeenAt: '2026-11-24T06:05:00Z', signals: [], order: null },
  ...more,
});
