/**
 * The style of a report's page on the web, behind that of its pack: a column to read in, the contents beside it or, on a
 * narrow screen, in a bar at its top, and tables that move sideways below their names.
 */
export const webStyle = `
/* 网页 */
@media print {
  .web-header, .web-contents, .web-back { display: none; }
}
@media screen {
  body {
    max-width: none;
    margin: 0;
    padding: 0;
    text-align: start;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .web-header, .web-contents { font-family: var(--hei, sans-serif); }
  .web-header {
    padding: 1.5rem 1rem 1rem;
    border-bottom: 1px solid #bbb;
  }
  .web-header h1 {
    margin: 0;
    font: bold 1.5rem/1.4 var(--hei, sans-serif);
    text-align: start;
  }
  .web-about {
    margin: 0.25rem 0 0;
    font-size: 0.9375rem;
    color: #444;
    text-indent: 0;
  }
  .web-files {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
    font-size: 0.9375rem;
  }
  .web-files a {
    display: block;
    padding: 0.25rem 0.75rem;
    border: 1px solid #1a4f8b;
    border-radius: 4px;
    color: #1a4f8b;
    text-decoration: none;
  }
  .web-files a:hover { background: #eef3f9; }
  .web-contents {
    border-bottom: 1px solid #bbb;
    font-size: 0.9375rem;
    line-height: 1.5;
  }
  .web-contents ol {
    margin: 0;
    padding: 0.75rem 1rem;
    list-style: none;
    max-height: 45vh;
    overflow-y: auto;
  }
  .web-back {
    position: fixed;
    right: 1rem;
    bottom: 1rem;
    z-index: 3;
    margin: 0;
    text-indent: 0;
    font: 0.9375rem/1.5 var(--hei, sans-serif);
  }
  .web-contents .web-back a {
    display: block;
    padding: 0.5rem 1rem;
    border-radius: 1.5rem;
    background: #1a4f8b;
    color: #fff;
    text-decoration: none;
  }
  .web-contents a {
    display: block;
    padding: 0.25rem 0;
    color: #1a4f8b;
    text-decoration: none;
  }
  .web-contents a:hover { text-decoration: underline; }
  .web-level-1 { font-weight: bold; }
  .web-level-2 { padding-left: 1em; }
  main {
    box-sizing: border-box;
    width: 100%;
    max-width: 52rem;
    margin: 0 auto;
    padding: 1rem 1rem 4rem;
  }
  main .front.cover { padding: 1rem 0; }
  main .cover-title { margin: 1rem 0; font-size: 1.75rem; line-height: 1.5; }
  main .front:has(.contents-list) { display: none; }
  .sheet:focus-visible, .web-contents :focus-visible, .web-back :focus-visible, .web-files :focus-visible {
    outline: 3px solid #1a4f8b;
    outline-offset: 2px;
  }
  /* 宽表横向滚动，名称一栏留在原处 */
  .grid td.name:not(td.name + td.name) {
    position: sticky;
    left: 0;
    z-index: 1;
    background: #fff;
    box-shadow: inset -1px 0 #000;
  }
}
@media screen and (max-width: 40rem) {
  body { font-size: 1.0625rem; }
  main { padding: 0.5rem 0.75rem 3rem; }
  .web-header h1 { font-size: 1.25rem; }
}
@media screen and (min-width: 64rem) {
  body {
    grid-template-columns: 17rem minmax(0, 1fr);
    align-items: start;
  }
  .web-header { grid-column: 1 / -1; padding: 1.5rem 2rem 1rem; }
  .web-contents { position: sticky; top: 0; border: 0; }
  .web-contents ol { box-sizing: border-box; max-height: 100vh; padding: 1rem 0 2rem 2rem; }
  .web-back { display: none; }
}
`.trim();
