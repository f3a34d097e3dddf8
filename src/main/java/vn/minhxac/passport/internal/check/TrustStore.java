package vn.minhxac.passport.internal.check;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The document signer certificates that are believed. Several may share a kid, as that is but 8 bytes of a hash. */
public final class TrustStore {

    private final Map<String, List<TrustedSigner>> byKid = new LinkedHashMap<>();

    public TrustStore(Collection<X509Certificate> certificates) throws GeneralSecurityException {
        for (X509Certificate certificate : new LinkedHashSet<>(certificates)) {
            TrustedSigner signer = new TrustedSigner(certificate);
            byKid.computeIfAbsent(HexFormat.of().formatHex(signer.kid()), kid -> new ArrayList<>()).add(signer);
        }
    }

    List<TrustedSigner> withKid(byte[] kid) {
        return kid == null ? List.of() : byKid.getOrDefault(HexFormat.of().formatHex(kid), List.of());
    }

    /** A certificate (DER) and its kid. */
    public record Entry(byte[] kid, byte[] certificate) {
    }

    public List<Entry> entries() {
        return byKid.values().stream().flatMap(List::stream)
                .map(signer -> new Entry(signer.kid(), signer.encoded())).toList();
    }
}
