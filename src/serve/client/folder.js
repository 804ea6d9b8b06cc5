import { element } from '/words.js';

const STATES = { waiting: '等待生成', failed: '有错误，没有生成', made: '已生成' };
const search = document.getElementById('search');
const onlyOpen = document.getElementById('only-open');
let list = { waiting: 0, units: [] };

const events = new EventSource('/events');
events.addEventListener('message', refresh);
events.addEventListener('open', refresh);
events.addEventListener('error', () => {
  document.getElementById('status').textContent = '预览程序已停止或正在重新启动';
});
search.addEventListener('input', show);
onlyOpen.addEventListener('change', show);

let asked = false;
let again = false;
/** Between two questions, while thousands of units are built one after the other. */
const PAUSE_MS = 300;

/** One question at a time: many units may be built at once. */
async function refresh() {
  if (asked) {
    again = true;
    return;
  }
  asked = true;
  do {
    again = false;
    list = await (await fetch('/list.json')).json();
    show();
    if (list.waiting > 0) await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  } while (again);
  asked = false;
}

function show() {
  const words = search.value.trim().toLowerCase().split(/\s+/);
  const shown = list.units.filter(
    ({ label, title, errors, warnings }) =>
      words.every((word) => `${label} ${title}`.toLowerCase().includes(word)) &&
      (!onlyOpen.checked || errors + warnings > 0),
  );
  const items = shown.map(drawnItem);
  const focused = document.activeElement?.getAttribute('href');
  put(items.length > 0 ? items : [element('li', '', '没有这样的单位。')]);
  if (focused) document.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  const failed = list.units.filter(({ state }) => state === 'failed').length;
  const waiting = list.waiting > 0 ? `，还有 ${list.waiting} 个等待生成` : '';
  document.getElementById('status').textContent =
    `共 ${list.units.length} 个单位，显示 ${shown.length} 个；有错误的 ${failed} 个${waiting}`;
}

/** What is drawn of each unit, and of what it was made. */
const drawn = new Map();

/** The item of a unit: the one that stands there where nothing of the unit has changed. */
function drawnItem(unit) {
  const said = JSON.stringify(unit);
  const known = drawn.get(unit.address);
  if (known?.said === said) return known.node;
  const node = item(unit);
  drawn.set(unit.address, { said, node });
  return node;
}

/** Brings the list to these items. One that stays is not touched, so that it can be clicked while others are built. */
function put(items) {
  const units = document.getElementById('units');
  const before = [...units.children];
  const isThere = new Set(before);
  const isSameOrder =
    before.length === items.length && items.every((each, at) => before[at] === each || !isThere.has(each));
  if (isSameOrder) {
    for (const [at, each] of items.entries()) if (before[at] !== each) before[at].replaceWith(each);
    return;
  }
  const all = document.createDocumentFragment();
  for (const each of items) all.append(each);
  units.replaceChildren(all);
}

function item({ address, label, title, state, errors, warnings, notes }) {
  const link = element('a', 'name', title || label);
  link.href = address;
  const counts = [
    [errors, '错误'],
    [warnings, '警告'],
    [notes, '提示'],
  ].flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  const found = state === 'waiting' ? '' : `　检查：${counts.join('、') || '无'}`;
  const kind = state === 'failed' ? 'error' : warnings > 0 ? 'warning' : state;
  return element(
    'li',
    kind,
    link,
    element('span', 'place', label),
    element('span', 'state', `${STATES[state]}${found}`),
  );
}
