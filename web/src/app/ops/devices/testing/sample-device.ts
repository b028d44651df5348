import type { DeviceRow } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';

export const sampleDevice = (more: Partial<DeviceRow> = {}): DeviceRow => ({
  ...{ id: newId(), kind: 'kiosk', room: '301 机房', name: '07 号机', state: 'active', heldReason: null },
  ...{ keyStore: 'safe', program: '1.0.0', enrolledAt: '2026-11-20T01:00:00Z', lastSeenAt: null },
  ...more,
});
