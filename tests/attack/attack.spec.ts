import { sections } from './all-attacks.ts';
import { playAttack } from './play.ts';
import { setAttackStage, type AttackStage } from './stage.ts';
import { lineOf } from './table.ts';

describe('attacks earn no more than is due', () => {
  let stage: AttackStage;
  beforeAll(async () => {
    stage = await setAttackStage();
  }, 120_000);
  afterAll(() => stage.strike(), 30_000);

  for (const { name: section, attacks } of sections) {
    for (const attack of attacks.filter(({ small }) => small)) {
      it(`${section}: ${attack.name}`, async () => {
        const row = await playAttack(stage, section, attack);
        expect(row.fault).withContext(lineOf(row)).toBeNull();
      }, 60_000);
    }
  }
});
