import { refuseForeign } from './refuse-foreign.ts';

describe('refuseForeign', () => {
  const reaches = (type: string, more: object = {}) => {
    const page = new EventTarget();
    refuseForeign(page);
    const heard = jasmine.createSpy();
    page.addEventListener(type, heard);
    const event = Object.assign(new Event(type, { cancelable: true }), more);
    page.dispatchEvent(event);
    return [heard.calls.count(), event.defaultPrevented];
  };

  it('lets nothing be dragged in or out', () => {
    for (const type of ['dragstart', 'dragenter', 'dragover', 'drop'])
      expect(reaches(type)).withContext(type).toEqual([0, true]);
  });

  it('lets the middle button paste nothing, and leaves the others', () => {
    expect(reaches('mouseup', { button: 1 })).toEqual([0, true]);
    for (const button of [0, 2]) expect(reaches('mouseup', { button })).toEqual([1, false]);
    expect(reaches('paste')).toEqual([1, false]);
  });
});
