// The frame of the grid: progress, filters, the list beside the record, buttons, and what completing the task will do.
import {button, make, option} from './cleaning-dom.js';
import {ACTIONS} from './cleaning-keys.js';
import {CLASSES, STAGES, duration, number, stateName} from './cleaning-words.js';

/** States that belong to a stage. */
export const SHOWN = {REVIEW: ['OPEN', 'REVIEWED'], POLICE: ['REVIEWED', 'CONFIRMED', 'RETURNED'], DOSES: ['REVIEWED', 'CONFIRMED', 'RETURNED'],
  TASK_FORCE: ['ESCALATED', 'RETURNED', 'REVIEWED']};
const KINDS = {PROPOSAL: 'Có đề xuất đã xác nhận', HINT: 'Chỉ có gợi ý', NONE: 'Không có gợi ý'};

export class Page {
  /** does: act(action, choice), filter(name, value), upload(); list: the element of the list; base: the address of the batch. */
  constructor(form, head, base, list, does) {
    const stage = head.stage;
    this.form = form;
    this.does = does;
    const top = make('div', null, 'mx-top');
    this.back = button('‹ Công việc', 'btn-default btn-sm', () => this.wide());
    this.back.title = 'Về danh sách công việc (F)';
    this.title = make('h3');
    this.progress = make('progress');
    this.progress.setAttribute('aria-label', 'Tiến độ');
    this.pace = make('span', null, 'mx-pace');
    this.saved = make('span', null, 'mx-saved');
    this.saved.setAttribute('role', 'status');
    const tools = make('div', null, 'mx-tools');
    if (['REVIEW', 'POLICE'].includes(stage)) {
      this.classButton = button('', 'btn-default btn-sm', () => this.does.act('classes'));
      this.classButton.append(make('kbd', 'C'), ' ' + (stage === 'REVIEW' ? 'Duyệt cả nhóm' : 'Xác nhận cả nhóm'));
      tools.append(this.classButton);
    }
    if (stage === 'REVIEW') {
      const download = make('a', 'Tải Excel (M1, M2)', 'btn btn-default btn-sm');
      download.href = base + '/workbook';
      download.setAttribute('download', '');
      tools.append(download, button('Nạp Excel', 'btn-default btn-sm', () => this.does.upload()));
    }
    const helpButton = button('', 'btn-default btn-sm', () => this.does.act('help'));
    helpButton.append(make('kbd', '?'), ' Phím');
    tools.append(helpButton);
    const done = make('div', null, 'mx-done');
    done.append(this.progress, this.pace, this.saved);
    top.append(this.back, this.title, done, tools);
    this.message = make('div', null, 'mx-message');
    this.message.setAttribute('role', 'status');
    this.pane = make('section', null, 'mx-record');
    this.pane.tabIndex = 0;
    this.pane.setAttribute('aria-label', 'Hồ sơ đang xem');
    this.spoken = make('div', null, 'sr-only');
    this.spoken.setAttribute('aria-live', 'polite');
    const main = make('div', null, 'mx-main');
    const side = make('div', null, 'mx-side');
    side.append(list);
    main.append(side, this.pane);
    this.bar = make('div', null, 'mx-actions');
    this.bar.setAttribute('role', 'toolbar');
    this.bar.setAttribute('aria-label', 'Quyết định');
    this.buttons = {};
    (ACTIONS[stage] || []).forEach(([action, key, words], i) => {
      const one = button('', i ? 'btn-default' : 'btn-success', () => this.does.act(action));
      one.append(make('kbd', key), ' ' + words);
      this.buttons[action] = one;
      this.bar.append(one);
    });
    this.bar.append(this.message, button('↑', 'btn-default mx-step', () => this.does.act('previous')), button('↓', 'btn-default mx-step', () => this.does.act('next')));
    this.bar.querySelectorAll('.mx-step').forEach((one, i) => one.setAttribute('aria-label', i ? 'Hồ sơ sau' : 'Hồ sơ trước'));
    this.left = make('div', null, 'mx-left-over');
    this.left.setAttribute('role', 'status');
    const grid = make('div', null, 'mx-grid-box');
    grid.append(top, this.filters(head), main, this.bar, this.left, this.spoken);
    this.form.querySelector('[data-grid]').replaceChildren(grid);
    this.pane.addEventListener('click', event => {
      const pick = event.target.closest('[data-choice]');
      if (pick) { this.does.act('choice', Number(pick.dataset.choice)); }
    });
    // A click on a button must not make Enter press it again.
    grid.addEventListener('click', event => {
      if (event.detail && event.target.closest('.mx-actions, .mx-proposals, .mx-list')) { this.focus(); }
    });
    this.form.setAttribute('data-wide', '');
  }

