import type { OwnDatabase } from '../own-database.ts';

/** Long names as they are, in place of numbers; and operators of the whole province. */
export async function nameHouses({ rows }: OwnDatabase): Promise<void> {
  await rows(
    `UPDATE identity_assignments SET region_code = '350000' WHERE role IN ('system-admin', 'security-admin', 'audit-admin')`,
  );
  await rows(
    `UPDATE identity_organisations o SET name = (ARRAY['福州','厦门','莆田','三明','泉州','漳州','南平','龙岩','宁德'])[1 + b.n % 9]
       || CASE b.kind WHEN 'institution' THEN '市' || b.n || '号职业技能培训学校（省级高技能人才培训基地）'
                      ELSE '第' || b.n || '养老服务有限公司' END
     FROM bench_houses b WHERE b.id = o.id AND b.n > 0`,
  );
  await rows(
    `UPDATE classes_classes c SET name = '养老护理员（初级）2026 年第 ' || b.n + 1 || ' 期培训班（周末班）', pinned_name = '养老护理员（初级）职业技能培训'
     FROM bench_classes b WHERE b.id = c.id`,
  );
}
