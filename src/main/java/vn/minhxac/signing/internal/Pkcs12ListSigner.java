package vn.minhxac.signing.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.ListSigner;
import vn.minhxac.signing.SignerFault;
import vn.minhxac.signing.SignerUnavailable;
import vn.minhxac.signing.SigningSettings;

/** Signs with keys of a PKCS#12 file. */
@Component
class Pkcs12ListSigner implements ListSigner {

    private static final String CENTRAL = "central";

    private final SigningSettings settings;
    private final ObjectProvider<SignerFault> faults;

    Pkcs12ListSigner(SigningSettings settings, ObjectProvider<SignerFault> faults) {
        this.settings = settings;
        this.faults = faults;
    }

    @Override
    public Optional<Key> keyFor(String provinceCode, String unitCode) {
        try {
            KeyStore store = open();
            for (String alias : List.of(unitCode, provinceCode, CENTRAL)) {
                if (store.isKeyEntry(alias)) {
                    return Optional.of(key(store, alias));
                }
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            throw new SignerUnavailable("Không đọc được tệp khóa ký số (minhxac.signing.keystore): kiểm tra đường dẫn, "
                    + "quyền đọc và mật khẩu, rồi thử lại.", e);
        }
    }

    private Key key(KeyStore store, String alias) throws GeneralSecurityException {
        PrivateKey key = (PrivateKey) store.getKey(alias, password());
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toList();
        return new FileKey(key, chain);
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        if (settings.keystore() == null) {
            throw new IOException("No keystore set");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(settings.keystore())) {
            store.load(in, password());
        }
        return store;
    }

    private char[] password() {
        return settings.keystorePassword() == null ? new char[0] : settings.keystorePassword().toCharArray();
    }

    private final class FileKey implements Key {

        private final PrivateKey key;
        private final List<X509Certificate> chain;

        FileKey(PrivateKey key, List<X509Certificate> chain) {
            this.key = key;
            this.chain = chain;
        }

        @Override
        public List<X509Certificate> chain() {
            return chain;
        }

        @Override
        public byte[] sign(byte[] data) {
            try {
                faults.ifAvailable(SignerFault::strike);
                Certificate certificate = chain.get(0);
                String algorithm = certificate.getPublicKey().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(key);
                signature.update(data);
                return signature.sign();
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new SignerUnavailable("Dịch vụ ký số không trả lời. Hệ thống tự thử lại; nếu vẫn lỗi, kiểm tra thiết bị "
                        + "hoặc dịch vụ ký rồi bấm thử lại trong Cockpit.", e);
            }
        }
    }
}