  filters(head) {
    const bar = make('div', null, 'mx-filters');
    const add = (name, label, first, items) => {
      const select = make('select', null, 'form-control input-sm');
      select.setAttribute('aria-label', label);
      select.append(option('', first), ...items.map(([value, words]) => option(value === '' ? '-' : value, words)));
      select.addEventListener('change', () => {
        this.does.filter(name, select.value === '' ? undefined : select.value === '-' ? '' : select.value);
      });
      bar.append(select);
      this.selects[name] = select;
    };
    this.selects = {};
    add('mismatchClass', 'Lọc theo nhóm sai sót', 'Mọi nhóm', head.classes.map(one => [one.code, one.code]));
    add('kind', 'Lọc theo đề xuất', 'Mọi hồ sơ', Object.entries(KINDS));
    add('rule', 'Lọc theo quy tắc', 'Mọi quy tắc', head.rules.map(one => [one.code, one.text]));
    add('hamlet', 'Lọc theo thôn, tổ', 'Mọi thôn, tổ', head.hamlets.map(one => [one.code || '', one.text]));
    add('state', 'Lọc theo tình trạng', 'Mọi tình trạng', (SHOWN[head.stage] || []).map(state => [state, stateName(state, head.stage)]));
    const find = () => this.does.filter('query', this.search.value.trim() || undefined);
    this.search = make('input', null, 'form-control input-sm');
    this.search.type = 'search';
    this.search.placeholder = 'Tìm tên, mã hồ sơ (/)';
    this.search.setAttribute('aria-label', 'Tìm theo tên, có dấu hoặc không, hoặc mã hồ sơ');
    this.search.autocomplete = 'off';
    this.search.spellcheck = false;
    this.search.maxLength = 100;
    this.search.addEventListener('input', () => {
      window.clearTimeout(this.typing);
      this.typing = window.setTimeout(() => find(), 250);
    });
    this.search.addEventListener('keydown', event => {
      event.stopPropagation();
      if (event.key === 'Enter' || event.key === 'Escape') {
        event.preventDefault();
        if (event.key === 'Escape') { this.search.value = ''; }
        window.clearTimeout(this.typing);
        find();
        this.focus();
      }
    });
    this.found = make('span', null, 'mx-found-count');
    this.found.setAttribute('role', 'status');
    bar.append(this.search, this.found);
    return bar;
  }

  /** How many of each kind are still to be decided. */
  relabel(head) {
    const label = (name, list, words) => Array.from(this.selects[name].options).slice(1).forEach(one => {
      const group = list.find(each => (each.code || '-') === one.value);
      one.textContent = group ? words(group) + ' (' + number(group.open) + '/' + number(group.total) + ')' : one.textContent;
    });
    label('mismatchClass', head.classes, one => one.code + ' – ' + (CLASSES[one.code] || ''));
    label('rule', head.rules, one => one.text);
    label('hamlet', head.hamlets, one => one.text || 'Chưa rõ thôn');
  }

  wide() {
    if (this.form.hasAttribute('data-wide')) { this.form.removeAttribute('data-wide'); } else { this.form.setAttribute('data-wide', ''); }
    this.back.textContent = this.form.hasAttribute('data-wide') ? '‹ Công việc' : '⤢ Toàn màn hình';
    this.focus();
  }

