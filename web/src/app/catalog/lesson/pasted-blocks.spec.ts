import { block } from '@minjiang/shared/catalog';
import { blocksOfHtml, blocksOfText } from './pasted-blocks.ts';

describe('pasted rich text', () => {
  it('becomes plain blocks in the same order', () => {
    const html = `<style>p{}</style><h1>一、<b>正反转</b></h1><p>改变相序，<i>就可以</i>改变转向。</p>
      <blockquote>必须有联锁。</blockquote><ol><li>断电</li><li>验电<ul><li>用验电笔</li></ul></li></ol>
      <table><tr><td>名称</td><td>数量</td></tr></table><img src="x.png" onerror="alert(1)"><div>完</div>`;
    expect(blocksOfHtml(html)).toEqual([
      { type: 'heading', text: '一、正反转' },
      { type: 'paragraph', text: '改变相序，就可以改变转向。' },
      { type: 'notice', text: '必须有联锁。' },
      { type: 'list', ordered: true, items: ['断电', '验电', '用验电笔'] },
      { type: 'paragraph', text: '名称 | 数量' },
      { type: 'paragraph', text: '完' },
    ]);
  });

  it('keeps line breaks, and loses scripts and empty boxes', () => {
    expect(blocksOfHtml('<div><div> </div><p>一<br>二</p><script>alert(1)</script></div>')).toEqual([
      { type: 'paragraph', text: '一\n二' },
    ]);
    expect(blocksOfHtml('一<span>二</span><p>&nbsp;</p>')).toEqual([{ type: 'paragraph', text: '一二' }]);
  });

  it('never makes a block that the server would refuse for its length', () => {
    const html = `<h2>${'长'.repeat(300)}</h2><p>${'字'.repeat(12_000)}</p><ul>${'<li>项</li>'.repeat(120)}</ul>`;
    const blocks = blocksOfHtml(html);
    for (const each of blocks) expect(block.safeParse(each).success).toBeTrue();
    expect(blocks.map(({ type }) => type)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
      'paragraph',
      'list',
      'list',
      'list',
    ]);
  });

  it('divides plain text at empty lines', () => {
    expect(blocksOfText('一\r\n二\r\n\r\n\r\n三')).toEqual([
      { type: 'paragraph', text: '一\n二' },
      { type: 'paragraph', text: '三' },
    ]);
  });
});
