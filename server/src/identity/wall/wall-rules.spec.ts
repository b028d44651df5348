import { newsEveryMs } from '@minjiang/shared/identity';
import { byNeed, countsOf, groupOf, incidentsOf, isReachable, type MachineFacts } from './wall-rules.ts';

const now = 1_790_000_000_000;
const well: MachineFacts = {
  ...{ state: 'active', locked: false, program: '1.2.0', seenAt: now, left: false },
  ...{ occupied: false, signals: [], checkMissed: false },
};

describe('the wall', () => {
  it('has nothing to say of a machine that is well', () => {
    expect(incidentsOf(well, now, '1.2.0')).toEqual([]);
    expect(groupOf([], false)).toBe('idle');
    expect(groupOf([], true)).toBe('in-use');
  });

  it('takes a machine for gone when it said so, or was silent for three of its times', () => {
    expect(isReachable({ ...well, seenAt: now - 3 * newsEveryMs }, now)).toBeTrue();
    expect(isReachable({ ...well, seenAt: now - 3 * newsEveryMs - 1 }, now)).toBeFalse();
    expect(isReachable({ ...well, left: true }, now)).toBeFalse();
    expect(isReachable({ ...well, seenAt: null }, now)).toBeFalse();
  });

  it('names every incident, the gravest first', () => {
    const facts: MachineFacts = { ...well, state: 'held', locked: true, checkMissed: true };
    const seen = incidentsOf({ ...facts, signals: ['remote-session'] }, now, '1.3.0');
    expect(seen).toEqual(['held', 'signal', 'check-missed', 'locked', 'old-program']);
    expect(incidentsOf({ ...well, seenAt: null, program: '1.2.0' }, now, null)).toEqual(['not-seen']);
  });

  it('believes no signal of a machine that is not there', () => {
    const facts = { ...well, left: true, signals: ['remote-session'] };
    expect(incidentsOf(facts, now, null)).toEqual(['not-seen']);
  });

  it('shows what needs somebody first, and machine 2 before machine 10', () => {
    const tile = (name: string, incidents: ReturnType<typeof incidentsOf>, occupied = false) => ({
      ...{ name, room: '301', incidents, group: groupOf(incidents, occupied) },
    });
    const tiles = [
      tile('10', []),
      tile('2', []),
      tile('3', [], true),
      tile('4', ['not-seen']),
      tile('5', ['locked', 'not-seen']),
      tile('6', ['held']),
    ];
    expect(tiles.sort(byNeed).map(({ name }) => name)).toEqual(['6', '5', '4', '3', '2', '10']);
    expect(countsOf(tiles)).toEqual({ incident: 3, 'in-use': 1, idle: 2 });
  });
});
