package vn.minhxac.passport.internal.verify;

import java.io.InputStream;
import java.time.Clock;
import org.springframework.stereotype.Service;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.CheckedPassport.Status;
import vn.minhxac.passport.PassportChecker;
import vn.minhxac.passport.PassportVerification;
import vn.minhxac.passport.internal.check.PictureReader;

/** Verifies, then asks our records. Nothing of a person is kept or logged. */
@Service
class RecordedVerification implements PassportVerification {

    private final PassportChecker checker;
    private final OwnRecords records;
    private final Clock clock;
    private final PictureReader pictures = new PictureReader();

    RecordedVerification(PassportChecker checker, OwnRecords records, Clock clock) {
        this.checker = checker;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public CheckedPassport verify(String hc1) {
        CheckedPassport checked = checker.check(hc1, clock.instant());
        // Fields are there only where the signature holds, so nobody can make us ask for codes they invented.
        if (checked.fields() == null || !"VN".equals(checked.fields().country())) {
            return checked;
        }
        return switch (records.status(checked.fields().uvci()).orElse("")) {
            case "REVOKED" -> checked.with(Status.REVOKED, "REVOKED");
            case "SUPERSEDED" -> checked.with(Status.REVOKED, "SUPERSEDED");
            default -> checked;
        };
    }

    @Override
    public CheckedPassport verifyPicture(InputStream picture) {
        PictureReader.Result result = pictures.read(picture);
        return result.text() == null ? result.refusal() : verify(result.text());
    }
}
