import { bucketLengths, figuresQuery, type BucketLength, type FigureStep } from '@minjiang/shared/analytics';
import type { QueryInputOf } from '@minjiang/shared/kernel';
import type { analyticsRoutes } from '@minjiang/shared/analytics';

export type FiguresQuery = QueryInputOf<typeof analyticsRoutes.readFigures>;
export type FiguresAddress = Readonly<Partial<Record<keyof FiguresQuery, string | undefined>>>;

/** What an address asks for; parts of it that mean nothing are left out. */
export function queryIn(address: FiguresAddress): FiguresQuery {
  const sound = Object.entries(address).filter(([name, value]) => {
    const schema = figuresQuery.shape[name as keyof FiguresQuery];
    return value !== undefined && schema.safeParse(value).success;
  });
  return Object.fromEntries(sound);
}

/** The length of the steps that stands in an address, days by default. */
export const stepsIn = (text: string | undefined): BucketLength =>
  bucketLengths.find((each) => each === text) ?? 'day';

/** Parts of an address that say where one looks; the narrower ones go when one looks at something wider. */
const nowhere = { regionCode: null, institutionId: null, classId: null, enrolmentId: null, lessonId: null };

/** What an address has to say to look at a place, with all filters left as they are. */
export function addressOf(step: Pick<FigureStep, 'level' | 'id'>, enrolmentId?: string) {
  const always = { ...nowhere, page: null, parts: null };
  switch (step.level) {
    case 'region':
      return { ...always, regionCode: step.id };
    case 'institution':
      return { ...always, institutionId: step.id };
    case 'class':
      return { ...always, classId: step.id };
    case 'learner':
      return { ...always, enrolmentId: step.id };
    case 'lesson':
      return { ...always, enrolmentId, lessonId: step.id };
    case 'employer':
    case 'course':
      return always;
  }
}
