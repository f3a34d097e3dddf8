package vn.minhxac.signing;

/** The signer cannot sign now. The message says, in Vietnamese and without personal data, what to do: Cockpit shows it. */
public class SignerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SignerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
