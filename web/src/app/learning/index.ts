/** The door of this module: parts of a record that the institution's page of a learner shows as well. */
export { spanOf } from './record/chart-rules.ts';
export { CourseTable } from './record/course-table.ts';
export { DaysCard } from './record/days-card.ts';
export { RecordFigures } from './record/record-figures.ts';
export { EvidenceWord, SupervisorWord, Unproved } from './record/verdict-words.ts';
export { RefusalList } from './record/refusal-list.ts';
