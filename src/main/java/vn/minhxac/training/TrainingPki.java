package vn.minhxac.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;
import vn.minhxac.training.internal.TestCa;

/**
 * The certificates of training mode, all with TEST in their subject, made on the first start and kept in {@code pki/} of the
 * data folder: a root, an issuing authority, the central signer (alias {@value #CENTRAL}, which serves any province), one for
 * each facility that asks, and the document signer of vaccine passports (alias {@value #DOCUMENT_SIGNER}).
 * Made before any other bean, so that nobody finds a missing keystore; the settings of signer and passports point here unless
 * they say otherwise.
 */
@Component
@Profile("training")
public class TrainingPki implements BeanFactoryPostProcessor, EnvironmentAware {

    /** Of every keystore of training mode; there is nothing to protect. */
    public static final String PASSWORD = "minhxac";
    public static final String CENTRAL = "central";
    public static final String DOCUMENT_SIGNER = "dsc";

    private static final String AUTHORITY = "ca";
    private static final Period SIGNER_LIFE = Period.ofYears(3);
    private static final Period AUTHORITY_LIFE = Period.ofYears(15);

    private Path folder;

    @Override
    public void setEnvironment(Environment environment) {
        folder = Path.of(environment.getProperty("minhxac.training.data-dir", "./data")).resolve("pki");
        if (environment instanceof ConfigurableEnvironment configurable) {
            configurable.getPropertySources().addLast(new MapPropertySource("trainingPki", settings()));
        }
    }

    private Map<String, Object> settings() {
        return Map.of("minhxac.signing.keystore", signingKeystore().toString(), "minhxac.signing.keystore-password", PASSWORD,
                "minhxac.signing.trust-anchors", trustAnchors().toString(), "minhxac.signing.crl", revocations().toString(),
                "minhxac.signing.collection", "PT10S",
                "minhxac.passport.keystore", passportKeystore().toUri().toString(),
                "minhxac.passport.keystore-password", PASSWORD);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ensure();
    }

    /** PKCS#12 with the keys that sign lists of doses; alias = unit code or {@value #CENTRAL}. */
    public Path signingKeystore() {
        return folder.resolve("signing.p12");
    }

    /** PKCS#12 with the document signer's key, EC P-256, alias {@value #DOCUMENT_SIGNER}. */
    public Path passportKeystore() {
        return folder.resolve("passport.p12");
    }

    /** PEM with the root every certificate of training mode leads to. */
    public Path trustAnchors() {
        return folder.resolve("trust-anchors.pem");
    }

    /** PEM with the revocation lists of root and issuing authority; nothing is on them. */
    public Path revocations() {
        return folder.resolve("revocations.pem");
    }

    /** Gives each of these units (code → name) a signing certificate of its own; units that have one keep it. */
    public synchronized void issue(Map<String, String> units) {
        try {
            KeyStore signing = load(signingKeystore());
            TestCa issuing = issuing();
            boolean changed = false;
            for (Map.Entry<String, String> unit : new TreeMap<>(units).entrySet()) {
                if (!signing.containsAlias(unit.getKey())) {
                    put(signing, issuing, unit.getKey(), "TEST " + unit.getValue(), SIGNER_LIFE);
                    changed = true;
                }
            }
            if (changed) {
                save(signing, signingKeystore());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot issue training certificates", e);
        }
    }

    private void ensure() {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(authority())) {
                createAuthorities();
            }
            if (!Files.exists(passportKeystore())) {
                KeyStore passport = empty();
                put(passport, issuing(), DOCUMENT_SIGNER, "TEST Document Signer Vaccination", SIGNER_LIFE);
                save(passport, passportKeystore());
            }
            if (!Files.exists(signingKeystore())) {
                KeyStore signing = empty();
                put(signing, issuing(), CENTRAL, "TEST Đơn vị ký số tập trung", SIGNER_LIFE);
                save(signing, signingKeystore());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the training certificates to " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make the training certificates", e);
        }
    }

    private void createAuthorities() throws GeneralSecurityException, IOException {
        TestCa root = TestCa.root("TEST Minh Xác Root CA", until(AUTHORITY_LIFE));
        TestCa issuing = root.subordinate("TEST Minh Xác Issuing CA", until(AUTHORITY_LIFE));
        Files.writeString(trustAnchors(), TestCa.pem(root.certificate()));
        Files.writeString(revocations(), root.crl(until(AUTHORITY_LIFE)) + issuing.crl(until(AUTHORITY_LIFE)));
        KeyStore store = empty();
        store.setKeyEntry(AUTHORITY, issuing.key(), PASSWORD.toCharArray(), chain(issuing.certificate(), root.certificate()));
        save(store, authority());
    }

    private TestCa issuing() throws GeneralSecurityException {
        KeyStore store = load(authority());
        return new TestCa((PrivateKey) store.getKey(AUTHORITY, PASSWORD.toCharArray()),
                (X509Certificate) store.getCertificate(AUTHORITY));
    }

    private void put(KeyStore store, TestCa issuing, String alias, String name, Period life) throws GeneralSecurityException {
        KeyPair keys = TestCa.newKeys();
        X509Certificate certificate = issuing.signer(name, keys.getPublic(), until(life));
        Certificate[] authorities = load(authority()).getCertificateChain(AUTHORITY);
        store.setKeyEntry(alias, keys.getPrivate(), PASSWORD.toCharArray(), chain(certificate, authorities));
    }

    private static Instant until(Period life) {
        return Instant.now().atZone(ZoneOffset.UTC).plus(life).toInstant();
    }

    private static Certificate[] chain(Certificate first, Certificate... rest) {
        Certificate[] chain = new Certificate[rest.length + 1];
        chain[0] = first;
        System.arraycopy(rest, 0, chain, 1, rest.length);
        return chain;
    }

    private Path authority() {
        return folder.resolve("issuing-ca.p12");
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private static KeyStore load(Path file) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return store;
    }

    /** Whole or not at all: a reader never meets half a keystore. */
    private static void save(KeyStore store, Path file) throws GeneralSecurityException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var out = Files.newOutputStream(part)) {
                store.store(out, PASSWORD.toCharArray());
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
