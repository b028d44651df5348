import {
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  identityRoutes,
  mostOrdered,
  placeName,
  type DeviceOrder,
  type OrderKind,
  type Wall,
  type WallGroup,
} from '@minjiang/shared/identity';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { MachineTile } from './machine-tile.ts';
import { askMessage } from './message-dialog.ts';
import { affected, named } from './wall-look.ts';

const everyMs = 3_000;

/** The machines of a centre or a room at this moment, those first that somebody should look at, and what can be done. */
@Component({
  selector: 'mj-wall-page',
  imports: [EmptyState, Icon, LoadState, MachineTile, MomentPipe, PageHeader, RouterLink, TranslocoDirective],
  templateUrl: './wall-page.html',
  styleUrl: './wall-page.scss',
})
export class WallPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly snacks = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  private readonly page = inject(DOCUMENT);
  /** From the address. The centre is named only by whoever may look at all of them; he orders nothing. */
  readonly organisationId = input<string>();
  readonly room = input<string>();

  protected readonly groups: readonly WallGroup[] = ['incident', 'in-use', 'idle'];
  protected readonly fault = signal<string | undefined>(undefined);
  private readonly chosenIds = signal<ReadonlySet<string>>(new Set());
  private readonly query = computed(() => ({ room: placeName.safeParse(this.room()).data }));
  private readonly own = load(identityRoutes.getWall, () =>
    this.organisationId() === undefined ? { query: this.query() } : undefined,
  );
  private readonly others = load(identityRoutes.getCentreWall, () => {
    const organisationId = this.organisationId();
    return organisationId === undefined ? undefined : { params: { organisationId }, query: this.query() };
  });
  protected readonly wall = computed(() => (this.organisationId() === undefined ? this.own : this.others));
  /** What was seen last stays while the platform cannot be asked, and says of when it is. */
  protected readonly seen = linkedSignal<{ now: Wall | undefined; place: string }, Wall | undefined>({
    source: () => ({ now: this.wall().value(), place: `${this.organisationId()} ${this.room()}` }),
    computation: ({ now, place }, former) =>
      now ?? (former?.source.place === place ? former.value : undefined),
  });
  protected readonly mayOrder = computed(() => this.organisationId() === undefined);
  protected readonly chosen = computed(() =>
    (this.seen()?.tiles ?? []).filter(({ id }) => this.chosenIds().has(id)),
  );
  protected readonly counts = computed(() => {
    const counts = this.seen()?.counts;
    return this.groups.map((group) => ({ group, count: counts?.[group] ?? 0 }));
  });
  /** Rooms to choose from, with the one of the address, which may be closed. */
  protected readonly rooms = computed(() => {
    const rooms = (this.seen()?.rooms ?? []).map(({ name }) => name);
    const chosen = this.room();
    return chosen && !rooms.includes(chosen) ? [chosen, ...rooms] : rooms;
  });

  constructor() {
    const timer = setInterval(() => {
      // Nobody looks at a page that is not shown.
      if (this.page.visibilityState === 'visible' && !this.wall().loading()) this.wall().reload();
    }, everyMs);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected filter(room: string | null): void {
    this.chosenIds.set(new Set());
    void this.router.navigate([], { queryParams: { room }, queryParamsHandling: 'merge' });
  }

  protected choose(id: string, chosen: boolean): void {
    this.chosenIds.update((ids) => {
      const next = new Set(ids);
      if (chosen) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  protected chooseAll(): void {
    const tiles = this.seen()?.tiles ?? [];
    this.chosenIds.set(new Set(tiles.slice(0, mostOrdered).map(({ id }) => id)));
  }

  protected chooseNone(): void {
    this.chosenIds.set(new Set());
  }

  protected affected(kind: OrderKind): number {
    return affected(this.chosen(), kind).length;
  }

  protected async order(kind: OrderKind): Promise<void> {
    const tiles = affected(this.chosen(), kind).slice(0, mostOrdered);
    if (tiles.length === 0) return;
    const { names, more } = named(tiles);
    const say = (key: string) =>
      this.texts.translate<string>(`ops.wall.ask.${kind}-${key}`, { count: tiles.length });
    const which = more > 0 ? this.texts.translate<string>('ops.wall.and-more', { names, more }) : names;
    const text = this.texts.translate<string>('ops.wall.ask.of', { names: which, text: say('text') });
    const question = { heading: say('heading'), text };
    const order = await this.confirm(kind, question);
    if (order === undefined) return;
    this.fault.set(undefined);
    try {
      const body = { deviceIds: tiles.map(({ id }) => id), order };
      await this.api.call(identityRoutes.orderDevices, { body });
      this.snacks.open(say('done'), undefined, { duration: 4000 });
      this.chooseNone();
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
    this.wall().reload();
  }

  /** The order as it was confirmed; undefined when it was not. */
  private async confirm(
    kind: OrderKind,
    question: { heading: string; text: string },
  ): Promise<DeviceOrder | undefined> {
    if (kind === 'message') {
      const text = await askMessage(this.dialog, question);
      return text === undefined ? undefined : { kind, text };
    }
    const confirm = this.texts.translate<string>(`ops.wall.orders.${kind}`);
    const danger = kind !== 'unlock';
    return (await confirmed(this.dialog, { ...question, confirm, danger })) ? { kind } : undefined;
  }
}
