import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { siteRoutes } from '@minjiang/shared/site';
import { provideTestTexts } from '../testing/test-texts.ts';
import { LoadStateHarness } from '../ui/load-state.harness.ts';
import { LoadState } from '../ui/load-state.ts';
import { load } from './loaded.ts';
import { problemInterceptor } from './problem-interceptor.ts';

@Component({ imports: [LoadState], template: '@if (!page.value()) {<mj-load-state [of]="page" />}' })
class Page {
  readonly page = load(siteRoutes.getSite);
}

describe('a page of a busy platform', () => {
  it('says so calmly and loads by itself when there is room, other faults wait for a click', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const fixture = TestBed.createComponent(Page);
    const server = TestBed.inject(HttpTestingController);
    const answer = (status: number) => {
      TestBed.tick();
      const request = server.expectOne(siteRoutes.getSite.path);
      request.flush('<html>', { status, statusText: '' });
    };
    answer(503);
    // A harness waits for what is on its way.
    const state = await TestbedHarnessEnvironment.loader(fixture).getHarness(LoadStateHarness);
    expect(await state.crowded()).toBe('现在使用的人很多');
    expect(await state.error()).toBeUndefined();
    await new Promise((soon) => setTimeout(soon, 1700));
    answer(500);
    expect(await state.crowded()).toBeUndefined();
    expect(await state.error()).toBeDefined();
    await new Promise((soon) => setTimeout(soon, 1700));
    server.expectNone(siteRoutes.getSite.path);
  });
});
