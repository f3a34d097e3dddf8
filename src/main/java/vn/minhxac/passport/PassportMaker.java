package vn.minhxac.passport;

import java.time.Instant;

/** Makes signed passport codes. Safe for use by several threads; each keeps its own buffers. */
public interface PassportMaker {

    /**
     * Encodes and signs one passport under a new UVCI.
     *
     * @throws SigningImpossible         no usable signer key or certificate; applies to every passport until an operator acts
     * @throws IllegalArgumentException  the facts cannot be written as an EU DCC; the message holds no personal data
     */
    IssuedCode make(PassportFacts facts, Instant now);

    /** Says why no passport can be signed now: a Vietnamese sentence that says what to do. */
    class SigningImpossible extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        public SigningImpossible(String message) {
            super(message);
        }

        public SigningImpossible(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
