// The language of Tasklist: Vietnamese, unless English was chosen on our pages. Said to screen readers and to /js/api.js, and
// to form-js, which takes the order of day, month and year from the browser: 05/04 would be two dates in one office.
export const vietnamese = !document.cookie.split('; ').includes('lang=en');

document.documentElement.lang = vietnamese ? 'vi' : 'en';
document.title = vietnamese ? 'Danh sách công việc – Minh Xác' : 'Tasklist – Minh Xác';

Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
  construct: (format, [locale, ...rest]) => new format(locale === 'default' ? 'en-GB' : locale, ...rest)
});
