// The style sheet of the page, for light and dark, wide and narrow screens, and paper.

/** Colours have a contrast of at least 4.5 to 1 with what they stand on (WCAG 2.2, 1.4.3). Nothing is loaded. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1c1e21; --soft: #50565e; --page: #ffffff; --raised: #f4f5f7; --rule: #d5d9de; --link: #0059a8;
  --marked: #eaf2fa; --warn: #fff5e0; --warn-rule: #b45f00; --focus: #0059a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e7e9ec; --soft: #adb4bd; --page: #16181b; --raised: #1f2226; --rule: #3b4047; --link: #86bdf5;
    --marked: #1d2c3c; --warn: #33270f; --warn-rule: #e0a33e; --focus: #86bdf5;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: break-word;
}
header, main, footer { max-width: 104rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: .9rem; }
main { padding-bottom: 2rem; }
footer { padding-top: 1rem; padding-bottom: 3rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: .9rem; }
p, ul, ol, dl, blockquote { max-width: 52rem; margin: .75rem 0; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: clamp(1.4rem, 1.1rem + 1vw, 1.8rem); margin: .1rem 0 .3rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; top: 0; padding: .75rem 1rem; background: var(--page); color: var(--link); z-index: 1; }
.skip:focus { left: 0; }
.kind { margin: 0; color: var(--soft); font-size: .9rem; }
.description { white-space: pre-line; }
header p { margin: .25rem 0; max-width: 78rem; }
.summary h2 { font-size: 1rem; margin: .5rem 0 0; padding-top: .4rem; }
.beside { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2rem; align-items: start; }
.figures { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 1.5rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2.5rem; }
@media (min-width: 68.75rem) {
  .beside, .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .beside.first { grid-template-columns: minmax(0, 1.75fr) minmax(0, 1fr); gap: 0 1rem; }
  .figures { grid-template-columns: repeat(auto-fit, minmax(34rem, 1fr)); }
  .beside .figures { grid-template-columns: minmax(0, 1fr); }
}
@media (min-width: 100rem) { .columns { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
.first figure, .first .scroll { margin: .4rem 0; }
.first .note, .first .alert { margin: .4rem 0; font-size: .82rem; }
.alert { padding: .3rem .6rem; background: var(--warn); border-left: 4px solid var(--warn-rule); }
table.summary { font-size: .81rem; width: 100%; }
.summary caption { font-size: .84rem; padding: 0 0 .3rem; }
.summary :is(th, td) { padding: .25rem .4rem; }
.summary tbody th { min-width: 6rem; font-weight: 600; }
.unit, .range { display: block; font-weight: 400; font-size: .92em; color: var(--soft); }
.told { font-weight: 700; }
.open { color: var(--soft); }
details.fold { margin: 0; }
details.fold > summary { padding: 0; }
details.fold > summary h2 { display: inline; border: 0; margin: .5rem 0; padding: 0; font-size: 1.15rem; }
details.fold { border-top: 1px solid var(--rule); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 1.25rem 0 0; max-width: none; }
nav a { display: inline-block; padding: .25rem 0; }
.warnings {
  max-width: 76rem; margin: 1.25rem 0; padding: .75rem 1.1rem; background: var(--warn);
  border-left: 5px solid var(--warn-rule); border-radius: 3px;
}
.warnings h3 { margin: 0 0 .25rem; }
.warnings ul { max-width: none; margin: 0; padding-left: 1.2rem; }
.effect { font-size: 1.15rem; }
.note { color: var(--soft); font-size: .92rem; }
.tag { display: inline-block; padding: 0 .4em; border: 1px solid currentcolor; border-radius: .6em; font-size: .75em; font-weight: 400; color: var(--soft); }
dt { font-weight: 600; margin-top: .6rem; }
dd { margin: 0 0 0 1.25rem; }
@media (min-width: 40rem) { dl.note { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .3rem 1.25rem; max-width: 60rem; }
  dl.note dt, dl.note dd { margin: 0; } }
.source { color: var(--soft); font-size: .9em; }
.scroll { overflow-x: auto; margin: 1rem 0; max-width: 100%; }
table { border-collapse: collapse; font-size: .88rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0 .5rem; font-size: .95rem; }
caption span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 2.5rem); }
th, td { padding: .35rem .65rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--soft); }
tbody th { font-weight: 400; min-width: 9rem; position: sticky; left: 0; background: var(--page); }
tbody .group th { font-weight: 600; background: var(--raised); }
.marked > :is(th, td) { background: var(--marked); font-weight: 600; }
td, th { overflow-wrap: normal; }
.number { text-align: right; }
td.number { white-space: nowrap; }
.words td { overflow-wrap: anywhere; min-width: 6rem; }
.words td:nth-last-child(2) { min-width: 20rem; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .9em; }
pre { background: var(--raised); padding: .75rem 1rem; border-radius: 4px; }
pre.scroll { white-space: pre; }
.hash { overflow-wrap: anywhere; }
figure { margin: 1.75rem 0; }
figcaption { color: var(--soft); font-size: .88rem; margin-top: .3rem; }
.drawing { margin: 0; background: #ffffff; border: 1px solid var(--rule); border-radius: 4px; }
.drawing img { display: block; width: 100%; min-width: 34rem; height: auto; }
.first .drawing img { min-width: 20rem; }
details { margin: .75rem 0; }
summary { cursor: pointer; padding: .4rem 0; font-weight: 600; }
@media print {
  @page {
    size: A4; margin: 16mm 15mm 18mm;
    @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #3f4348; }
  }
  :root {
    color-scheme: light;
    --ink: #000000; --soft: #3f4348; --page: #ffffff; --raised: #f4f5f7; --rule: #c5c9ce; --link: #000000;
    --marked: #eef3f8; --warn: #fff9ec; --warn-rule: #b45f00;
  }
  html { font-size: 10pt; }
  body { line-height: 1.42; }
  header, main, footer { max-width: none; padding: 0; }
  p, ul, ol, dl, h1, .warnings, figcaption { max-width: none; }
  nav, .skip { display: none; }
  a { text-decoration: none; }
  h1 { font-size: 19pt; }
  h2 { font-size: 14pt; margin-top: 1.6rem; break-after: avoid; }
  h3 { font-size: 11.5pt; break-after: avoid; }
  section.page { break-before: page; }
  .beside, .figures, .columns { display: block; }
  p, li { orphans: 3; widows: 3; }
  .warnings, figure, dd { break-inside: avoid; }
  .scroll { overflow: visible; margin: .5rem 0; }
  .drawing { border: 0; }
  .drawing img { min-width: 0; max-height: 228mm; object-fit: contain; object-position: left top; }
  table { width: 100%; font-size: 7.6pt; }
  caption { font-size: 9pt; break-after: avoid; }
  th, td { padding: 1.2pt 3.5pt; }
  td.number { white-space: normal; }
  tbody th { min-width: 0; position: static; }
  caption span { max-width: none; }
  .words { font-size: 7pt; }
  .words td:nth-last-child(2) { min-width: 50mm; }
  .words td { overflow-wrap: anywhere; min-width: 15mm; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .group { break-after: avoid; }
  pre.scroll { white-space: pre-wrap; }
  summary { list-style: none; break-after: avoid; }
  summary::-webkit-details-marker { display: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
}
`;
