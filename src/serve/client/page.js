import { showSpot } from '/mark.js';
import { element, SEVERITIES } from '/words.js';

const VIEWS = { html: showHtml, pdf: showPdf, text: showText, diff: showDiff };

const viewElement = document.getElementById('view');
const buttons = [...document.querySelectorAll('button[data-view]')];
let state = null;
/** Resolves when the page of the report that is asked for can be looked into. */
let shownPage = Promise.resolve(null);

const currentView = () => (location.hash.slice(1) in VIEWS ? location.hash.slice(1) : 'html');

for (const button of buttons) {
  button.addEventListener('click', () => {
    location.hash = button.dataset.view;
  });
}
addEventListener('hashchange', () => showView());

const events = new EventSource('events');
events.addEventListener('message', refresh);
// Also after the server was away for a while.
events.addEventListener('open', refresh);
events.addEventListener('error', () => setStatus('预览程序已停止或正在重新启动', true));

async function refresh() {
  const next = await (await fetch('state.json')).json();
  const isNew = state === null || next.version !== state.version;
  state = next;
  document.title = `预览：${state.title || state.unit}`;
  document.getElementById('title').textContent = state.title || state.unit;
  document.getElementById('list').hidden = state.list === null;
  showFindings();
  showStatus();
  showDownloads();
  if (isNew && state.version > 0) await showView();
}

function showDownloads() {
  const links = state.downloads.map(({ name, title }) => {
    const link = document.createElement('a');
    link.href = `download/${name}`;
    link.textContent = title;
    return link;
  });
  document.getElementById('downloads').replaceChildren(...(state.hasReport ? ['下载：', ...links] : []));
}

function setStatus(text, stale) {
  const status = document.getElementById('status');
  status.textContent = text;
  status.classList.toggle('stale', stale);
}

function showStatus() {
  const errors = state.findings.filter((finding) => finding.severity === 'error').length;
  if (!state.isStale) setStatus(`${state.unit}：已是最新`, false);
  else if (state.hasReport) setStatus(`有 ${errors} 个错误，下面仍是改坏之前的报告`, true);
  else setStatus(`有 ${errors} 个错误，还没有可以看的报告`, true);
}

function showFindings() {
  const items = state.findings.map((finding) => {
    const item = element('li', finding.severity);
    item.append(
      element('p', '', element('strong', '', `${SEVERITIES[finding.severity]} ${finding.code}`), ` ${finding.message}`),
    );
    if (finding.place) item.append(placeLine(finding));
    if (finding.excerpt) item.append(excerpt(finding.excerpt));
    if (finding.hint) item.append(element('p', 'hint', `建议：${finding.hint}`));
    item.append(spotsLine(finding));
    item.addEventListener('click', (event) => {
      // What is selected to be copied is no question.
      if (event.target.closest('a, button, pre') || String(getSelection()) !== '') return;
      item.querySelector('button.spot')?.click();
    });
    return item;
  });
  document
    .getElementById('findings')
    .replaceChildren(...(items.length > 0 ? items : [element('li', 'note', '没有发现问题。')]));
}

/** The place in the file, a link that opens it in the editor, and its path to be copied. */
function placeLine({ place, file }) {
  const line = element('p', 'place', element('span', '', place));
  if (!file) return line;
  if (file.link) {
    const link = element('a', '', '在编辑器中打开');
    link.href = file.link;
    line.append(' ', link);
  }
  const copy = element('button', 'small', '复制路径');
  copy.type = 'button';
  copy.addEventListener('click', async () => {
    const isCopied = await navigator.clipboard.writeText(file.path).then(
      () => true,
      () => false,
    );
    tell(isCopied ? `已复制：${file.path}` : `浏览器不允许复制，路径是：${file.path}`);
  });
  line.append(' ', copy);
  return line;
}

