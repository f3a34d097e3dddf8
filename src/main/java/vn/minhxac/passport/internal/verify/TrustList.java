package vn.minhxac.passport.internal.verify;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import vn.minhxac.passport.internal.check.TrustStore;

/** The signer certificates this installation believes: its own and those it was given. Read once, at the start. */
public final class TrustList {

    private final TrustStore store;
    private final List<Item> items;

    /** One certificate: {@code kid} and DER, both in base64. */
    record Item(String kid, String certificate) {
    }

    /** @param folder of further certificates; may be null */
    public TrustList(Optional<X509Certificate> own, Path folder) {
        List<X509Certificate> certificates = new ArrayList<>();
        own.ifPresent(certificates::add);
        if (folder != null) {
            certificates.addAll(TrustedCertificates.in(folder));
        }
        try {
            store = new TrustStore(certificates);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate of the trust list cannot be used", e);
        }
        Base64.Encoder base64 = Base64.getEncoder();
        items = store.entries().stream()
                .map(entry -> new Item(base64.encodeToString(entry.kid()), base64.encodeToString(entry.certificate()))).toList();
    }

    public TrustStore store() {
        return store;
    }

    List<Item> items() {
        return items;
    }
}
