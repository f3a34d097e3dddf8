package vn.minhxac.registry;

/** The population database cannot answer now. The message says, in Vietnamese and without personal data, what to do: Cockpit shows it. */
public class RegistryUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
