package vn.minhxac.passport;

import java.io.InputStream;

/** The public check: {@link PassportChecker} at the present instant, plus what our own records say of revocation. */
public interface PassportVerification {

    /** Never throws for what a stranger sent. */
    CheckedPassport verify(String hc1);

    /**
     * Reads the QR code in a PNG or JPEG picture and verifies it. Without a readable code the verdict is MALFORMED with the
     * reason {@code NOT_A_PICTURE}, {@code PICTURE_TOO_LARGE} or {@code NO_QR_CODE}.
     */
    CheckedPassport verifyPicture(InputStream picture);
}
