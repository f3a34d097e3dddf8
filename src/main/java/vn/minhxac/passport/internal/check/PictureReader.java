package vn.minhxac.passport.internal.check;

import java.io.InputStream;
import java.util.concurrent.Semaphore;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.CheckedPassport.Status;

/** Reads pictures of QR codes, few at a time: a large one takes some hundred megabytes and a second. */
public final class PictureReader {

    private static final int AT_ONCE = 2;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /**
     * What came of a picture.
     *
     * @param text    of the QR code; null where there is none
     * @param refusal why there is none; else null
     */
    public record Result(String text, CheckedPassport refusal) {
    }

    public Result read(InputStream picture) {
        places.acquireUninterruptibly();
        try {
            return Picture.qrText(picture).map(text -> new Result(text, null)).orElseGet(() -> refused("NO_QR_CODE"));
        } catch (Malformed e) {
            return refused(e.reason());
        } finally {
            places.release();
        }
    }

    private static Result refused(String reason) {
        return new Result(null, CheckedPassport.refused(Status.MALFORMED, reason));
    }
}
