/**
 * The part of the script that remembers which texts were seen: by name of the unit and digest of the text, for each site
 * on its own. It works from the file system; where the browser keeps nothing, it still holds while the page is open.
 */
export const SEEN_SCRIPT = `
(function () {
  'use strict';
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var one = function (selector) { return document.querySelector(selector); };
  var boxes = all('input[data-seen]');
  var list = one('#seen-list');

  all('[data-copy]').forEach(function (button) {
    button.addEventListener('click', function () { copy(button.dataset.copy, button); });
  });
  function copy(text, button) {
    var words = button.dataset.words || button.textContent;
    button.dataset.words = words;
    var say = function (told) {
      button.textContent = told;
      button.addEventListener('blur', function () { button.textContent = words; }, { once: true });
    };
    var byHand = function () {
      var field = document.createElement('textarea');
      field.value = text;
      document.body.appendChild(field);
      field.select();
      var isDone = document.execCommand('copy');
      field.remove();
      say(isDone ? '已复制' : '请选中后复制');
    };
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(text).then(function () { say('已复制'); }, byHand);
  }

  if (boxes.length === 0 && !list) return;
  var key = 'yugong-seen ' + new URL(document.body.dataset.root || './', location.href).pathname;
  var memory = {};
  var read = function () {
    try {
      var kept = JSON.parse(localStorage.getItem(key) || '{}');
      if (kept && typeof kept === 'object') memory = kept;
    } catch (error) { /* Nothing is kept: what was ticked on this page counts. */ }
  };
  var keep = function () {
    try { localStorage.setItem(key, JSON.stringify(memory)); } catch (error) { /* As above. */ }
  };
  var knows = function (name) { return Object.prototype.hasOwnProperty.call(memory, name); };
  var show = function () {
    var lines = [];
    boxes.forEach(function (box) {
      var data = box.dataset;
      box.checked = knows(data.name) && memory[data.name] === data.seen;
      if (box.checked) lines.push([data.seen, data.name, data.label].join('\\t'));
      var row = box.closest('tr[data-states]');
      if (row) {
        var states = row.dataset.states.split(' ').filter(function (state) { return state !== 'unseen'; });
        row.dataset.states = (box.checked ? states : states.concat('unseen')).join(' ');
      }
      var note = one('.seen-note');
      if (note && !row) note.textContent = knows(data.name) && !box.checked ? '上次看过的是改动之前的文字' : '';
    });
    if (list) list.value = lines.length === 0 ? '' : [list.dataset.head].concat(lines).join('\\n') + '\\n';
    var count = one('#seen-count');
    if (count) count.textContent = '看过 ' + lines.length + ' 个，共 ' + boxes.length + ' 个。';
    document.dispatchEvent(new Event('seen'));
  };
  boxes.forEach(function (box) {
    box.addEventListener('change', function () {
      read();
      if (box.checked) memory[box.dataset.name] = box.dataset.seen;
      else delete memory[box.dataset.name];
      keep();
      show();
    });
  });
  // Another page of the site, in another window.
  window.addEventListener('storage', function () { read(); show(); });
  window.addEventListener('pageshow', function () { read(); show(); });
  if (list) {
    one('#seen-copy').addEventListener('click', function () { copy(list.value, one('#seen-copy')); });
    one('#seen-save').addEventListener('click', function () {
      var link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([list.value], { type: 'text/plain' }));
      link.download = '审阅清单.txt';
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
  read();
  show();
})();
`;
