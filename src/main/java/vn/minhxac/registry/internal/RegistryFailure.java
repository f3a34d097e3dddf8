package vn.minhxac.registry.internal;

import java.time.Duration;
import java.util.UUID;

import vn.minhxac.registry.RegistryUnavailable;

/** Why one exchange gave no answer, and what the officer in Cockpit is told when it stays so. */
final class RegistryFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final String WAIT = " Chưa cần làm gì: danh sách được giữ nguyên, hệ thống tự thử lại và tự chạy tiếp khi có kết nối. "
            + "Nếu kéo dài quá 1 giờ, hãy báo đơn vị vận hành CSDL quốc gia về dân cư kèm mã yêu cầu %s.";
    private static final String CALL = " Hãy báo quản trị hệ thống %s; sau khi khắc phục, danh sách tự chạy tiếp. Mã yêu cầu: %s.";

    enum Kind {
        UNREACHABLE(true, "Không kết nối được CSDL quốc gia về dân cư." + WAIT),
        // It took the whole time already; the job tries again later.
        TIMEOUT(false, "CSDL quốc gia về dân cư trả lời quá chậm." + WAIT),
        BUSY(true, "CSDL quốc gia về dân cư đang quá tải." + WAIT),
        BROKEN(true, "CSDL quốc gia về dân cư đang gặp lỗi." + WAIT),
        NOT_AN_ANSWER(true, "CSDL quốc gia về dân cư trả lời không đúng câu hỏi; không kết quả nào được ghi nhận." + WAIT),
        CIRCUIT_OPEN(false, "Đang tạm ngừng gọi CSDL quốc gia về dân cư vì nhiều lần liên tiếp không có trả lời." + WAIT),
        OWN_LIMIT(false, "Đã đạt giới hạn số yêu cầu gửi CSDL quốc gia về dân cư trong một giây." + WAIT),
        REFUSED(false, "CSDL quốc gia về dân cư từ chối quyền truy cập của hệ thống."
                + CALL.formatted("kiểm tra chứng thư và mã truy cập (minhxac.registry.keystore, minhxac.registry.token)", "%s")),
        REJECTED(false, "CSDL quốc gia về dân cư không nhận yêu cầu của hệ thống."
                + CALL.formatted("kiểm tra địa chỉ và phiên bản kết nối (minhxac.registry.url)", "%s"));

        private final boolean worthRetrying;
        private final String text;

        Kind(boolean worthRetrying, String text) {
            this.worthRetrying = worthRetrying;
            this.text = text;
        }
    }

    private final Kind kind;
    private final Duration retryAfter;

    RegistryFailure(Kind kind, Duration retryAfter) {
        super(kind.name(), null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    Kind kind() {
        return kind;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether it may be better in a second. A long Retry-After is respected by leaving it to the job. */
    boolean worthRetrying() {
        return kind.worthRetrying && retryAfter.compareTo(RegistrySettings.LONGEST_PAUSE) <= 0;
    }

    RegistryUnavailable unavailable(UUID requestId) {
        return new RegistryUnavailable(kind.text.formatted(requestId), this);
    }
}
