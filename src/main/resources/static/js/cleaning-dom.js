// Small tools of the pages of data cleaning. People's data go into the page as text only.
import './api.js';

export function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) { element.textContent = text; }
  if (className) { element.className = className; }
  return element;
}

export function button(text, className, work) {
  const element = make('button', text, 'btn ' + className);
  element.type = 'button';
  element.addEventListener('click', work);
  return element;
}

export function option(value, text) {
  const element = make('option', text);
  element.value = value;
  return element;
}

/** A label with its field; the hint is read with the field. */
let fields = 0;
export function labelled(text, input, hint) {
  const box = make('div', null, 'mx-field');
  const label = make('label', text);
  input.id = 'mxCleaning' + (++fields);
  label.htmlFor = input.id;
  box.append(label, input);
  if (hint) {
    const words = make('div', hint, 'mx-sub');
    words.id = input.id + 'Hint';
    input.setAttribute('aria-describedby', words.id);
    box.append(words);
  }
  return box;
}

export function input(type, value) {
  const element = make('input', null, 'form-control');
  element.type = type;
  element.value = value || '';
  element.autocomplete = 'off';
  element.spellcheck = false;
  return element;
}

/** Whether keys pressed here write something. */
export const writes = element => element.matches && element.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');

/** Whether Enter and the space bar do something of their own here. */
export const acts = element => element.matches && element.matches('button, a[href], summary, input, select, textarea');

/**
 * A dialog over the page. fill(body, close) shows it; Esc closes. Keys pressed in it do not reach the page behind.
 * Resolves when it is closed, to what close was called with.
 */
export function dialog(root, title, className, fill) {
  return new Promise(resolve => {
    const box = make('dialog', null, 'mx-dialog ' + (className || ''));
    const head = make('h3', title);
    const body = make('div', null, 'mx-dialog-body');
    head.id = 'mxDialogTitle';
    box.setAttribute('aria-labelledby', head.id);
    // At once: a key that comes before the browser's own "close" is for what follows the dialog, not for the page behind it.
    const close = value => {
      box.close();
      box.remove();
      resolve(value);
    };
    const bar = make('div', null, 'mx-dialog-head');
    const shut = button('×', 'btn-link mx-close', () => close());
    shut.setAttribute('aria-label', 'Đóng');
    bar.append(head, shut);
    box.append(bar, body);
    box.addEventListener('keydown', event => event.stopPropagation());
    box.addEventListener('close', () => {
      box.remove();
      resolve();
    });
    root.append(box);
    box.showModal();
    fill(body, close, box);
    if (!body.contains(document.activeElement)) { (body.querySelector('button:not([disabled]), input, select') || shut).focus(); }
  });
}

/** The message of a failed call: what it says about single fields, or what is wrong and what to do. */
export function reason(error) {
  const problem = error.problem || {};
  const words = (problem.errors || []).map(one => one.message);
  const whole = words.length ? words : [problem.title, problem.detail].filter(Boolean);
  return whole.length ? Array.from(new Set(whole)).map(text => text.replace(/[.\s]+$/, '')).join('. ') + '.' : error.message;
}
