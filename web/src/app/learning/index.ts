/** The door of this module: parts of a record and of ratings that pages of staff show as well. */
export { spanOf } from './record/chart-rules.ts';
export { CourseTable } from './record/course-table.ts';
export { DaysCard } from './record/days-card.ts';
export { RecordFigures } from './record/record-figures.ts';
export { EvidenceWord, SupervisorWord, Unproved } from './record/verdict-words.ts';
export { RatingList } from './ratings/rating-list.ts';
export { RatingSummaryCard } from './ratings/rating-summary.ts';
export { reportedBy } from './ratings/report-dialog.ts';
export { Stars } from './ratings/stars.ts';
export { RefusalList } from './record/refusal-list.ts';
