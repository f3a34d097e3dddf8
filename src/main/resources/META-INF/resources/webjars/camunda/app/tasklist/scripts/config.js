export default {
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
