package vn.minhxac.citizen.internal.imports;

import java.util.HashMap;
import java.util.Map;
import vn.minhxac.citizen.VietnameseName;

/** Columns of an import file with the names they go by: ours, and those of the platform's own export in Vietnamese. */
enum Column {
    RECORD_ID(true, "Mã bản ghi", "Mã hồ sơ", "Mã đối tượng", "Mã phiếu", "Mã người tiêm", "ID"),
    FULL_NAME(true, "Họ và tên", "Họ tên", "Họ tên người tiêm", "Tên đối tượng"),
    SEX(true, "Giới tính", "Giới", "Phái"),
    DATE_OF_BIRTH(true, "Ngày sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Ngày sinh (dd/MM/yyyy)"),
    ID_NUMBER(true, "Số CMND/CCCD", "Số CCCD/CMND", "CMND/CCCD", "CCCD/CMND", "CCCD", "Số CCCD", "Số CMND", "Số giấy tờ", "Số định danh",
        "Số CMND/CCCD/HC", "Số CMND/CCCD/Hộ chiếu", "CMND/CCCD/HC", "CMND/CCCD/Hộ chiếu", "Số định danh cá nhân"),
    ID_TYPE(false, "Loại giấy tờ"),
    NATIONALITY(false, "Quốc tịch"),
    PHONE(false, "Số điện thoại", "Điện thoại", "SĐT", "Số ĐT"),
    PERMANENT_COMMUNE(false, "Mã xã thường trú", "Xã thường trú", "Mã phường/xã thường trú", "Phường/xã thường trú", "Mã xã/phường thường trú"),
    /** Where in the commune: thôn in the countryside of the North, ấp and khóm in the South, bản and buôn in the mountains, tổ dân phố in town. */
    HAMLET(false, "Thôn", "Ấp", "Bản", "Tổ dân phố", "Khu phố", "Khóm", "Buôn", "Xóm", "Làng", "Tổ", "Thôn/tổ dân phố", "Thôn, tổ dân phố",
        "Thôn/xóm", "Thôn/ấp", "Thôn/xóm/tổ dân phố", "Thôn/ấp/bản/tổ dân phố", "Thôn/ấp/khu phố", "Ấp/khu phố", "Ấp/khóm", "Thôn/bản"),
    DOSE_NUMBER(true, "Mũi tiêm", "Mũi số", "Mũi", "Mũi tiêm thứ", "Mũi thứ", "Liều số"),
    VACCINATION_DATE(true, "Ngày tiêm", "Ngày tiêm chủng", "Ngày tiêm (dd/MM/yyyy)"),
    VACCINE(true, "Vắc xin", "Loại vắc xin", "Tên vắc xin", "Loại vaccine", "Vaccine", "Vắc-xin"),
    LOT_NUMBER(false, "Số lô", "Lô vắc xin", "Số lô vắc xin", "Số lô vaccine", "Lô"),
    FACILITY_CODE(true, "Mã cơ sở", "Mã cơ sở tiêm", "Mã cơ sở tiêm chủng", "Mã điểm tiêm", "Cơ sở tiêm chủng");

    private static final Map<String, Column> BY_NAME = new HashMap<>();

    static {
        for (Column column : values()) {
            BY_NAME.put(key(column.name()), column);
            for (String alias : column.aliases) {
                BY_NAME.put(key(alias), column);
            }
        }
    }

    private final boolean required;
    private final String[] aliases;

    Column(boolean required, String... aliases) {
        this.required = required;
        this.aliases = aliases;
    }

    boolean isRequired() {
        return required;
    }

    /** The name in our own files, e.g. {@code record_id}. */
    String field() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The column of a header cell, or null for one that is none of ours. */
    static Column of(String header) {
        return BY_NAME.get(key(header));
    }

    private static String key(String header) {
        String plain = VietnameseName.plain(header);
        StringBuilder key = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isLetterOrDigit(plain.charAt(i))) {
                key.append(plain.charAt(i));
            }
        }
        return key.toString();
    }
}
