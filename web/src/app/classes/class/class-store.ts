import { computed, Injectable, signal } from '@angular/core';
import { classesRoutes, type TrainingClassView } from '@minjiang/shared/classes';
import { learningRoutes } from '@minjiang/shared/learning';
import { load } from '../../api/loaded.ts';

/** One training class and its totals, for the pages under its address. */
@Injectable()
export class ClassStore {
  /** Set by the shell, from the address. */
  readonly classId = signal<string | undefined>(undefined);
  private readonly params = computed(() => {
    const classId = this.classId();
    return classId === undefined ? undefined : { params: { classId } };
  });
  readonly loaded = load(classesRoutes.getClass, this.params);
  private readonly progress = load(learningRoutes.classProgress, () => {
    const of = this.params();
    return of && { ...of, query: { pageSize: 1 } };
  });

  /** The class, if it is loaded. */
  readonly known = computed(() => this.loaded.value()?.trainingClass);
  /** The class; pages are shown only once it is there. */
  readonly current = computed(() => this.known()!);
  readonly link = computed(() => ['/classes', this.current().id] as const);
  /** Sums over everyone on the roster; undefined until they are there. */
  readonly totals = computed(() => this.progress.value()?.totals);

  /** Takes the class as a command answered it. */
  became(trainingClass: TrainingClassView): void {
    this.loaded.set({ trainingClass });
  }

  /** Looks again, after somebody was enrolled or left. */
  refresh(): void {
    this.loaded.reload();
    this.progress.reload();
  }
}
