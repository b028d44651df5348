import { watchLogind } from '../integrity/watch-logind.ts';
import type { Clock, Power, SessionBus } from '../platform/ports.ts';
import type { MachineWatch } from './watch-machine.ts';

type Sensor = Pick<Power, 'onChange'>;

/** Whether somebody elsewhere sees this session, as the focus policy takes it. */
export const remoteSensor = (sensed: MachineWatch): Sensor => ({
  onChange(listener) {
    const tell = () => listener({ remote: sensed.signals().includes('remote-session') });
    tell();
    return sensed.onChange(tell);
  },
});

/** What logind tells of the person's session, which Electron does not. */
export const logindSensor = (
  bus: SessionBus,
  clock: Pick<Clock, 'after'>,
  log: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): Sensor => ({
  onChange: (listener) => watchLogind(bus, clock, listener, () => log('logind not heard', {})),
});
