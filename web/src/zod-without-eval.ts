/**
 * Runs before anything else. The content security policy forbids `eval`, and zod would try it once per page
 * load: the attempt fails harmlessly but is reported as a violation. It reads this setting when schemas are made.
 */
const scope = globalThis as { __zod_globalConfig?: Record<string, unknown> };
scope.__zod_globalConfig = { ...scope.__zod_globalConfig, jitless: true };

export {};
