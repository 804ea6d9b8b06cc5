/** The look of all pages of a site: one column on a phone, lists that need no sideways scrolling, dark on light. */
export const SITE_STYLE = `
:root { --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --shade: #f4f7fa; --accent: #1a4f8b; --gone: #8c1d18; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; color: var(--ink); background: #fff; overflow-wrap: anywhere;
  font: 16px/1.7 "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
.inside { max-width: 66rem; margin: 0 auto; padding: 0 1rem; }
.top { background: var(--accent); color: #fff; }
.top .inside { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 2rem; padding-top: .75rem; padding-bottom: .75rem; }
.top a { color: #fff; text-decoration: none; } .top a:hover { text-decoration: underline; }
.site-name { font-size: 1.25rem; font-weight: bold; margin: 0; }
.top nav { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.top nav a { padding: .25rem 0; }
a { color: var(--accent); }
a:focus-visible, input:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid #e08a00; outline-offset: 2px; }
.path { margin: .75rem 0 0; font-size: .9375rem; }
.path ol { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0 .5rem; }
.path li + li::before { content: ">"; color: var(--quiet); margin-right: .5rem; }
h1 { font-size: 1.5rem; line-height: 1.4; margin: .75rem 0 .5rem; }
h2 { font-size: 1.15rem; line-height: 1.5; margin: 1.75rem 0 .5rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
.quiet { color: var(--quiet); }
.gone { color: var(--gone); font-weight: bold; }
ul.plain { list-style: none; margin: 0; padding: 0; }
.years { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem;
  grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); }
.years a { display: block; padding: .6rem .9rem; border: 1px solid var(--line); border-radius: 6px; background: var(--shade);
  text-decoration: none; font-weight: bold; }
.years a:hover { border-color: var(--accent); }
.years span { display: block; font-weight: normal; color: var(--quiet); font-size: .9375rem; }
#find { margin: 1rem 0; padding: .75rem 1rem; background: var(--shade); border: 1px solid var(--line); border-radius: 6px; }
#find label { display: block; font-weight: bold; }
#find input { font: inherit; width: 100%; padding: .5rem .75rem; border: 1px solid #6e7781; border-radius: 6px; background: #fff; color: inherit; }
#found { margin: .25rem 0 0; min-height: 1.7em; color: var(--quiet); }
.group { content-visibility: auto; contain-intrinsic-size: auto 20rem; }
.rows { list-style: none; margin: 0; padding: 0; }
.rows > li { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .35rem 0; border-bottom: 1px solid var(--line); }
.rows .who { flex: 1 1 18rem; }
.rows .first .who { font-weight: bold; }
.links { display: flex; flex-wrap: wrap; gap: 0 .9rem; margin: 0; padding: 0; list-style: none; }
.links a { display: inline-block; padding: .1rem 0; }
.document { padding: .75rem 0; border-bottom: 1px solid var(--line); }
.document h3 { font-size: 1.05rem; line-height: 1.5; margin: 0; }
.document p { margin: .1rem 0; }
.document summary { cursor: pointer; color: var(--accent); padding: .1rem 0; }
.document details ul { margin: .25rem 0; padding-left: 1.25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { background: var(--shade); white-space: nowrap; }
tbody th { font-weight: normal; min-width: 10rem; }
td.day { white-space: nowrap; font-variant-numeric: tabular-nums; }
.bottom { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .9375rem; }
.bottom .inside { padding-top: 1rem; padding-bottom: 2rem; }
@media (max-width: 40rem) {
  h1 { font-size: 1.3rem; }
  .rows .who { flex-basis: 100%; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
  .cards tbody tr { padding: .5rem 0; border-bottom: 1px solid var(--line); content-visibility: auto;
    contain-intrinsic-size: auto 10rem; }
  .cards th, .cards td { border: 0; padding: .05rem 0; }
  .cards tbody th { font-weight: bold; }
  .cards td[data-label]::before { content: attr(data-label) "："; color: var(--quiet); }
}
@media print { .top nav, #find, .path { display: none; } .top { background: none; color: inherit; } .top a { color: inherit; } }
`;
