import { HttpContext } from '@angular/common/http';
import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import {
  identityRoutes,
  type OwnAccount,
  type Permission,
  permissionsOf,
  type Role,
} from '@minjiang/shared/identity';
import { Api } from '../api/api.ts';
import { Problem } from '../api/problem.ts';
import { mayBeSignedOut } from '../api/problem-interceptor.ts';
import { SessionEnd } from '../api/session-end.ts';

/** Who is signed in on this page. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly end = inject(SessionEnd);
  private readonly router = inject(Router);
  private readonly own = signal<OwnAccount | undefined>(undefined);
  private asked: Promise<void> | undefined;
  /** While one signs out by oneself, the end of the session is no news. */
  private leaving = false;

  readonly account = this.own.asReadonly();
  readonly role = computed(() => this.own()?.active.role);
  private readonly permissions = computed(() => {
    const role = this.role();
    return new Set<Permission>(role ? permissionsOf(role) : []);
  });

  constructor() {
    effect(() => {
      const reason = this.end.reason();
      if (!reason) return;
      const wasSignedIn = untracked(() => this.own() !== undefined);
      const next = untracked(() => this.router.url);
      this.end.forget();
      if (this.leaving || !wasSignedIn) return;
      this.own.set(undefined);
      if (next.startsWith('/sign-in')) return;
      void this.router.navigate(['/sign-in'], { queryParams: { why: reason, next } });
    });
  }

  /** Asks the server once who this is. A server that cannot be reached is a `Problem`, not a signed-out person. */
  ready(): Promise<void> {
    this.asked ??= this.ask().catch((fault: unknown) => {
      this.asked = undefined;
      throw fault;
    });
    return this.asked;
  }

  may(permission: Permission): boolean {
    return this.permissions().has(permission);
  }

  /** The account as a command answered it. */
  became(account: OwnAccount): void {
    this.end.forget();
    this.own.set(account);
  }

  /** Signs in, as somebody else too. @returns the role one begins in. @throws Problem */
  async signIn(account: string, password: string): Promise<Role> {
    const body = { account, password };
    const answer = await this.whileLeaving(() => this.api.call(identityRoutes.signIn, { body }));
    this.became(answer.account);
    return answer.account.active.role;
  }

  async signOut(): Promise<void> {
    await this.whileLeaving(async () => {
      await this.api.call(identityRoutes.signOut);
      this.own.set(undefined);
      await this.router.navigateByUrl('/sign-in');
    });
  }

  private async whileLeaving<T>(work: () => Promise<T>): Promise<T> {
    this.leaving = true;
    try {
      return await work();
    } finally {
      this.leaving = false;
    }
  }

  private async ask(): Promise<void> {
    try {
      const context = new HttpContext().set(mayBeSignedOut, true);
      this.own.set((await this.api.call(identityRoutes.me, undefined, { context })).account);
    } catch (fault) {
      if (!(fault instanceof Problem) || fault.status !== 401) throw fault;
    }
  }
}
