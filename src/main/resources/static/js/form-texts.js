// form-js, which shows the forms drawn in the Modeler, knows English only. Its own words are replaced as they appear in the
// page, each only in the place where form-js puts it, so that nothing an officer or a form's author wrote is touched.
import {vietnamese} from './tasklist-language.js';

/** Selector of the place → [what form-js 1.8.7 writes there, what is shown]. */
export const TEXTS = {
  '.fjs-form-field-error': [
    [/^Field is required\.$/, 'Bắt buộc nhập.'],
    [/^Field must match pattern (.*)\.$/s, 'Giá trị không đúng mẫu quy định ($1).'],
    [/^Field must have minimum value of (.*)\.$/, 'Giá trị nhỏ nhất là $1.'],
    [/^Field must have maximum value of (.*)\.$/, 'Giá trị lớn nhất là $1.'],
    [/^Field must have minimum length of (.*)\.$/, 'Cần nhập ít nhất $1 ký tự.'],
    [/^Field must have maximum length of (.*)\.$/, 'Chỉ được nhập nhiều nhất $1 ký tự.'],
    [/^Field must be a valid +international phone number\. \(e\.g\. \+4930664040900\)$/,
      'Số điện thoại cần có mã quốc gia, ví dụ +84912345678.'],
    [/^Field must be a valid email\.$/, 'Địa chỉ thư điện tử không hợp lệ.'],
    [/^Value is not a number\.$/, 'Giá trị phải là số.'],
    [/^Value is expected to be an integer\.$/, 'Giá trị phải là số nguyên.'],
    [/^Value is expected to have at most (\d+) decimal digits?\.$/, 'Chỉ được nhập nhiều nhất $1 chữ số thập phân.'],
    [/^Please select a valid value, the two nearest valid values are (.*) and (.*)\.$/,
      'Giá trị không hợp lệ; hai giá trị hợp lệ gần nhất là $1 và $2.'],
    [/^Date and time must both be entered\.$/, 'Cần nhập cả ngày và giờ.']
  ],
  '.fjs-select-placeholder': [[/^Select$/, 'Chọn']],
  '.fjs-dropdownlist': [[/^No results$/, 'Không có kết quả'], [/^All values selected$/, 'Đã chọn hết']],
  '.fjs-table-empty, .fjs-table-body': [[/^Nothing to show\.$/, 'Không có dữ liệu.']],
  '.fjs-table-nav-label': [[/^ of $/, ' / ']],
  '.fjs-repeat-render-footer': [[/^Add new$/, 'Thêm dòng'], [/^Expand all \((\d+)\)$/, 'Mở tất cả ($1)'], [/^Collapse$/, 'Thu gọn']],
  '.fjs-iframe-placeholder': [[/^No content to show\.$/, 'Không có nội dung.'],
    [/^External content couldn't be loaded\.$/, 'Không tải được nội dung bên ngoài.']],
  '.fjs-taglist-skip-link': [[/^Skip to search$/, 'Đến ô tìm kiếm']]
};

/** What form-js writes into the attributes placeholder, title and aria-label. */
export const ATTRIBUTES = [
  [/^Search$/, 'Tìm'],
  [/^dd\/mm\/yyyy$/, 'ngày/tháng/năm'],
  [/^hh:mm$/, 'giờ:phút'],
  [/^hh:mm \?m$/, 'giờ:phút AM/PM'],
  [/^Increment$/, 'Tăng'],
  [/^Decrement$/, 'Giảm'],
  [/^Remove tag$/, 'Bỏ mục này'],
  [/^Remove list item (\d+)$/, 'Xóa dòng $1'],
  [/^Previous page$/, 'Trang trước'],
  [/^Next page$/, 'Trang sau'],
  [/^Click to sort by (.*) ascending$/, 'Bấm để sắp xếp theo $1 tăng dần'],
  [/^Click to sort by (.*) descending$/, 'Bấm để sắp xếp theo $1 giảm dần'],
  [/^Click to remove sorting$/, 'Bấm để bỏ sắp xếp'],
  [/^Powered by bpmn\.io$/, 'Chạy trên bpmn.io'],
  [/^This is an image placeholder$/, 'Chỗ của hình ảnh']
];

/** The calendar of date fields (flatpickr). */
const CALENDAR = {
  weekdays: {shorthand: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
    longhand: ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy']},
  months: {shorthand: Array.from({length: 12}, (none, month) => 'Thg ' + (month + 1)),
    longhand: Array.from({length: 12}, (none, month) => 'Tháng ' + (month + 1))},
  firstDayOfWeek: 1, ordinal: () => '', rangeSeparator: ' đến ', weekAbbreviation: 'Tuần', scrollTitle: 'Cuộn để thay đổi',
  toggleTitle: 'Bấm để đổi', yearAriaLabel: 'Năm', monthAriaLabel: 'Tháng', hourAriaLabel: 'Giờ', minuteAriaLabel: 'Phút'
};

const FORM = '.fjs-container';
const WATCHED = ['placeholder', 'title', 'aria-label'];

function translated(text, rules) {
  const rule = rules.find(([english]) => english.test(text));
  return rule ? text.replace(rule[0], rule[1]) : text;
}

function text(node) {
  const place = node.parentElement && node.parentElement.closest(FORM) &&
    Object.keys(TEXTS).find(selector => node.parentElement.closest(selector));
  const shown = place ? translated(node.data, TEXTS[place]) : node.data;
  if (shown !== node.data) {
    node.data = shown;
  }
}

function attributes(element) {
  for (const name of WATCHED) {
    const value = element.getAttribute(name);
    const shown = value && translated(value, ATTRIBUTES);
    if (value && shown !== value) {
      element.setAttribute(name, shown);
    }
  }
}

function all(root) {
  if (root.nodeType === Node.TEXT_NODE) {
    text(root);
  } else if (root.nodeType === Node.ELEMENT_NODE && (root.closest(FORM) || root.querySelector(FORM))) {
    const within = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = root; node; node = within.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        text(node);
      } else if (node.closest(FORM)) {
        attributes(node);
      }
    }
  }
}

if (vietnamese) {
  if (window.flatpickr) {
    window.flatpickr.localize(CALENDAR);
    window.flatpickr.setDefaults({ariaDateFormat: 'l, d/m/Y'});
  }
  new MutationObserver(changes => changes.forEach(change => {
    if (change.type === 'childList') {
      change.addedNodes.forEach(all);
    } else if (change.type === 'characterData') {
      text(change.target);
    } else if (change.target.closest(FORM)) {
      attributes(change.target);
    }
  })).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: WATCHED});
}
