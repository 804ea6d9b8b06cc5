export const SEVERITIES = { error: '错误', warning: '警告', note: '提示' };

/** An element with a class and what stands in it; data goes in as text only. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