  focus() { this.pane.focus({preventScroll: true}); }

  say(text, bad) {
    this.message.textContent = text || '';
    this.message.className = 'mx-message' + (bad ? ' mx-bad' : '');
    window.clearTimeout(this.saying);
    if (text) { this.saying = window.setTimeout(() => this.say(''), bad ? 12000 : 6000); }
  }

  /** How far the list is. median: seconds from one decision to the next, if that is known. */
  counts(head, median) {
    this.relabel(head);
    const done = head.total - head.open;
    this.title.textContent = head.communeName + ' · ' + STAGES[head.stage] + (head.round > 1 ? ' · lần ' + head.round : '');
    this.progress.max = Math.max(1, head.total);
    this.progress.value = done;
    const left = median && head.open ? duration(median * head.open) : '';
    this.pace.textContent = number(done) + '/' + number(head.total) + (left ? ' · còn khoảng ' + left : ' hồ sơ');
    this.pace.title = 'Bạn đã xử lý ' + number(head.decidedByMe || 0) + ' hồ sơ ở bước này' + (median ? ', thường '
      + Number(median).toLocaleString('vi-VN', {maximumFractionDigits: median < 10 ? 1 : 0}) + ' giây một hồ sơ' : '');
    this.left.replaceChildren(...this.leftOver(head), ...this.claim());
  }

  leftOver(head) {
    const open = head.open;
    const stage = head.stage;
    const count = state => number(head.counts[state] || 0);
    const words = text => [make('strong', 'Khi bấm Hoàn thành: '), make('span', text)];
    if (stage === 'REVIEW') {
      return words(head.counts.REVIEWED ? count('REVIEWED') + ' hồ sơ đã quyết định chuyển Công an xã; ' + (open ? number(open)
        + ' hồ sơ chưa quyết định ở lại thành danh sách mới.' : 'không còn hồ sơ nào ở lại.')
        : open ? 'cần quyết định ít nhất một hồ sơ.' : 'các hồ sơ đã đúng từ trước, danh sách kết thúc.');
    }
    if (open) { return words('còn ' + number(open) + ' hồ sơ chưa ' + (stage === 'TASK_FORCE' ? 'xử lý' : 'xác nhận hoặc trả lại') + '; xong hết mới hoàn thành được.'); }
    return words(stage === 'TASK_FORCE' ? count('RETURNED') + ' hồ sơ trả lại trạm, ' + count('REVIEWED') + ' hồ sơ đóng.'
      : count('CONFIRMED') + ' hồ sơ xác nhận, ' + count('RETURNED') + ' trả lại; ' + (stage === 'POLICE' ? 'sang bước ký và bàn giao.' : 'chuyển Trạm Y tế xã.'));
  }

  /** Whoever has claimed the task completes it; all of the group may decide. */
  claim() {
    const card = this.form.closest('.task-card');
    const claim = card && card.querySelector('button.claim');
    const complete = card && card.querySelector('.form-actions .btn-primary');
    if (claim) {
      return [button('Nhận việc', 'btn-default btn-sm', () => {
        claim.click();
        this.left.querySelector('.btn').disabled = true;
        this.focus();
      }), make('span', 'để bấm được Hoàn thành.')];
    }
    return complete && complete.disabled ? [make('span', 'Cán bộ đang giữ việc bấm Hoàn thành.')] : [];
  }

  /** What has not been saved yet. */
  unsaved(count) {
    this.saved.textContent = count ? 'Chưa lưu: ' + number(count) : 'Đã lưu hết';
    this.saved.className = 'mx-saved' + (count ? ' mx-unsaved' : '');
  }

  /** may: whether anything can be decided about the record on screen; accept: whether Enter would accept it; undo: whether something can be undone. */
  enable(may, accept, undo) {
    Object.entries(this.buttons).forEach(([action, one]) => { one.disabled = action === 'undo' ? !undo : !may || action === 'accept' && !accept; });
  }
}
