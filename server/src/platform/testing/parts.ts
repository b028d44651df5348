/** For worlds of specs: parts of the platform that only the composition root builds. */
export { migrate } from '../db/migrate.ts';
export { makeJobs } from '../jobs/jobs.ts';
export { readTable } from '../tables/read-table.ts';
