import type { Classes } from '../../classes/index.ts';
import { exportSource, filterText, type ExportScope, type ExportSource } from './source.ts';
import type { Sql } from '../../platform/index.ts';
import type { ExportFilter } from '@minjiang/shared/analytics';

interface AttendanceSourceDeps {
  readonly classes: Pick<Classes, 'attendance'>;
  /** The name of a class, if it is of the house of the one who asks. @throws Problem not-found */
  readonly nameOf: (sql: Sql, scope: ExportScope, classId: string) => Promise<ExportFilter>;
}

const rowsPerBatch = 500;

/** The sheet of a class: a row for each learner, a column for each day of the month. */
export const attendanceSource = ({ classes, nameOf }: AttendanceSourceDeps): ExportSource =>
  exportSource({
    kind: 'attendance',
    permission: 'class:read',
    admit: async (sql, scope, { classId, month }) => [
      await nameOf(sql, scope, classId),
      ...(month === undefined ? [] : [filterText('month', month)]),
    ],
    async open(sql, _scope, { classId, month }, now) {
      const { days, rows } = await classes.attendance(sql, classId, month, now);
      const made = rows.map(({ accountId, rosterNumber, state, states, totals }) => {
        const { present, part: partly, absent, excused, ratePercent: rate } = totals;
        const byDay = Object.fromEntries(days.map((day, at) => [day, states[at] ?? null]));
        return {
          accountId,
          cells: { rosterNumber, state, ...byDay, present, partly, absent, excused, rate },
        };
      });
      return {
        total: made.length,
        asOf: now,
        columns: [
          { code: 'rosterNumber', kind: 'number' },
          { personal: 'name' },
          { code: 'state', kind: 'word' },
          ...days.map((day) => ({ code: day, kind: 'word', words: 'attendance' }) as const),
          ...(['present', 'partly', 'absent', 'excused', 'rate'] as const).map(
            (code) => ({ code, kind: 'number' }) as const,
          ),
        ],
        batches: inBatches(made),
      };
    },
  });

function* inBatches<Row>(rows: readonly Row[]) {
  for (let from = 0; from < rows.length; from += rowsPerBatch) yield rows.slice(from, from + rowsPerBatch);
}
