// Many rows at once, from the grid: a class after a look at a sample, and the file that was filled in offline.
import {reason} from './cleaning-dom.js';
import {classAcceptance} from './cleaning-sample.js';
import {number} from './cleaning-words.js';
import {upload} from './cleaning-workbook.js';

/** Shows the list anew after something else than a key press changed rows; it is undone like one. */
async function changed(grid) {
  grid.decisions.history.push({});
  grid.rows.forgetAll();
  await grid.load(true);
}

export async function acceptClass(grid) {
  const filter = {};
  ['mismatchClass', 'rule', 'hamlet', 'query'].forEach(name => { if (grid.filter[name] !== undefined) { filter[name] = grid.filter[name]; } });
  const sample = await classAcceptance(grid.form, grid.head, filter, async wanted => {
    if (grid.queue.unsaved) { throw new Error('Đang lưu các quyết định trước; thử lại sau giây lát.'); }
    return grid.api('/samples', {json: wanted});
  });
  grid.page.focus();
  if (!sample) { return; }
  grid.page.say('Đang ghi ' + number(sample.total) + ' hồ sơ…');
  const op = {failed: error => grid.page.say(reason(error), true)};
  op.task = async () => {
    const again = op.asked;
    op.asked = true;
    const answer = await grid.api('/samples/' + encodeURIComponent(sample.id) + '/accept', {method: 'POST'}).catch(error => {
      // An earlier attempt whose answer was lost has done it.
      if (again && error.status === 409) { return {done: sample.total, conflicts: 0}; }
      throw error;
    });
    await changed(grid);
    grid.page.say('Đã ghi ' + number(answer.done) + ' hồ sơ' + (answer.conflicts ? '; ' + number(answer.conflicts)
      + ' hồ sơ vừa thay đổi nên giữ nguyên' : '') + '. Bấm U để hoàn tác cả nhóm.');
    grid.refreshHead();
  };
  grid.queue.push(op);
}

export async function takeFile(grid) {
  if (await upload(grid.form, grid.base)) {
    await changed(grid);
    grid.refreshHead();
  }
  grid.page.focus();
}
