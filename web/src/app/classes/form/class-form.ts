import { classesRoutes } from '@minjiang/shared/classes';
import * as z from 'zod';

const { name, opensOn, closesOn, programmeId } = classesRoutes.createClass.body.shape;
const inOrder = (entry: { opensOn: string; closesOn: string }) => entry.closesOn >= entry.opensOn;
const atClosesOn = { path: ['closesOn'], error: 'stretch' };

/** Name and dates, as they are entered while a class is a draft. */
export const detailsEntry = z.object({ name, opensOn, closesOn }).refine(inOrder, atClosesOn);

/** A new class: its details and the programme it runs. */
export const classEntry = z.object({ name, opensOn, closesOn, programmeId }).refine(inOrder, atClosesOn);
