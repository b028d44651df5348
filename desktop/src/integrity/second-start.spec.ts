import { answerSecondStart } from './second-start.ts';

describe('answer to a second start', () => {
  it('brings the one window to the front, from wherever it is', () => {
    expect(answerSecondStart({ shown: true, minimised: false })).toEqual(['focus']);
    expect(answerSecondStart({ shown: true, minimised: true })).toEqual(['restore', 'focus']);
    expect(answerSecondStart({ shown: false, minimised: true })).toEqual(['restore', 'focus']);
    expect(answerSecondStart({ shown: false, minimised: false })).toEqual(['show', 'focus']);
  });
});
