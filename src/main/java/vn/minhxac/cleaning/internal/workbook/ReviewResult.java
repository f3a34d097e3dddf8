package vn.minhxac.cleaning.internal.workbook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.internal.batch.Decision;

/** What a hamlet can say of somebody whose number it does not bring. */
enum ReviewResult {
    /** Decides nothing: only the grid knows the communes. */
    MOVED("Đã chuyển đi", null),
    DECEASED("Đã mất", Decision.DECEASED),
    NOT_FOUND("Không tìm thấy", Decision.NOT_FOUND);

    private final String text;
    private final Decision decision;

    ReviewResult(String text, Decision decision) {
        this.text = text;
        this.decision = decision;
    }

    /** Null where it decides nothing. */
    Decision decision() {
        return decision;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(result -> result.text).toList();
    }

    /** Case, marks and spaces do not count. */
    static Optional<ReviewResult> of(String typed) {
        String plain = VietnameseName.plain(typed);
        return Arrays.stream(values()).filter(result -> VietnameseName.plain(result.text).equals(plain)).findFirst();
    }
}
