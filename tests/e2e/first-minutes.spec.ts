import { join } from 'node:path';
import { addDays, localDay } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { launch, photograph, takeSeat, type Seat } from '../support/browser/browser.ts';
import { realClip } from '../support/clip.ts';
import { buildProgramme, countAllDay, publishProgramme, uploadFilm } from '../support/pages/building.ts';
import { activateAccount, enter, leaveAccount } from '../support/pages/entering.ts';
import { finished, play } from '../support/pages/studying.ts';
import { importRoster, mailCode, openNewClass, printSlip } from '../support/pages/teaching.ts';
import { password } from '../support/founders.ts';
import { somebody } from '../support/people.ts';
import { scratchFolder } from '../support/places.ts';
import { theStage, type Stage } from '../support/stage.ts';

const clipSeconds = 14;
const programme = 'Welding, first level';
const lesson = 'Striking an arc';

/** From an institution's first upload to a learner's first honest minutes, in a browser, by what pages say. */
describe('from a film to credited time', () => {
  let stage: Stage;
  let office: Seat;
  let desk: Seat;
  let classAddress: string;
  const [first, second, bad] = [somebody(), somebody(), somebody()];

  beforeAll(async () => {
    stage = await theStage();
    const browser = await launch();
    office = await takeSeat(browser, stage.first.origin);
    desk = await takeSeat(browser, stage.first.origin);
    await enter(office.page, 'institution', password);
  }, 120_000);
  afterEach(() => photograph(office, desk));
  afterAll(async () => {
    await leaveAccount(office.page);
    await office.page.context().browser()?.close();
  });

  it('the institution uploads a film and watches it become ready', async () => {
    const path = await realClip(join(scratchFolder('clip'), 'arc.mp4'), clipSeconds);
    const seen = await uploadFilm(office.page, path, 'arc.mp4');
    expect(seen.at(-1)).toBe('ready');
    expect(seen).toContain('processing');
  }, 60_000);

  it('builds a programme with it and publishes it', async () => {
    await buildProgramme(office.page, { name: programme, lesson, film: 'arc.mp4' });
    await countAllDay(office.page);
    await publishProgramme(office.page);
  }, 60_000);

  it('opens a class and imports a roster of three, of whom the bad one is left out and named', async () => {
    const today = localDay(Date.now());
    const dates = { opensOn: today, closesOn: addDays(today, 30) };
    classAddress = await openNewClass(office.page, { name: 'Welders', programme, ...dates });
    const line = ({ name, idNumber, phone, email }: typeof first) => [name, idNumber, phone, email].join(',');
    const wrong = { ...bad, idNumber: bad.idNumber.replace(/^\d{2}/, '00').slice(0, 17) };
    const content = ['name,idNumber,phone,email', line(first), line(wrong), line(second)].join('\n');
    const { rows, copy } = await importRoster(office.page, classAddress, { name: 'roster.csv', content });
    expect(rows.length).toBe(3);
    expect(copy.split('\r\n').map((text) => text.includes('核对 18 位'))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(rows.map((row) => row.includes('证件号') || row.includes('身份证'))).toEqual([false, true, false]);
  }, 60_000);

  it('gives one learner a printed code and mails another his; the learner activates his account', async () => {
    await mailCode(office.page, classAddress, 2);
    const mail = await stage.sink.next();
    expect(mail.to).toEqual([second.email]);
    expect(mail.text).toMatch(/\d{4}[ -]?\d{4}/);
    const code = await printSlip(office.page, classAddress, 1);
    await activateAccount(desk.page, first, code);
    expect(new URL(desk.page.url()).pathname).toBe('/today');
  }, 60_000);

  it('the film is played to its end, and the ledger holds its length within a second', async () => {
    const asLearner = desk.page.context().request;
    const classes = await asLearner.get(learningRoutes.myClasses.path);
    const [own] = learningRoutes.myClasses.answer.parse(await classes.json()).classes;
    const { enrolmentId } = own!;
    const { lessonId, durationMs } = own!.courses[0]!.chapters[0]!.lessons[0]!;
    await play(desk.page, enrolmentId, lessonId);
    await finished(desk.page);
    const record = await asLearner.get(learningRoutes.myRecord.path);
    const { totals } = learningRoutes.myRecord.answer.parse(await record.json());
    expect(Math.abs(totals.creditedMs - durationMs)).toBeLessThanOrEqual(1000);
    expect(Math.abs(totals.creditedMs - clipSeconds * 1000)).toBeLessThanOrEqual(1000);
    const figure = clockOf(totals.creditedMs);
    await desk.page.goto('/record');
    expect(await desk.page.locator('mj-record-figures').innerText()).toContain(figure);
    await office.page.goto(classAddress);
    const row = office.page.locator('mj-progress-table tbody tr').first();
    expect((await row.innerText()).split(/\s/)).toContain(figure);
  }, 90_000);
});

/** Whole seconds, as tables show them. */
function clockOf(ms: number): string {
  const total = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(total / 3600)}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
}
