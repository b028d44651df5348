import { failures } from './all-failures.ts';
import { playFailure } from './play.ts';
import { setChaosStage, type ChaosStage } from './stage.ts';
import { lineOf } from './table.ts';

describe('while a class studies', () => {
  let stage: ChaosStage;
  beforeAll(async () => {
    stage = await setChaosStage({ learners: 30 });
  }, 90_000);
  afterAll(() => stage.strike(), 40_000);

  for (const failure of failures.filter(({ small }) => small)) {
    it(`${failure.what}: nothing acknowledged is lost, nothing counted twice`, async () => {
      const row = await playFailure(stage, failure);
      expect(row.fault).withContext(lineOf(row)).toBeNull();
    }, 180_000);
  }
});
