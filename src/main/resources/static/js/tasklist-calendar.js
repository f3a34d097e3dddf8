// The words of the calendar for due and follow-up dates: month, weekday. An AMD module, since Tasklist's AngularJS is one.
define(['angular'], angular => {
  'use strict';

  const days = ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'];
  const months = Array.from({length: 12}, (none, month) => 'Tháng ' + (month + 1));

  if (document.cookie.split('; ').includes('lang=en')) {
    angular.module('minhxac.calendar', []);
    return;
  }
  angular.module('minhxac.calendar', ['ui.bootstrap']).config(['$provide', provide => {
    provide.decorator('$locale', ['$delegate', locale => {
      Object.assign(locale.DATETIME_FORMATS, {DAY: days, SHORTDAY: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'], MONTH: months,
        STANDALONEMONTH: months, SHORTMONTH: months.map(month => month.replace('Tháng', 'Thg')), FIRSTDAYOFWEEK: 0,
        medium: 'dd/MM/y HH:mm:ss', short: 'dd/MM/y HH:mm', fullDate: 'EEEE, dd/MM/y', longDate: 'dd/MM/y',
        mediumDate: 'dd/MM/y', shortDate: 'dd/MM/y', mediumTime: 'HH:mm:ss', shortTime: 'HH:mm'});
      return locale;
    }]);
  }]).run(['$templateCache', templates => {
    // what a screen reader says of the arrows
    for (const name of ['day', 'month', 'year']) {
      const path = 'uib/template/datepicker/' + name + '.html';
      templates.put(path, templates.get(path).replace('>previous<', '>trước<').replace('>next<', '>sau<'));
    }
  }]);
});
