import { isBlocked, isStaffCombination, type KeyPress } from './blocked-keys.ts';

const press = (combination: string): KeyPress => {
  const held = combination.split('+');
  const key = held.pop() ?? '';
  return {
    key: key === 'Space' ? ' ' : key,
    control: held.includes('Ctrl'),
    alt: held.includes('Alt'),
    meta: held.includes('Super'),
    shift: held.includes('Shift'),
  };
};

describe('keys in the kiosk', () => {
  const swallowed = [
    'F1',
    'F5',
    'F11',
    'F12',
    'Alt+F4',
    'Alt+ArrowLeft',
    'Super+d',
    'Ctrl+p',
    'Ctrl+P',
    'Ctrl+s',
  ];
  const more = [
    'Ctrl+n',
    'Ctrl+w',
    'Ctrl+I',
    'Ctrl+Tab',
    'Ctrl++',
    'Ctrl+Alt+c',
    'PrintScreen',
    'BrowserBack',
  ];
  for (const combination of [...swallowed, ...more]) {
    it(`swallows ${combination}`, () => expect(isBlocked(press(combination))).toBeTrue());
  }

  const player = [' ', 'ArrowLeft', 'ArrowRight', 'c', 'f', 'Tab', 'Enter', 'Escape', 'Backspace'];
  const typing = ['Process', '闽', 'Ctrl+c', 'Ctrl+v', 'Ctrl+z', 'Ctrl+Space'];
  for (const combination of [...player, ...typing]) {
    it(`leaves ${combination === ' ' ? 'the space bar' : combination}`, () =>
      expect(isBlocked(press(combination))).toBeFalse());
  }
});

describe('keys of the staff', () => {
  it('are four at once, which no page ever sees', () => {
    for (const keys of ['Ctrl+Alt+Shift+S', 'Ctrl+Alt+Shift+s']) {
      expect(isStaffCombination(press(keys))).toBeTrue();
      expect(isBlocked(press(keys))).toBeTrue();
    }
    for (const keys of ['Ctrl+Alt+s', 'Ctrl+Shift+S', 'Alt+Shift+S', 'Ctrl+Alt+Shift+a', 's'])
      expect(isStaffCombination(press(keys)))
        .withContext(keys)
        .toBeFalse();
  });
});
