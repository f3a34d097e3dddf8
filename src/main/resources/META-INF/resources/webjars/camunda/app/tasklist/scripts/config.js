// Vietnamese, unless the officer chose English on our pages (cookie "lang"): a browser's own language does not decide, as many
// computers in Viet Nam are set to English. One locale only: of two, the dates would be shown in the one that is loaded last.
const locale = document.cookie.split('; ').includes('lang=en') ? 'en' : 'vi';

export default {
  app: {vendor: 'Minh Xác', name: locale === 'vi' ? '· Danh sách công việc' : '· Tasklist'},
  locales: {availableLocales: [locale], fallbackLocale: locale},
  // The calendar of due dates takes its words from AngularJS, which knows English only.
  requireJsConfig: {ngDeps: ['minhxac.calendar'], deps: ['/js/tasklist-calendar.js']},
  customScripts: ['../../../js/tasklist.js'],
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: {key: 'ctrl+alt+c', description: 'Nhận việc đang chọn'},
    focusFilter: {key: 'ctrl+shift+f', description: 'Đến bộ lọc đầu tiên'},
    focusList: {key: 'ctrl+alt+l', description: 'Đến việc đầu tiên trong danh sách'},
    focusForm: {key: 'ctrl+alt+f', description: 'Đến ô đầu tiên của biểu mẫu'},
    startProcess: {key: 'ctrl+alt+p', description: 'Mở hộp thoại bắt đầu quy trình'}
  }
};
