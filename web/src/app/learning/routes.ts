import type { Routes } from '@angular/router';

/** The learner's pages. */
export const learningPages: Routes = [];
