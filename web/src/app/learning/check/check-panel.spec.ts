import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { CheckKeeper } from './check-keeper.ts';
import { CheckPanel } from './check-panel.ts';
import { CheckPanelHarness } from './check-panel.harness.ts';
import { sampleCheck, sampleCode, sampleEnrolmentId, sampleStanding } from './testing/samples.ts';

@Component({
  imports: [CheckPanel],
  providers: [CheckKeeper],
  template: `<button type="button">播放</button>
    @if (checks.holding()) {
      <mj-check-panel />
    }`,
})
class Stage {
  readonly checks = inject(CheckKeeper);
}

const standingAddress = `/api/v1/study/enrolments/${sampleEnrolmentId}/standing`;
const open = sampleStanding({ gate: 'open', check: null });

describe('a check over the lesson', () => {
  async function make(standing = sampleStanding()) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(Stage);
    document.body.append(fixture.nativeElement as HTMLElement);
    const { checks } = fixture.componentInstance;
    const play = (fixture.nativeElement as HTMLElement).querySelector('button')!;
    play.focus();
    checks.watch(sampleEnrolmentId, 'check-due');
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const settle = async () => {
      await new Promise((done) => setTimeout(done, 10));
      await fixture.whenStable();
    };
    await settle();
    server.expectOne(standingAddress).flush(standing);
    await settle();
    const panel = await loader.getHarnessOrNull(CheckPanelHarness);
    const shown = async () => (await loader.getHarnessOrNull(CheckPanelHarness)) !== null;
    const answered = (check = standing.check!) =>
      server.expectOne(`/api/v1/study/checks/${check.checkId}/answer`);
    return { server, checks, play, panel: panel!, settle, shown, answered, standing };
  }

  afterEach(() => TestBed.inject(HttpTestingController).verify());

  it('says why, how long there is, how many tries, and what depends on it, and takes the focus', async () => {
    const { panel, checks } = await make();
    const text = await panel.text();
    expect(checks.holding()).toBeTrue();
    expect(await panel.hasFocusOnHeading()).toBeTrue();
    expect(await panel.question()).toBe('停电检修时，第一步做什么？');
    for (const part of ['不定时确认', '还有 48 秒', '还可以试 3 次', '12 分钟不计入', '3 个工作日'])
      expect(text).toContain(part);
    expect(await panel.spoken()).toBe('');
  });

  it('is answered by figure and Enter, and gives the focus back where it was', async () => {
    const { panel, checks, settle, shown, answered, play } = await make();
    checks.interrupted(true);
    await panel.press('2', TestKey.ENTER);
    expect(await panel.chosen()).toBe(1);
    const call = answered();
    expect(call.request.body).toEqual({ kind: 'question', choice: 1, triesLeft: 2 });
    call.flush({ outcome: 'passed', standing: open });
    await settle();
    expect(await shown()).toBeFalse();
    expect(checks.resumed()).toBe(1);
    expect(document.activeElement).toBe(play);
  });

  it('stays through Escape, and sends nothing that was not chosen', async () => {
    const { panel, shown, server } = await make();
    await panel.press('9', TestKey.ENTER, TestKey.ESCAPE);
    expect(await shown()).toBeTrue();
    expect(server.match(() => true).length).toBe(0);
  });

  it('waits for the learner where nothing was playing', async () => {
    const { panel, checks, settle, answered, shown } = await make();
    await panel.choose(0);
    await panel.click('确定');
    answered().flush({ outcome: 'passed', standing: open });
    await settle();
    expect(await panel.heading()).toBe('已通过，继续学习');
    expect(checks.resumed()).toBe(0);
    await panel.click('继续学习');
    expect(await shown()).toBeFalse();
    expect(checks.resumed()).toBe(1);
  });

  it('is kind about a wrong answer and asks another question', async () => {
    const { panel, settle, answered } = await make();
    await panel.press('1', TestKey.ENTER);
    const check = sampleCheck({
      triesLeft: 0,
      question: { text: '安全电压一般是？', options: ['36', '220'] },
    });
    answered().flush({ outcome: 'again', standing: sampleStanding({ check }) });
    await settle();
    expect(await panel.text()).toContain('没关系');
    expect(await panel.text()).toContain('最后一次机会');
    expect(await panel.question()).toBe('安全电压一般是？');
    expect(await panel.chosen()).toBe(-1);
    expect(await panel.hasFocusOnHeading()).toBeTrue();
  });

  it('takes a code as it is pasted, says where it is, and sends it again', async () => {
    const { panel, settle, server, answered, standing } = await make(
      sampleStanding({ check: sampleCode({ leftMs: 9000 }) }),
    );
    expect(await panel.attributesOfCode()).toEqual(['one-time-code', 'numeric']);
    expect(await panel.text()).toContain('邮箱');
    expect(await panel.spoken()).toBe('还有 10 秒');
    await panel.click('再发一次');
    server.expectOne(`/api/v1/study/checks/${standing.check!.checkId}/code`).flush(standing);
    await settle();
    expect(await panel.text()).toContain('以最新的为准');
    await panel.type('123 456');
    await panel.click('确定');
    expect(answered().request.body).toEqual({ kind: 'message-code', code: '123456', triesLeft: 2 });
  });

  it('says what a missed one cost, and asks for the next at a press', async () => {
    const missed = sampleStanding({ gate: 'check-missed', check: null, unprovedMs: 0, missed: 1 });
    const { panel, settle, server, standing } = await make(missed);
    const cost = { checkId: sampleCheck().checkId, enrolmentId: sampleEnrolmentId, className: '电工一班' };
    server.expectOne('/api/v1/me/checks').flush({
      checks: [
        {
          ...{ ...cost, lessonName: '安全用电', kind: 'question', occasion: 'random', state: 'missed' },
          ...{ issuedAt: '2026-11-24T06:00:00Z', closedAt: '2026-11-24T06:01:30Z', tries: 0 },
          cancelledMs: 720_000,
        },
      ],
      makeUps: [
        {
          ...cost,
          lessonId: sampleCheck().checkId,
          lessonName: '安全用电',
          ms: 720_000,
          dueOn: '2026-11-27',
          state: 'due',
        },
      ],
      standings: [],
    });
    await settle();
    expect(await panel.text()).toContain('12 分钟没有计入');
    expect(await panel.text()).toContain('2026-11-27');
    await panel.click('现在核验并继续');
    const asked = server.expectOne(`/api/v1/study/enrolments/${standing.enrolmentId}/checks`);
    asked.flush({ ...missed, check: sampleCheck({ occasion: 'make-up' }) });
    await settle();
    expect(await panel.question()).toBe('停电检修时，第一步做什么？');
  });

  it('leads to an appeal where a person must decide', async () => {
    const { panel } = await make(sampleStanding({ gate: 'check-missed', check: null, stopped: true }));
    TestBed.inject(HttpTestingController).match('/api/v1/me/checks');
    expect(await panel.buttons()).toEqual(['去申诉', '联系客服']);
  });

  it('looks again when the time is over', async () => {
    const { settle, server, panel } = await make(sampleStanding({ check: sampleCheck({ leftMs: 100 }) }));
    await new Promise((done) => setTimeout(done, 400));
    await settle();
    expect(await panel.text()).toContain('时间到了');
    server.expectOne(standingAddress).flush(sampleStanding({ gate: 'check-missed', check: null }));
    await settle();
    server.match('/api/v1/me/checks');
    expect(await panel.heading()).toBe('刚才没有按时完成核验');
  });

  it('says so when the answer did not arrive, and keeps the question', async () => {
    const { panel, settle, answered } = await make();
    await panel.press('1', TestKey.ENTER);
    answered().error(new ProgressEvent('error'), { status: 0 });
    await settle();
    expect(await panel.question()).toBe('停电检修时，第一步做什么？');
    expect(await panel.buttons()).toContain('再看一次');
  });
});
