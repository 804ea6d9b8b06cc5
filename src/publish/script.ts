/**
 * The script of all pages that list something: finds rows by typing. It needs no library and no server; without it the lists
 * stand there whole, and the field is not shown.
 */
export const SITE_SCRIPT = `
(function () {
  'use strict';
  var field = document.getElementById('search');
  if (!field) return;
  document.getElementById('find').hidden = false;
  var told = document.getElementById('found');
  var groups = null;
  var plain = function (text) { return text.normalize('NFKC').toLowerCase(); };
  var read = function () {
    groups = Array.prototype.map.call(document.querySelectorAll('[data-group]'), function (group) {
      var own = plain(group.getAttribute('data-group'));
      return { element: group, rows: Array.prototype.map.call(group.querySelectorAll('[data-row]'), function (row) {
        return { element: row, words: own + ' ' + plain(row.textContent) };
      }) };
    });
  };
  var filter = function () {
    var words = plain(field.value).trim().split(/\\s+/).filter(Boolean);
    if (groups === null) {
      if (words.length === 0) return [];
      read();
    }
    Array.prototype.forEach.call(document.querySelectorAll('[data-aside]'), function (aside) {
      aside.hidden = words.length > 0;
    });
    var found = [];
    groups.forEach(function (group) {
      var any = false;
      group.rows.forEach(function (row) {
        var shown = words.every(function (word) { return row.words.indexOf(word) >= 0; });
        if (row.element.hidden === shown) row.element.hidden = !shown;
        if (shown) { any = true; found.push(row.element); }
      });
      if (group.element.hidden === any) group.element.hidden = !any;
    });
    told.textContent = words.length === 0 ? '' : found.length === 0 ? '没有找到，换一个词试试。' : '找到 ' + found.length + ' 个';
    return found;
  };
  field.addEventListener('input', function () {
    history.replaceState(field.value, '');
    filter();
  });
  document.getElementById('find').addEventListener('submit', function (event) {
    event.preventDefault();
    var found = filter();
    var link = found.length === 1 ? found[0].querySelector('a') : null;
    if (link) link.click();
  });
  // Who comes back finds what was typed, and what it found.
  window.addEventListener('pageshow', function () {
    if (typeof history.state === 'string') field.value = history.state;
    filter();
  });
})();
`;
