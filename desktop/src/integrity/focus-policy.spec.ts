import { attentionReasons, type AttentionReason } from '@minjiang/shared/desktop';
import { attentionOf, beginFocus, causeOf, stepFocus, type FocusFacts } from './focus-policy.ts';

const limits = { maxDisplays: 1 };
const right: FocusFacts = {
  focused: true,
  shown: true,
  minimised: false,
  locked: false,
  suspended: false,
  userAway: false,
  machineLocked: false,
  remote: false,
  displays: 1,
};
const wrong: Record<AttentionReason, Partial<FocusFacts>> = {
  suspended: { suspended: true },
  'screen-locked': { locked: true },
  'user-switched': { userAway: true },
  'machine-locked': { machineLocked: true },
  'remote-session': { remote: true },
  minimised: { minimised: true },
  hidden: { shown: false },
  blurred: { focused: false },
  'second-display': { displays: 2 },
};
const facts = (some: Partial<FocusFacts>) => ({ kind: 'facts' as const, facts: some });
const resume = { kind: 'resume' as const };

describe('focus policy', () => {
  it('counts while all facts are right', () => {
    expect(attentionOf(beginFocus(right, limits), limits)).toEqual({
      counts: true,
      reason: null,
      resumable: false,
    });
  });

  for (const reason of attentionReasons) {
    it(`stops at once for ${reason}, and goes on only by the learner's action`, () => {
      const stopped = stepFocus(beginFocus(right, limits), facts(wrong[reason]), limits);
      expect(stopped.change).toEqual({ attention: { counts: false, reason, resumable: false }, pause: true });

      const early = stepFocus(stopped.state, resume, limits);
      expect(early.change).toBeNull();
      expect(attentionOf(early.state, limits).counts).toBeFalse();

      const over = stepFocus(early.state, facts(right), limits);
      expect(over.change).toEqual({ attention: { counts: false, reason, resumable: true }, pause: false });

      const again = stepFocus(over.state, resume, limits);
      expect(again.change).toEqual({
        attention: { counts: true, reason: null, resumable: false },
        pause: false,
      });
    });
  }

  it('names the graver cause where several hold, in the order of the contract', () => {
    attentionReasons.forEach((reason, index) => {
      const rest = attentionReasons.slice(index).map((each) => wrong[each]);
      expect(causeOf(Object.assign({}, right, ...rest) as FocusFacts, limits)).toBe(reason);
    });
  });

  it('pauses once: a second cause changes the reason and does not pause again', () => {
    const first = stepFocus(beginFocus(right, limits), facts({ focused: false }), limits);
    const second = stepFocus(first.state, facts({ locked: true }), limits);
    expect(second.change).toEqual({
      attention: { counts: false, reason: 'screen-locked', resumable: false },
      pause: false,
    });
  });

  it('says nothing when nothing changed for the learner', () => {
    const counting = beginFocus(right, limits);
    expect(stepFocus(counting, facts({ focused: true }), limits).change).toBeNull();
    expect(stepFocus(counting, resume, limits).change).toBeNull();
  });

  it('begins held when the program starts behind another window', () => {
    const held = beginFocus({ ...right, focused: false }, limits);
    const front = stepFocus(held, facts({ focused: true }), limits);
    expect(attentionOf(front.state, limits)).toEqual({ counts: false, reason: 'blurred', resumable: true });
  });

  it('allows as many displays as are configured', () => {
    expect(causeOf({ ...right, displays: 2 }, { maxDisplays: 2 })).toBeNull();
    expect(causeOf({ ...right, displays: 3 }, { maxDisplays: 2 })).toBe('second-display');
  });
});
