import { bridgeKey } from '@minjiang/shared/desktop';
import { escapeText, ownPage } from './own-page.ts';
import type { Texts } from './texts.ts';

const script = `
  const shell = window.${bridgeKey};
  const form = document.querySelector('form');
  const field = document.querySelector('input');
  const [leave, back] = document.querySelectorAll('button');
  const status = document.querySelector('[role=status]');
  let waiting = 0;
  const say = (text, seconds) => (status.textContent = text.replace('{seconds}', seconds));
  const count = (seconds, before) => {
    clearInterval(waiting);
    const until = Date.now() + seconds * 1000;
    const show = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      leave.disabled = left > 0;
      if (left > 0) return say(before + status.dataset.wait, left);
      clearInterval(waiting);
      say('', 0);
      field.focus();
    };
    waiting = setInterval(show, 500);
    show();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (leave.disabled || field.value === '') return field.focus();
    leave.disabled = true;
    say(status.dataset.trying, 0);
    const password = field.value;
    field.value = '';
    const answer = await shell.staffExit(password).catch(() => ({ outcome: 'fault', waitSeconds: 0 }));
    if (answer.outcome === 'leaving') return say(status.dataset.leaving, 0);
    const said = answer.outcome === 'fault' ? status.dataset.fault : answer.outcome === 'wrong' ? status.dataset.wrong : '';
    if (answer.waitSeconds > 0) return count(answer.waitSeconds, said);
    leave.disabled = false;
    say(said, 0);
    field.focus();
  });
  back.addEventListener('click', () => shell.staffReturn());
`;

/** Where a member of staff ends the program with the password, or goes back to the learners' pages. */
export function staffPage(locale: string, { staff: words }: Texts): string {
  const told = (['trying', 'wrong', 'wait', 'leaving', 'fault'] as const)
    .map((name) => `data-${name}="${escapeText(words[name])}"`)
    .join(' ');
  const body = `<p>${escapeText(words.explanation)}</p>
<form>
<label for="password">${escapeText(words.password)}</label>
<input id="password" type="password" autocomplete="off" maxlength="200" autofocus>
<p role="status" ${told}></p>
<div class="row"><button>${escapeText(words.leave)}</button><button type="button" class="quiet">${escapeText(words.back)}</button></div>
</form>`;
  return ownPage({ locale, title: words.title, body, script });
}
