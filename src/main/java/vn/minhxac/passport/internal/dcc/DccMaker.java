package vn.minhxac.passport.internal.dcc;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.PassportFacts;
import vn.minhxac.passport.PassportMaker;

/** Makes codes with one encoder for each thread. Decision 5772/QĐ-BYT: a code expires 12 months after it was made. */
public final class DccMaker implements PassportMaker {

    private static final int MONTHS_VALID = 12;

    private final Supplier<DocumentSigner> signer;
    private final Compression compression;
    private final String uvciIssuer;
    private final ThreadLocal<Desk> desks = new ThreadLocal<>();

    /** What one thread works with; a new signer means a new desk. */
    private static final class Desk {
        private final DocumentSigner signer;
        private final DccEncoder encoder;
        private Instant issuedAt;
        private Instant expiresAt;

        private Desk(DocumentSigner signer, DccEncoder encoder) {
            this.signer = signer;
            this.encoder = encoder;
        }
    }

    /** @param signer gives the signer in force, or throws {@link PassportMaker.SigningImpossible} */
    public DccMaker(Supplier<DocumentSigner> signer, Compression compression, String uvciIssuer) {
        this.signer = signer;
        this.compression = compression;
        this.uvciIssuer = uvciIssuer;
    }

    @Override
    public IssuedCode make(PassportFacts facts, Instant now) {
        try {
            Desk desk = desk();
            // Passports of one batch share the instant, so the calendar is asked once.
            if (!now.equals(desk.issuedAt)) {
                desk.expiresAt = expiry(desk.signer, now);
                desk.issuedAt = now;
            }
            return desk.encoder.encode(facts, now.truncatedTo(ChronoUnit.SECONDS), desk.expiresAt);
        } catch (GeneralSecurityException e) {
            desks.remove();
            throw new SigningImpossible("Không ký được hộ chiếu vắc xin bằng khóa hiện có: kiểm tra tệp khóa "
                    + "(minhxac.passport.keystore) và nhật ký hệ thống", e);
        } catch (RuntimeException e) {
            // A half-written message must not be continued by the next one.
            desks.remove();
            throw e;
        }
    }

    private Desk desk() throws GeneralSecurityException {
        DocumentSigner current = signer.get();
        Desk desk = desks.get();
        if (desk == null || desk.signer != current) {
            desk = new Desk(current, new DccEncoder(current, compression, uvciIssuer));
            desks.set(desk);
        }
        return desk;
    }

    /** The instant a code made {@code now} expires: never after its signer's certificate. */
    private static Instant expiry(DocumentSigner signer, Instant now) {
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        if (issuedAt.isBefore(signer.notBefore())) {
            throw new SigningImpossible("Chứng thư số ký hộ chiếu vắc xin chưa có hiệu lực: kiểm tra đồng hồ máy chủ "
                    + "hoặc chờ đến ngày hiệu lực của chứng thư");
        }
        if (!issuedAt.isBefore(signer.notAfter())) {
            throw new SigningImpossible("Chứng thư số ký hộ chiếu vắc xin đã hết hạn: thay tệp khóa "
                    + "(minhxac.passport.keystore) bằng chứng thư mới rồi khởi động lại");
        }
        Instant inTwelveMonths = issuedAt.atOffset(ZoneOffset.UTC).plusMonths(MONTHS_VALID).toInstant();
        return inTwelveMonths.isBefore(signer.notAfter()) ? inTwelveMonths : signer.notAfter();
    }
}
