package vn.minhxac.passport;

import java.time.Instant;

/** Reads and verifies the text of a passport's QR code, of ours or of another country's. Shares no code with the maker. */
public interface PassportChecker {

    /**
     * Verifies against the trust list, at the given instant. Never throws for what a stranger sent: text that is no
     * passport is {@link CheckedPassport.Status#MALFORMED}. Does not know revocations: see {@link PassportVerification}.
     */
    CheckedPassport check(String hc1, Instant now);
}
