/** A small report in the shape the renderer gives: named pages, margin boxes, font variables. */
export function sampleDocument(body: string, head = ''): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>样本</title><style>
    :root { --font-song: serif; --font-fangsong: serif; --font-hei: sans-serif; --font-kai: serif; --font-title: serif }
    @page { size: A4; margin: 37mm 26mm 35mm 28mm;
      @bottom-center { content: "— " counter(page) " —"; font: 14pt var(--font-song) } }
    @page wide { size: A4 landscape }
    body { margin: 0; font: 16pt/28.95pt var(--font-fangsong) }
    h1 { font: 22pt/1.4 var(--font-title) } h2 { font: 16pt/1.8 var(--font-hei) } .kai { font-family: var(--font-kai) }
    .wide { page: wide } table { font: 9pt/1.4 var(--font-song); border-collapse: collapse }
    </style>${head}</head><body>${body}</body></html>`;
}

export const sampleBody = `
  <h1>库尔勒市人民政府办公室2025年单位预算公开</h1>
  <h2>一、人民生活的预算</h2>
  <p class="kai">（一）收入预算</p>
  <p>一般公共预算财政拨款715.20万元，比上年预算增加59.02万元，增长8.99%。<strong>“三公”经费</strong>—面积12㎡※①≥≤＞＜〔2025〕1号</p>
  <section class="wide"><h2>表2 单位收入总体情况表</h2>
    <table><thead><tr><th scope="col">科目编码</th><th scope="col">预算数</th></tr></thead>
    <tbody><tr><td>2010301</td><td>389.84</td></tr></tbody></table></section>`;

/** A job with the facts of the sample; anything may be replaced. */
export function sampleJob(body = sampleBody, head = '') {
  return {
    html: sampleDocument(body, head),
    title: '库尔勒市人民政府办公室2025年单位预算公开',
    author: '库尔勒市人民政府办公室',
    date: '2025-02-21',
  };
}
