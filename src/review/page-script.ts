/**
 * The script of all review pages. It needs no library and no server, and it writes data as text only, never as
 * markup. Without it the pages still show everything except where numbers come from.
 */
export const PAGE_SCRIPT = `
(function () {
  'use strict';
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  var one = function (selector) { return document.querySelector(selector); };
  var element = function (name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // List of units: search and states.
  var search = one('#search');
  if (search) {
    var rows = all('tr[data-states]').map(function (row) {
      return { row: row, words: row.textContent.toLowerCase() };
    });
    var counter = one('#shown');
    var state = '';
    var filter = function () {
      var wanted = search.value.trim().toLowerCase().split(/\\s+/);
      var count = 0;
      rows.forEach(function (entry) {
        var shown = (state === '' || entry.row.dataset.states.split(' ').indexOf(state) >= 0) &&
          wanted.every(function (word) { return entry.words.indexOf(word) >= 0; });
        if (entry.row.hidden === shown) entry.row.hidden = !shown;
        if (shown) count++;
      });
      counter.textContent = '显示 ' + count + ' 个单位';
    };
    search.addEventListener('input', filter);
    document.addEventListener('seen', filter);
    all('button[data-state]').forEach(function (button) {
      button.addEventListener('click', function () {
        state = button.dataset.state;
        all('button[data-state]').forEach(function (each) { each.setAttribute('aria-pressed', String(each === button)); });
        filter();
      });
    });
  }

  // Comparison: the ways to look at it, and going from change to change.
  all('[data-toggle]').forEach(function (box) {
    var apply = function () { document.body.classList.toggle(box.dataset.toggle, box.checked); };
    box.addEventListener('change', apply);
    apply();
  });
  var at = -1;
  var changes = function () {
    return all('[data-change]').filter(function (change) { return change.getClientRects().length > 0; });
  };
  var go = function (step) {
    var list = changes();
    if (list.length === 0) return;
    var old = one('.here');
    if (old) at = list.indexOf(old) >= 0 ? list.indexOf(old) : at;
    at = (at + step + list.length) % list.length;
    if (old) old.classList.remove('here');
    list[at].classList.add('here');
    list[at].scrollIntoView({ block: 'center' });
    list[at].focus({ preventScroll: true });
    var place = one('#place');
    if (place) place.textContent = '第 ' + (at + 1) + ' 处，共 ' + list.length + ' 处';
  };
  all('[data-go]').forEach(function (button) {
    button.addEventListener('click', function () { go(Number(button.dataset.go)); });
  });
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (dialog && dialog.open) return;
    if (event.key === 'n') go(1);
    else if (event.key === 'p') go(-1);
    else if (event.key === '/' && search) { event.preventDefault(); search.focus(); }
  });
  var openTarget = function () {
    var name = decodeURIComponent(location.hash.slice(1));
    var number = /^figure-(\\d+)$/.exec(name);
    all('.target').forEach(function (old) { old.classList.remove('target'); });
    var target = number ? one('[data-figure="' + number[1] + '"]') : name ? document.getElementById(name) : null;
    for (var box = target; box; box = box.parentElement) if (box.tagName === 'DETAILS') box.open = true;
    if (!target) return;
    // What did not change may be hidden; who follows a link wants to see it.
    var only = one('[data-toggle=only-changed]');
    if (only && only.checked && target.getClientRects().length === 0) only.click();
    target.classList.add('target');
    target.scrollIntoView({ block: 'center', inline: 'center' });
    if (number) { target.tabIndex = 0; target.focus({ preventScroll: true }); }
  };
  window.addEventListener('hashchange', openTarget);
  openTarget();

  // Where a number comes from.
  var dialog = one('#provenance');
  var source = one('#figures');
  if (!dialog || !source) return;
  var data = JSON.parse(source.textContent);
  var showOperand = function (index) {
    var operand = data.operands[index];
    var item = element('li');
    var head = [operand.name, operand.printed].filter(Boolean).join(' ');
    item.appendChild(element('span', head + (operand.exact ? '（' + operand.exact + ' 元）' : '')));
    if (operand.filter) item.appendChild(element('p', '口径：' + operand.filter));
    if (operand.place) {
      item.appendChild(element('p', '写在 '));
      item.lastChild.appendChild(element('code', operand.place));
    }
    var list = element('ul');
    operand.lines.forEach(function (line) {
      var entry = data.lines[line];
      var row = element('li', entry.amount + ' 元　' + entry.words + '　');
      row.appendChild(element('code', entry.place));
      list.appendChild(row);
    });
    operand.parts.forEach(function (part) { list.appendChild(showOperand(part)); });
    if (operand.filter && operand.lines.length + operand.parts.length === 0) list.appendChild(element('li', '没有符合口径的预算明细，合计为 0'));
    if (list.firstChild) item.appendChild(list);
    return item;
  };
  var show = function (id) {
    var explanation = data.explanations[data.figures[id]];
    if (!explanation) return;
    dialog.textContent = '';
    var close = element('button', '关闭');
    close.type = 'button';
    close.addEventListener('click', function () { dialog.close(); });
    dialog.appendChild(close);
    var title = element('h2', explanation.label);
    title.id = 'provenance-title';
    dialog.appendChild(title);
    dialog.appendChild(element('p', explanation.formula, 'formula'));
    dialog.appendChild(element('p', explanation.rounding));
    var list = element('ul');
    explanation.operands.forEach(function (operand) { list.appendChild(showOperand(operand)); });
    dialog.appendChild(list);
    dialog.showModal();
  };
  all('[data-figure]').forEach(function (figure) {
    figure.tabIndex = 0;
    figure.setAttribute('role', 'button');
    figure.setAttribute('aria-haspopup', 'dialog');
  });
  document.addEventListener('click', function (event) {
    var figure = event.target.closest ? event.target.closest('[data-figure]') : null;
    if (figure) show(figure.dataset.figure);
    else if (event.target === dialog) dialog.close();
  });
  document.addEventListener('keydown', function (event) {
    var figure = document.activeElement;
    if ((event.key === 'Enter' || event.key === ' ') && figure && figure.dataset && figure.dataset.figure) {
      event.preventDefault();
      show(figure.dataset.figure);
    }
  });
})();
`;
