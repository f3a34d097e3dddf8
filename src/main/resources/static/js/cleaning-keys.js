// Which key does what. Single keys only: Tasklist's own shortcuts all go with Ctrl and Alt.

/** By stage: the buttons below the record: [action, key shown, words]. */
export const ACTIONS = {
  REVIEW: [['accept', 'Enter', 'Chấp nhận'], ['edit', 'E', 'Sửa'], ['skip', 'S', 'Bỏ qua'], ['more', 'M', 'Quyết định khác'], ['undo', 'U', 'Hoàn tác']],
  POLICE: [['confirm', 'Enter', 'Xác nhận'], ['npd', 'N', 'Bên nào sai'], ['back', 'R', 'Trả lại'], ['edit', 'E', 'Sửa'], ['skip', 'S', 'Bỏ qua'],
    ['undo', 'U', 'Hoàn tác']],
  DOSES: [['confirm', 'Enter', 'Xác nhận'], ['back', 'R', 'Trả lại'], ['skip', 'S', 'Bỏ qua'], ['undo', 'U', 'Hoàn tác']],
  TASK_FORCE: [['back', 'R', 'Trả lại Trạm Y tế'], ['more', 'M', 'Đóng hồ sơ'], ['skip', 'S', 'Bỏ qua'], ['undo', 'U', 'Hoàn tác']]
};

const EVERYWHERE = {ArrowDown: 'next', j: 'next', ArrowUp: 'previous', k: 'previous', PageDown: 'pageDown', PageUp: 'pageUp', Home: 'first', End: 'last',
  '/': 'search', '?': 'help', d: 'doses', f: 'wide', s: 'skip', u: 'undo', m: 'more', e: 'edit', r: 'back', n: 'npd', c: 'classes', Escape: 'leave'};
const DECIDES = {REVIEW: 'accept', POLICE: 'confirm', DOSES: 'confirm'};
const BY_STAGE = {REVIEW: ['more', 'edit', 'classes', 'choice'], POLICE: ['edit', 'back', 'npd', 'classes'], DOSES: ['back'], TASK_FORCE: ['back', 'more']};
const ALWAYS = ['next', 'previous', 'pageDown', 'pageUp', 'first', 'last', 'search', 'help', 'doses', 'wide', 'leave', 'skip', 'undo'];
/** Those a held key may repeat. */
const REPEATED = ['next', 'previous', 'pageDown', 'pageUp'];

/** What a pressed key asks for at a stage: {action, choice}, 'typing' for a letter that only a Vietnamese input method makes, or null. */
export function asked(event, stage) {
  if (event.altKey || event.metaKey || event.isComposing) { return null; }
  if (event.ctrlKey) { return event.key.toLowerCase() === 'z' && !event.shiftKey && !event.repeat ? {action: 'undo'} : null; }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // "as" typed with UniKey comes as "a" and then as "á": not to be taken for an A.
  if (key.length === 1 && key > '\u007f') { return 'typing'; }
  let action = key === 'Enter' || key === 'a' ? DECIDES[stage] : EVERYWHERE[key];
  const choice = /^[1-8]$/.test(key) ? Number(key) - 1 : undefined;
  if (choice !== undefined) { action = 'choice'; }
  if (!action || event.repeat && !REPEATED.includes(action)) { return null; }
  return action === DECIDES[stage] || ALWAYS.includes(action) || (BY_STAGE[stage] || []).includes(action) ? {action: action, choice: choice} : null;
}
