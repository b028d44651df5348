import { DOCUMENT, Injector, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ShellMessage } from '@minjiang/shared/desktop';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { showCentreMessages } from './centre-messages.ts';
import { DesktopShell } from './desktop-shell.ts';

describe('messages of the centre', () => {
  function make(...first: ShellMessage[]) {
    const messages = signal<readonly ShellMessage[]>(first);
    const read: string[] = [];
    const desktop = {
      messages,
      read(id: string) {
        read.push(id);
        messages.update((all) => all.filter((one) => one.id !== id));
        return Promise.resolve();
      },
    };
    TestBed.configureTestingModule({
      providers: [provideTestTexts(), { provide: DesktopShell, useValue: desktop }],
    });
    const page = TestBed.inject(DOCUMENT);
    showCentreMessages(TestBed.inject(Injector));
    const settled = async () => {
      TestBed.tick();
      await new Promise((done) => setTimeout(done, 350));
      TestBed.tick();
    };
    return {
      ...{ messages, read, settled },
      words: () => [...page.querySelectorAll('mj-centre-message .words')].map((p) => p.textContent),
      async understood() {
        page.querySelector<HTMLElement>('mj-centre-message button')!.click();
        await settled();
      },
    };
  }

  it('are shown one by one and go when they are read', async () => {
    const at = make({ id: 'a', text: '请到前台' }, { id: 'b', text: '十分钟后下课' });
    await at.settled();
    expect(at.words()).toEqual(['请到前台']);
    await at.understood();
    expect(at.read).toEqual(['a']);
    expect(at.words()).toEqual(['十分钟后下课']);
    await at.understood();
    expect(at.read).toEqual(['a', 'b']);
    expect(at.words()).toEqual([]);
  });

  it('that are no longer meant go unread', async () => {
    const at = make({ id: 'a', text: '请到前台' });
    await at.settled();
    at.messages.set([]);
    await at.settled();
    expect(at.words()).toEqual([]);
    expect(at.read).toEqual([]);
  });
});