/** Where the report says it. */
function spotsLine({ spots, place }) {
  if (spots.length === 0) {
    const words = place ? '报告中没有可以指出的句子或单元格' : '不涉及某一行、某一句';
    return element('p', 'nowhere', `${words}。`);
  }
  return element(
    'p',
    'spots',
    '报告中：',
    ...spots.map((spot) => {
      const button = element('button', 'spot small', spot.name);
      button.type = 'button';
      button.addEventListener('click', () => show(spot, button));
      return button;
    }),
  );
}

async function show(spot, button) {
  for (const other of document.querySelectorAll('button.spot')) other.removeAttribute('aria-current');
  button.setAttribute('aria-current', 'true');
  if (currentView() !== 'html') {
    location.hash = 'html';
    await showView();
  }
  const page = await shownPage;
  const isFound = page !== null && showSpot(page, spot);
  tell(isFound ? `已在报告中标出：${spot.name}` : `网页上没有找到：${spot.name}`);
}

function tell(text) {
  document.getElementById('marked').textContent = text;
}

function excerpt({ before, marked, after }) {
  const shown = element('pre', '', before, element('mark', '', marked || ' '), after);
  // It may be wider than its box: the arrow keys move it.
  shown.tabIndex = 0;
  shown.setAttribute('role', 'group');
  shown.setAttribute('aria-label', '文件中的这一行');
  return shown;
}

async function showView() {
  const view = currentView();
  for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.view === view));
  if (state === null) return;
  if (!state.hasReport) {
    viewElement.replaceChildren(element('p', 'message', '还没有可以看的报告，请先改正右边的错误。'));
    return;
  }
  await VIEWS[view]();
}

/** Replaces what is shown, at the same height of the page as before. */
function showFrame(source, sandbox) {
  const before = viewElement.querySelector('iframe');
  const top = before?.contentDocument?.scrollingElement?.scrollTop ?? 0;
  const frame = document.createElement('iframe');
  frame.title = '报告';
  if (sandbox) frame.setAttribute('sandbox', 'allow-same-origin');
  shownPage = new Promise((resolve) => {
    frame.addEventListener('load', () => {
      const scrolled = frame.contentDocument?.scrollingElement;
      if (scrolled) scrolled.scrollTop = top;
      resolve(sandbox ? frame.contentDocument : null);
    });
  });
  frame.src = source;
  viewElement.replaceChildren(frame);
}

function showHtml() {
  showFrame(`report.html?${state.version}`, true);
}

async function showPdf() {
  const version = state.version;
  viewElement.replaceChildren(element('p', 'message', '正在打印……'));
  const answer = await fetch(`report.pdf?${version}`);
  if (version !== state.version || currentView() !== 'pdf') return;
  if (answer.ok) showFrame(`report.pdf?${version}`, false);
  else viewElement.replaceChildren(element('p', 'message', await answer.text()));
}

async function showText() {
  const text = await (await fetch('report.txt')).text();
  if (currentView() === 'text') replaceScrolled(element('pre', '', text));
}

async function showDiff() {
  const { approved, lines } = await (await fetch('diff.json')).json();
  if (currentView() !== 'diff') return;
  if (lines === null) {
    viewElement.replaceChildren(element('p', 'message', `还没有审定文本（${approved}）。`));
    return;
  }
  const shown = shorten(lines);
  const changed = lines.filter(({ kind }) => kind !== 'same').length;
  if (changed === 0) {
    viewElement.replaceChildren(element('p', 'message', `与审定文本（${approved}）相同。`));
    return;
  }
  replaceScrolled(element('pre', '', ...shown.map(({ kind, text }) => element('div', kind, text || ' '))));
}

function replaceScrolled(content) {
  const top = viewElement.scrollTop;
  viewElement.replaceChildren(content);
  viewElement.scrollTop = top;
}

/** Long runs of equal lines but for two around each change. */
function shorten(lines) {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - 2), index + 3).some(({ kind }) => kind !== 'same'),
  );
  const shown = [];
  for (const [index, line] of lines.entries()) {
    if (near[index]) shown.push(line);
    else if (shown.at(-1)?.kind !== 'gap') shown.push({ kind: 'gap', text: '……' });
  }
  return shown;
}
