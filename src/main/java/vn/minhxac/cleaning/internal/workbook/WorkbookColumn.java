package vn.minhxac.cleaning.internal.workbook;

import java.util.HashMap;
import java.util.Map;

import vn.minhxac.citizen.VietnameseName;

/** The columns of the workbook. They are found again by their header, in whatever order they come back. */
enum WorkbookColumn {
    LINE("STT", 6, false),
    RECORD_ID("Mã hồ sơ", 16, true),
    FULL_NAME("Họ và tên", 26, true),
    DATE_OF_BIRTH("Ngày sinh", 12, false),
    SEX("Giới tính", 9, false),
    HAMLET("Thôn", 18, false),
    PHONE("Số điện thoại", 14, false),
    PRESENT_NUMBER("Số hiện có", 17, false),
    PROBLEM("Lỗi", 30, false),
    PROPOSAL("Đề xuất", 42, false),
    RIGHT_NUMBER("Số CCCD/CMND đúng", 20, true),
    RESULT("Ghi chú kết quả rà soát", 22, true),
    /** Hidden; a {@link RowKeys row key}. */
    KEY("Khóa dòng (không sửa)", 20, true);

    private static final Map<String, WorkbookColumn> BY_HEADER = new HashMap<>();

    static {
        for (WorkbookColumn column : values()) {
            BY_HEADER.put(plain(column.header), column);
        }
    }

    private final String header;
    private final int width;
    private final boolean required;

    WorkbookColumn(String header, int width, boolean required) {
        this.header = header;
        this.width = width;
        this.required = required;
    }

    String header() {
        return header;
    }

    /** In characters. */
    int width() {
        return width;
    }

    /** Whether a file without it cannot be read safely; the others may be deleted, as before a list is given to others. */
    boolean required() {
        return required;
    }

    /** The column of a header cell, or null for one that is none of ours. Case, marks, spaces and punctuation do not count. */
    static WorkbookColumn of(String header) {
        return header == null || header.length() > 100 ? null : BY_HEADER.get(plain(header));
    }

    private static String plain(String header) {
        return VietnameseName.plain(header).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
