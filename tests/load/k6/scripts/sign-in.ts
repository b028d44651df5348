import type { Options } from 'k6/options';
import { noFaults, once } from './platform/limits.ts';
import { visit } from './platform/visit.ts';
import { signIn } from './visits/sign-in.ts';

/** The storm at eight in the morning: everybody signs in at the same moment. */
export const options: Options = { scenarios: { signIn: once('comes') }, thresholds: noFaults };

export const comes = () => visit(signIn);
