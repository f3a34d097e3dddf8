// The words of data cleaning in Tasklist, and how its pages write dates, numbers and durations.

export const CLASSES = {M1: 'Thiếu số', M2: 'Số sai cấu trúc', M3: 'Không khớp', M4: 'Chưa xác minh được', M5: 'Hai hồ sơ một người',
  M6: 'Hai người một số', M7: 'Số cũ 9 số', M8: 'Sai quốc tịch, giấy tờ', M9: 'Không còn ở địa chỉ', M10: 'Sai điện thoại', M11: 'Thiếu mũi tiêm',
  M12: 'Mũi không tiêm', M13: 'Kết quả còn cũ'};
export const FIELDS = {fullName: 'Họ và tên', sex: 'Giới tính', dateOfBirth: 'Ngày sinh', idNumber: 'Số định danh', nationality: 'Quốc tịch',
  phone: 'Điện thoại'};
export const IDENTITY = ['fullName', 'sex', 'dateOfBirth', 'idNumber'];
export const SEX = {M: 'Nam', F: 'Nữ', UNSPECIFIED: 'Không ghi'};
export const VACCINES = {ASTRAZENECA: 'AstraZeneca', PFIZER: 'Pfizer–BioNTech', MODERNA: 'Moderna', JANSSEN: 'Janssen', VERO_CELL: 'Vero Cell',
  HAYAT_VAX: 'Hayat-Vax', SPUTNIK_V: 'Sputnik V', ABDALA: 'Abdala', COVAXIN: 'Covaxin'};
export const STATES = {OPEN: 'Chưa xử lý', REVIEWED: 'Đã rà soát', CONFIRMED: 'Đã xác nhận', RETURNED: 'Bị trả lại', APPLIED: 'Đã cập nhật',
  DONE: 'Đã xong', ESCALATED: 'Chờ Tổ công tác xử lý', RELEASED: 'Chuyển danh sách sau'};
/** State of a row that still waits for a decision, by stage; and how it is called there. */
export const TODO = {REVIEW: 'OPEN', POLICE: 'REVIEWED', DOSES: 'REVIEWED', TASK_FORCE: 'ESCALATED'};
export const stateName = (state, stage) => state === TODO[stage] && stage !== 'REVIEW' ? stage === 'POLICE' ? 'Chờ đối chiếu' : stage === 'DOSES' ? 'Chờ xác nhận' : 'Chờ xử lý'
  : stage === 'TASK_FORCE' && state === 'REVIEWED' ? 'Đã đóng' : STATES[state];
export const DECISIONS = {ACCEPT: 'Chấp nhận đề xuất', EDIT: 'Sửa thông tin', SKIP: 'Để lại xử lý sau', RECOMPARE: 'Đối chiếu lại',
  TRANSFER: 'Chuyển xã khác', DECEASED: 'Đã mất', NOT_FOUND: 'Không tìm thấy tại địa chỉ', MERGE: 'Gộp vào hồ sơ khác', OWNER: 'Là chủ của số',
  NOT_OWNER: 'Không phải chủ của số', DOSE: 'Sửa mũi tiêm', CONFIRM: 'Xác nhận', RETURN: 'Trả lại', CLOSE: 'Đóng hồ sơ'};
export const REASONS = {
  RETURN: {NOT_THIS_PERSON: 'Không phải người này', VALUE_WRONG: 'Thông tin sửa chưa đúng', PAPERS_NEEDED: 'Cần bổ sung giấy tờ',
    NOT_OUR_COMMUNE: 'Không thường trú tại xã', OTHER: 'Lý do khác'},
  CLOSE: {PERSON_UNKNOWN: 'Không xác định được người này', DECEASED: 'Đã mất', EMIGRATED: 'Đã ra nước ngoài định cư',
    NO_ANSWER: 'Không liên hệ được sau nhiều lần', OTHER: 'Lý do khác'},
  DOSE: {GHOST_DOSE: 'Không tiêm mũi này', ENTERED_TWICE: 'Nhập trùng với mũi khác', WRONG_PERSON: 'Mũi tiêm của người khác'}
};
export const NPD_RESULTS = {PLATFORM_WRONG: 'Nền tảng tiêm chủng ghi sai, CSDL dân cư đúng', NPD_CORRECTED: 'CSDL dân cư sai, đã cập nhật',
  BOTH: 'Cả hai đều sai, đã cập nhật CSDL dân cư'};
export const STAGES = {REVIEW: 'Trạm Y tế xã rà soát', POLICE: 'Công an xã đối chiếu', HAND_OVER: 'Công an xã ký và bàn giao',
  DOSES: 'Xác nhận mũi tiêm', RECEIPT: 'Trạm Y tế xã tiếp nhận', UPDATING: 'Đang cập nhật và đối chiếu lại', TASK_FORCE: 'Tổ công tác tỉnh xử lý',
  DONE: 'Đã xong'};

export const number = n => Number(n).toLocaleString('vi-VN');
export const date = iso => (iso || '').split('-').reverse().join('/');
export const moment = instant => new Date(instant).toLocaleString('vi-VN',
  {timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit'});

/** '5/4/1990', '05041990' or '1990-04-05' as '1990-04-05'; null for what is no day. */
export function isoDate(text) {
  const parts = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text.trim()) || /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim());
  const [, day, month, year] = parts || (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) || []).map((part, i, all) => i ? all[4 - i] : part);
  if (!year) { return null; }
  const iso = year + '-' + month.padStart(2, '0') + '-' + day.padStart(2, '0');
  const at = new Date(iso + 'T00:00:00Z');
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** A value of a record as officers read it. */
export function shown(field, value, record) {
  if (value === null || value === undefined || value === '') { return ''; }
  if (field === 'sex') { return SEX[value] || value; }
  if (field === 'dateOfBirth') {
    const precision = record && record.dobPrecision;
    return precision === 'Y' ? value.slice(0, 4) : precision === 'M' ? date(value.slice(0, 7)) : date(value);
  }
  return field === 'nationality' ? country(value) : value;
}

const names = new Intl.DisplayNames(['vi'], {type: 'region'});

/** A country's name from its two letters. */
export function country(code) {
  try {
    return names.of(code);
  } catch (noCountry) {
    return code;
  }
}

/** "khoảng 2 giờ 10 phút" */
export function duration(seconds) {
  if (seconds < 60) { return Math.max(1, Math.round(seconds)) + ' giây'; }
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return [hours ? number(hours) + ' giờ' : '', minutes % 60 ? minutes % 60 + ' phút' : ''].filter(Boolean).join(' ');
}

/** What the twelve digits of a number say by themselves (Decree 137/2015, Art. 13): sex and year of birth. */
export function numberSays(id) {
  if (!/^\d{12}$/.test(id || '')) { return ''; }
  const century = Number(id[3]);
  return (century % 2 ? 'nữ' : 'nam') + ', sinh năm ' + (19 + Math.floor(century / 2)) + id.slice(4, 6);
}
