// All keys of the grid, for the stage the officer works at.
import {dialog, make} from './cleaning-dom.js';

const MOVE = [['↓ hoặc J', 'Hồ sơ sau'], ['↑ hoặc K', 'Hồ sơ trước'], ['Page Down, Page Up', 'Cách mười hồ sơ'], ['Home, End', 'Đầu, cuối danh sách'],
  ['/', 'Tìm theo tên (có dấu hoặc không) hoặc mã hồ sơ'], ['D', 'Mở, đóng phần mũi tiêm'], ['F', 'Toàn màn hình, thu nhỏ'], ['?', 'Bảng phím này']];
const UNDO = ['U hoặc Ctrl+Z', 'Hoàn tác việc vừa làm, cả nhóm cũng vậy'];
const KEYS = {
  REVIEW: [['Enter hoặc A', 'Chấp nhận đề xuất đã được xác nhận, sang hồ sơ sau'], ['E', 'Sửa: Tab sang trường sau, Enter lưu, Esc thôi'],
    ['1 … 8', 'Chọn đề xuất; gợi ý thì mở ô sửa với giá trị gợi ý'], ['S', 'Bỏ qua, để lại xử lý sau'],
    ['M', 'Quyết định khác: chuyển xã, đã mất, không tìm thấy, gộp, chủ của số, đối chiếu lại, mũi tiêm'], ['C', 'Duyệt cả nhóm sau khi xem mẫu'], UNDO],
  POLICE: [['Enter hoặc A', 'Xác nhận: nền tảng tiêm chủng ghi sai, CSDL dân cư đúng'], ['N', 'Xác nhận, chọn bên nào ghi sai'], ['R', 'Trả lại kèm lý do'],
    ['E', 'Sửa khác đề nghị; người khác xác nhận'], ['S', 'Bỏ qua, để lại xử lý sau'], ['C', 'Xác nhận cả nhóm sau khi xem mẫu'], UNDO],
  DOSES: [['Enter hoặc A', 'Xác nhận việc sửa mũi tiêm'], ['R', 'Trả lại kèm lý do'], ['S', 'Bỏ qua, để lại xử lý sau'], UNDO],
  TASK_FORCE: [['R', 'Trả lại Trạm Y tế xã kèm lý do'], ['M', 'Đóng hồ sơ kèm lý do'], ['S', 'Bỏ qua, để lại xử lý sau'], UNDO]
};

export function help(root, stage) {
  return dialog(root, 'Phím tắt', 'mx-help', body => {
    const list = make('dl');
    (KEYS[stage] || []).concat(MOVE).forEach(([key, words]) => {
      const name = make('dt');
      name.append(make('kbd', key));
      list.append(name, make('dd', words));
    });
    body.append(list, make('p', 'Phím chữ không tác dụng khi đang gõ trong ô. Nếu bật bộ gõ tiếng Việt (UniKey), hãy tắt đi khi dùng phím chữ; '
      + 'Enter, mũi tên và các số luôn dùng được.', 'mx-sub'));
  });
}
