import * as z from 'zod';
import { programVersion } from '../identity/index.ts';
import { defineRoute } from '../kernel/index.ts';

/** Who operates this platform, for footer, privacy notice and service page; all from configuration. */
export const site = z.object({
  operator: z.string(),
  icpNumber: z.string(),
  policeNumber: z.string(),
  servicePhone: z.string(),
  serviceHours: z.string(),
  complaintPhone: z.string(),
  privacyContact: z.string(),
  minClientVersion: z.string(),
  /** Least version of the installed program; an older one only says that it is too old. Null: any will do. */
  leastProgram: programVersion.nullable(),
  demonstration: z.boolean(),
});
export type Site = z.infer<typeof site>;

const getSite = defineRoute({
  id: 'site.get',
  method: 'GET',
  path: '/api/v1/site',
  summary: 'Operator, filing numbers and contacts',
  permission: 'public',
  scope: { of: 'public' },
  answer: site,
});

export const siteRoutes = { getSite };
