import { exportRoutes } from '@minjiang/shared/analytics';
import { password } from '../founders.ts';
import type { Http } from '../http.ts';
import type { OwnDatabase } from '../own-database.ts';

/** Files of an institution in every state, and requests for personal data in clear. */
export async function manyExports({ rows }: OwnDatabase, admin: Http, classId: string): Promise<void> {
  const subject = { kind: 'class-progress', classId } as const;
  const wanted = { subject, format: 'xlsx', locale: 'zh-CN' } as const;
  await admin.call(exportRoutes.makeExport, { body: wanted });
  const reason = '人社部门现场核查，需要与纸质签到表和身份证复印件逐人核对姓名与证件号码。';
  await admin.call(exportRoutes.askUnmaskedExport, { body: { ...wanted, reason, password } });
  const columns =
    'account_id, role, organisation_id, region_code, kind, subject, filters, format, locale, masked, reason_sealed';
  await rows(
    `INSERT INTO analytics_exports (id, ${columns}, state, failure, rows_total, rows_written, bytes, sha256, iv, tag, opened,
       made_at, decided_by, decided_at, finished_at, expires_at)
     SELECT gen_random_uuid(), ${columns}, s.state, CASE s.state WHEN 'failed' THEN 'fault' END,
       CASE WHEN s.state IN ('ready', 'working') THEN 1234567 END, CASE s.state WHEN 'working' THEN 456789 ELSE 0 END,
       CASE s.state WHEN 'ready' THEN 98765432 END, CASE s.state WHEN 'ready' THEN sha256('x') END,
       CASE s.state WHEN 'ready' THEN '\\x00'::bytea END, CASE s.state WHEN 'ready' THEN '\\x00'::bytea END, n % 3,
       made_at - n * interval '3 hours',
       CASE WHEN NOT masked AND s.state NOT IN ('asked', 'cancelled', 'expired') THEN organisation_id END,
       CASE WHEN NOT masked AND s.state NOT IN ('asked', 'cancelled', 'expired') THEN now() END, NULL,
       CASE WHEN s.state IN ('ready', 'asked') THEN now() + interval '1 day' END
     FROM analytics_exports CROSS JOIN generate_series(1, 500) AS n CROSS JOIN LATERAL (SELECT
       (ARRAY['ready','working','failed','cancelled','expired','waiting','asked','refused'])[1 + n % CASE WHEN masked THEN 6 ELSE 8 END]) s(state)`,
  );
}
