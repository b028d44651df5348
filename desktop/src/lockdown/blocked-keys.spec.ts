import { isBlocked, type KeyPress } from './blocked-keys.ts';

const press = (combination: string): KeyPress => {
  const held = combination.split('+');
  const key = held.pop() ?? '';
  return {
    key: key === 'Space' ? ' ' : key,
    control: held.includes('Ctrl'),
    alt: held.includes('Alt'),
    meta: held.includes('Super'),
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
