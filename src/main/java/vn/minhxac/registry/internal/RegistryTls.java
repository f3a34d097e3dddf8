package vn.minhxac.registry.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS towards the registry: our certificate (mutual TLS) and whom we trust, from PKCS#12 files. */
final class RegistryTls {

    private RegistryTls() {
    }

    /** The context the settings ask for, or null: Java's own. */
    static SSLContext context(RegistrySettings settings) {
        if (settings.keystore() == null && settings.truststore() == null) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings.keystore(), settings.keystorePassword()),
                    trust(settings.truststore(), settings.truststorePassword()), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Không đọc được tệp khóa hoặc tệp chứng thư tin cậy của CSDL dân cư "
                    + "(minhxac.registry.keystore, minhxac.registry.truststore): kiểm tra đường dẫn, định dạng PKCS#12 và mật khẩu", e);
        }
    }

    private static KeyManager[] keys(Path file, String password) throws IOException, GeneralSecurityException {
        if (file == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(file, password), chars(password));
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Path file, String password) throws IOException, GeneralSecurityException {
        if (file == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(file, password));
        return factory.getTrustManagers();
    }

    private static KeyStore load(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, chars(password));
        }
        return store;
    }

    private static char[] chars(String password) {
        return password == null ? new char[0] : password.toCharArray();
    }
}
