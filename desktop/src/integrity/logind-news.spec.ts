import { readProperties, readSessionPath, readSignal } from './logind-news.ts';

const own = '/org/freedesktop/login1/session/_31';
const changed = (properties: string, invalidated = '@as []', path = own) =>
  `${path}: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', ${properties}, ${invalidated})`;
const facts = (given: object) => ({ kind: 'facts', facts: given }) as never;

describe('signals of logind', () => {
  it('tell of the lock of the own session', () => {
    expect(readSignal(`${own}: org.freedesktop.login1.Session.Lock ()`, own)).toEqual({ kind: 'lock-asked' });
    expect(readSignal(`${own}: org.freedesktop.login1.Session.Unlock ()`, own)).toEqual(
      facts({ locked: false }),
    );
    expect(readSignal(changed("{'LockedHint': <true>}"), own)).toEqual(facts({ locked: true }));
  });

  it('tell of another person at the seat, also together with a lock', () => {
    expect(readSignal(changed("{'Active': <false>}"), own)).toEqual(facts({ userAway: true }));
    const both = changed("{'LockedHint': <false>, 'IdleHint': <true>, 'Active': <true>}");
    expect(readSignal(both, own)).toEqual(facts({ locked: false, userAway: false }));
  });

  it('tell of sleep and waking, whoever has the seat', () => {
    const sleep = (value: string) =>
      `/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (${value},)`;
    expect(readSignal(sleep('true'), undefined)).toEqual(facts({ suspended: true }));
    expect(readSignal(sleep('false'), own)).toEqual(facts({ suspended: false }));
  });

  it('ask again where a change comes without its value', () => {
    expect(readSignal(changed('@a{sv} {}', "['LockedHint']"), own)).toEqual({ kind: 'ask' });
  });

  it('are none of another session, of other facts, or of other lines', () => {
    const other = '/org/freedesktop/login1/session/_32';
    for (const text of [
      `${other}: org.freedesktop.login1.Session.Lock ()`,
      changed("{'LockedHint': <true>}", '@as []', other),
      changed("{'IdleHint': <true>}"),
      changed("{'LockedHint': <true>}").replace('login1.Session', 'login1.Seat'),
      "/org/freedesktop/login1: org.freedesktop.login1.Manager.SessionNew ('2', objectpath '/x')",
      'The name org.freedesktop.login1 does not have an owner',
      '',
    ])
      expect(readSignal(text, own)).withContext(text).toBeUndefined();
    expect(readSignal(`${own}: org.freedesktop.login1.Session.Lock ()`, undefined)).toBeUndefined();
  });
});

describe('answers of logind', () => {
  it('name the session and its state', () => {
    expect(readSessionPath(`(objectpath '${own}',)`)).toBe(own);
    expect(readSessionPath("(objectpath '/org/freedesktop/login1/seat/seat0',)")).toBeUndefined();
    const all = "({'Id': <'1'>, 'Active': <false>, 'IdleHint': <false>, 'LockedHint': <true>},)";
    expect(readProperties(all)).toEqual({ locked: true, userAway: true });
    expect(readProperties('()')).toEqual({});
  });
});
