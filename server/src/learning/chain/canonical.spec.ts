import { canonicalBytes, noHash, sealOf, sm3, type SealedFields } from './canonical.ts';

const id = (digit: number) => `0190a000-0000-7000-8000-${String(digit).padStart(12, '0')}`;
const run: SealedFields = {
  runId: id(1),
  accountId: id(2),
  enrolmentId: id(3),
  lessonId: id(4),
  lessonVersionId: id(5),
  encodingId: null,
  ruleSetId: id(6),
  causeId: id(7),
  day: '2026-11-24',
  startedAt: 1_795_500_000_000_000,
  endedAt: 1_795_500_015_000_000,
  closedAt: 1_795_500_016_000_000,
  fromMs: 0,
  toMs: 15_000,
  ms: -15_000,
  lateMs: 0,
  verdict: 'credited',
  terminal: 'web',
  evidence: 'stated',
  cause: 'check',
};

describe('the canonical bytes of a run', () => {
  it('are hashed with SM3 as its standard has it', () => {
    expect(sm3(Buffer.from('abc')).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('are the same for ever in version 1', () => {
    expect(canonicalBytes(run, 7, noHash).toString('hex')).toBe(
      '010190a0000000700080000000000000010190a0000000700080000000000000020190a0000000700080000000000000030190a0000000700080000000000000040190a0000000700080000000000000050190a00000007000800000000000000600010190a000000070008000000000000007000660ff6bb1b800000660ff6c9699c0000660ff6ca5dc0000000000000000000000000000003a98ffffffffffffc568000000000000000000000000000000070a323032362d31312d3234086372656469746564037765620673746174656405636865636b0000000000000000000000000000000000000000000000000000000000000000',
    );
    expect(sealOf(run, 7, noHash).toString('hex')).toBe(
      '034501a8215aca6b1acdfea59a56a26d15dac33bebc9d8e9144a7cb5b38e0dcc',
    );
  });

  it('change with every field, with the place in the chain and with what stands before', () => {
    const changed: Partial<SealedFields>[] = [
      ...(['runId', 'accountId', 'enrolmentId', 'lessonId', 'lessonVersionId', 'ruleSetId'] as const).map(
        (name) => ({ [name]: id(9) }),
      ),
      { encodingId: id(9) },
      { causeId: null },
      { day: '2026-11-25' },
      ...(['startedAt', 'endedAt', 'closedAt', 'fromMs', 'toMs', 'ms', 'lateMs'] as const).map((name) => ({
        [name]: run[name] + 1,
      })),
      ...(['verdict', 'terminal', 'evidence', 'cause'] as const).map((name) => ({ [name]: 'other' })),
    ];
    const seals = [
      sealOf(run, 7, noHash),
      sealOf(run, 8, noHash),
      sealOf(run, 7, sm3(Buffer.from('x'))),
      ...changed.map((more) => sealOf({ ...run, ...more }, 7, noHash)),
    ];
    expect(changed.length).toBe(Object.keys(run).length);
    expect(new Set(seals.map((seal) => seal.toString('hex'))).size).toBe(changed.length + 3);
  });

  it('cannot be shifted from one text into the next', () => {
    const joined = { ...run, verdict: 'credite', terminal: 'dweb' };
    expect(sealOf(joined, 7, noHash)).not.toEqual(sealOf(run, 7, noHash));
  });
});
