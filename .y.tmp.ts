import { Parser, Composer } from 'yaml';
const N = 1_000_000;
const cases: Record<string,string> = {
 open: '['.repeat(N), brace: '{'.repeat(N), dash: '- '.repeat(N/2), q: '? '.repeat(N/2), keys: Array.from({length: 100000}, (_, i) => `k${i}: 1`).join('\n'),
 colon: 'a: '.repeat(N/3), nl: '\n'.repeat(N), sp: ' '.repeat(N), tab: '\t'.repeat(N), quote: '"'.repeat(N), squote: "'".repeat(N), amp: '&a '.repeat(N/3), bang: '!'.repeat(N), star: '*a\n'.repeat(N/3), pipe: '|\n'.repeat(N/2), hash:'#'.repeat(N), hashnl:'#\n'.repeat(N/2), docs: '---\n'.repeat(N/4), docs2: '---\na\n...\n'.repeat(N/10), pct: '%'.repeat(N), comma: '['+','.repeat(N), list: '['+'1,'.repeat(N/2)+']', flowmap: '{'+Array.from({length:100000},(_, i)=>`k${i}: 1`).join(',')+'}', indent: Array.from({length: 1400}, (_, i) => ' '.repeat(i)+'a:').join('\n'), plain: 'a\n'.repeat(N/2), colonq: ':'.repeat(N), cr: '\r'.repeat(N), aliases: 'a: &a 1\nb: ['+'*a,'.repeat(N/4)+']', anchors: Array.from({length:100000},(_, i)=>`- &k${i} 1`).join('\n'), dq:'"'+'\\x'.repeat(N/2), dqn:'"'+'\n\n'.repeat(N/2)+'"', dqs:'"'+' '.repeat(N)+'x"', dqs2: 'a: '+' '.repeat(N)+'x', gt: 'a: >\n'+'  x\n'.repeat(N/4), gt2: 'a: >\n'+'\n'.repeat(N)+'  x', comm2: 'a: 1 '+'# '.repeat(N/2), mapcom: '{#\n'.repeat(N/3), seqcol: '- a: '.repeat(N/5), braces:'{}'.repeat(N/2), brackets:'[]\n'.repeat(N/3),
};
for (const [k, text] of Object.entries(cases)) {
  if (process.argv[2] && process.argv[2] !== k) continue;
  const t = performance.now();
  const tokens = [...new Parser().parse(text)];
  const t1 = performance.now();
  let s = '';
  try { const d = [...new Composer({uniqueKeys:false, prettyErrors:false}).compose(tokens)]; s = `${d.length} docs, ${d[0]?.errors.length} errs`; } catch (e) { s = String(e).slice(0, 60); }
  console.log(k, (t1-t).toFixed(0), (performance.now()-t1).toFixed(0), s);
}
