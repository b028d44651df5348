import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type Asset, assetKind, assetState, contentRoutes } from '@minjiang/shared/content';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { Session } from '../../shell/session.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { ClockPipe, MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { followAssets } from '../asset-changes.ts';
import { onItsWay, sizeOf, stateLook } from '../asset-words.ts';
import { UploadList } from '../uploads/upload-list.ts';
import { Uploads } from '../uploads/uploads.ts';
import { previewed } from './preview-dialog.ts';

/** Films and pictures of the institution: send them, see them become ready, look at them, take them away. */
@Component({
  selector: 'mj-assets-page',
  imports: [
    ClockPipe,
    EmptyState,
    FileDrop,
    Icon,
    LoadState,
    MomentPipe,
    PageHeader,
    ProgressBar,
    RouterLink,
    TableFrame,
    Tag,
    TranslocoDirective,
    UploadList,
  ],
  templateUrl: './assets-page.html',
  styleUrl: './assets-page.scss',
})
export class AssetsPage {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly router = inject(Router);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  protected readonly session = inject(Session);
  protected readonly uploads = inject(Uploads);

  /** From the address. */
  readonly kind = input<string>();
  readonly state = input<string>();
  readonly page = input<string>();

  protected readonly kinds = assetKind.options;
  protected readonly states = assetState.options;
  protected readonly look = stateLook;
  protected readonly sizeOf = sizeOf;
  protected readonly busy = signal<string | undefined>(undefined);
  protected readonly fault = signal<string | undefined>(undefined);
  protected readonly filtered = computed(() => Boolean(this.kind() ?? this.state()));
  protected readonly assets = load(contentRoutes.listAssets, () => ({
    query: {
      page: Number(this.page() ?? 1),
      kind: assetKind.safeParse(this.kind()).data,
      state: assetState.safeParse(this.state()).data,
    },
  }));
  protected readonly follow = followAssets(
    this.assets,
    () => this.assets.value()?.items.some(onItsWay) ?? false,
  );

  constructor() {
    effect(() => {
      if (this.uploads.settled() > 0) untracked(() => this.assets.reload());
    });
  }

  /** Whether this page is sending the file of an asset. */
  protected onItsWay(asset: Asset): boolean {
    return this.uploads.items().some(({ assetId }) => assetId === asset.id);
  }

  protected filter(part: { kind?: string | null; state?: string | null }): void {
    void this.router.navigate([], { queryParams: { ...part, page: null }, queryParamsHandling: 'merge' });
  }

  protected preview(asset: Asset): void {
    previewed(this.dialog, asset);
  }

  protected retry(asset: Asset): Promise<void> {
    return this.command(asset, async () => {
      await this.api.call(contentRoutes.retryAsset, { params: { assetId: asset.id } });
    });
  }

  protected async remove(asset: Asset): Promise<void> {
    const say = (key: string) => this.texts.translate<string>(`content.assets.${key}`, { name: asset.name });
    const question = {
      heading: say('remove-heading'),
      text: say('remove-text'),
      confirm: say('remove'),
      danger: true,
    };
    if (!(await confirmed(this.dialog, question))) return;
    await this.command(asset, async () => {
      await this.api.call(contentRoutes.closeAsset, { params: { assetId: asset.id } });
      this.messages.open(say('removed'), undefined, { duration: 4000 });
    });
  }

  private async command(asset: Asset, act: () => Promise<void>): Promise<void> {
    this.busy.set(asset.id);
    this.fault.set(undefined);
    try {
      await act();
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
    this.busy.set(undefined);
    this.assets.reload();
  }
}
