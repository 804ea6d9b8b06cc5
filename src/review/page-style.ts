/** The look of all review pages: readable on screen and paper, differences never told by colour alone. */
export const PAGE_STYLE = `
:root { --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --paper: #fff; --shade: #f6f8fa; --accent: #0b5cad;
  --gone: #8c1d18; --gone-shade: #fdeceb; --new: #0b5a26; --new-shade: #e5f5ea; --warn: #7a4b00; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); line-height: 1.7;
  font: 16px/1.7 "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
main, header.top { max-width: 78rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; margin: 1.25rem 0 .5rem; line-height: 1.4; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
h4 { font-size: .95rem; margin: .75rem 0 .25rem; }
.path { color: var(--quiet); font-weight: normal; }
a { color: var(--accent); } a:focus-visible, button:focus-visible, input:focus-visible, [tabindex]:focus-visible,
summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.quiet { color: var(--quiet); }
.bar { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
  padding: .5rem 1.25rem; margin: 0 -1.25rem; background: var(--shade); border-bottom: 1px solid var(--line); }
.bar label { white-space: nowrap; }
button { font: inherit; padding: .1rem .7rem; border: 1px solid #8c959f; border-radius: 6px; background: var(--paper);
  color: var(--ink); cursor: pointer; }
button[aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: #fff; }
input[type=search] { font: inherit; padding: .1rem .5rem; width: 18rem; max-width: 100%; border: 1px solid #8c959f;
  border-radius: 6px; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top;
  overflow-wrap: anywhere; }
th { background: var(--shade); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.units .name { width: 32%; } .units .state { width: 12%; }
.state-failed { color: var(--gone); font-weight: bold; } .state-changed, .state-findings { color: var(--warn); font-weight: bold; }
.state-new { color: var(--accent); font-weight: bold; } .state-unchanged { color: var(--new); }
.item { padding: .15rem .5rem .15rem 3.2rem; position: relative; border-left: 4px solid transparent; }
.item p { margin: 0; overflow-wrap: anywhere; }
.item > .tag { position: absolute; left: .5rem; color: var(--quiet); font-size: .85rem; }
.item.changed, .item.moved, .item.renumbered { border-left-color: var(--warn); }
.item.added { border-left-color: var(--new); } .item.removed { border-left-color: var(--gone); }
.item.here, tr.here { background: #fff8c5; }
del { color: var(--gone); background: var(--gone-shade); text-decoration: line-through; }
ins { color: var(--new); background: var(--new-shade); text-decoration: underline; }
.sides { display: none; grid-template-columns: 1fr 1fr; gap: 1rem; }
.view-sides .sides { display: grid; } .view-sides .inline { display: none; }
.only-changed .same, .only-changed section.unchanged { display: none; }
.notes { font-size: .9rem; margin: .1rem 0 0; padding: 0; list-style: none; }
.finding { border-left: 4px solid var(--line); padding: .25rem .75rem; margin: .5rem 0; }
.finding.error { border-left-color: var(--gone); } .finding.warning { border-left-color: var(--warn); }
[data-figure] { cursor: pointer; border-bottom: 1px dotted currentColor; }
[data-figure]:hover { background: #ddf4ff; }
.group summary { cursor: pointer; }
.group ul { columns: 3; }
.units .seen { width: 5%; } .command code { overflow-wrap: anywhere; background: var(--shade); padding: .1rem .3rem; }
#seen-list { display: block; width: 100%; font: 13px/1.5 Consolas, "DejaVu Sans Mono", monospace; }
input[type=checkbox] { width: 1.1rem; height: 1.1rem; vertical-align: -.15rem; }
h1, h3, h4, .finding, .group { overflow-wrap: anywhere; }
@media (max-width: 48rem) {
  .view-sides .sides { grid-template-columns: 1fr; } .group ul { columns: 1; padding-left: 1.25rem; }
  main, header.top { padding: 0 .75rem; } .bar { margin: 0 -.75rem; padding: .5rem .75rem; position: static; }
  .item { padding-left: 2.4rem; }
  .units, .units tbody, .units tr, .units td { display: block; width: auto; }
  .units thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .units tr { padding: .5rem 0; border-bottom: 2px solid var(--line); } .units tr[hidden] { display: none; }
  .units td { border: 0; padding: .05rem 0; } .units td.name, .units td[class^=state] { width: auto; } .units td.name { font-size: 1.05rem; }
  .units td:not(.name)::before { content: attr(data-column) "："; color: var(--quiet); font-weight: normal; }
}
@media print {
  .bar, .screen { display: none; } body { font-size: 11pt; } main { max-width: none; padding: 0; }
  .item, tr, .finding { break-inside: avoid; } h2, h3, h4 { break-after: avoid; } .here { background: none; }
  [data-figure] { border: 0; } a { color: inherit; text-decoration: none; }
}
`;

/** The window that shows where a number comes from; also put into the review copy of the report. */
export const PROVENANCE_STYLE = `
#provenance { max-width: 46rem; width: calc(100% - 2rem); max-height: 80vh; overflow: auto; padding: 1rem 1.25rem;
  border: 1px solid #57606a; border-radius: 8px; color: #1b1f24; background: #fff; text-align: left;
  font: 15px/1.6 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
#provenance::backdrop { background: rgb(27 31 36 / 35%); }
#provenance h2 { font-size: 1.1rem; font-weight: bold; margin: 0 0 .25rem; border: 0; padding: 0; text-align: left;
  text-indent: 0; }
#provenance p { margin: .15rem 0; text-indent: 0; text-align: left; } #provenance .formula { font-size: 1.1rem; font-weight: bold; }
#provenance ul { margin: .25rem 0; padding-left: 1.25rem; } #provenance li { margin: .1rem 0; }
#provenance code { font: 13px/1.5 Consolas, "DejaVu Sans Mono", monospace; color: #57606a; overflow-wrap: anywhere; }
#provenance button { float: right; font: inherit; cursor: pointer; }
[data-figure] { cursor: pointer; } [data-figure]:hover, [data-figure]:focus-visible { background: #ddf4ff;
  outline: 2px solid #0b5cad; }
[data-figure].target { background: #fff1a8; outline: 3px solid #b25e00; }
@media print { #provenance { display: none; } }
`;
