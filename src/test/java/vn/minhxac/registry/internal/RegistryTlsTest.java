package vn.minhxac.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLParameters;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS: the registry knows us by our certificate, we know it by the ones we trust. */
class RegistryTlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        Path serverKeys = keys("server");
        Path clientKeys = keys("client");
        Path serverTrust = trust("client", clientKeys);
        trust("server", serverKeys);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(RegistryTls.context(settings(serverKeys, serverTrust))) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/v1/comparisons", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void withOurCertificateTheRegistryAnswers() throws Exception {
        assertThat(connection(folder.resolve("client.p12"), folder.resolve("server-trust.p12")).post("{}".getBytes(), 1).status()).isEqualTo(200);
    }

    @Test
    void withoutOurCertificateOrWithAnUnknownRegistryNothingIsSent() {
        assertThatThrownBy(() -> connection(null, folder.resolve("server-trust.p12")).post("{}".getBytes(), 1)).isInstanceOf(java.io.IOException.class);
        assertThatThrownBy(() -> connection(folder.resolve("client.p12"), null).post("{}".getBytes(), 1)).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void aMissingKeyFileIsNamedAtTheStart() {
        assertThatThrownBy(() -> connection(folder.resolve("nowhere.p12"), null)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("minhxac.registry.keystore");
    }

    private RegistryConnection connection(Path keystore, Path truststore) {
        return new RegistryConnection(URI.create("https://127.0.0.1:" + server.getAddress().getPort()), settings(keystore, truststore));
    }

    private static RegistrySettings settings(Path keystore, Path truststore) {
        return new RegistrySettings(null, null, keystore, PASSWORD, truststore, PASSWORD, Duration.ofSeconds(5), Duration.ofSeconds(10), 0, Duration.ofSeconds(1));
    }

    private Path keys(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=TEST " + name, "-ext", "san=ip:127.0.0.1",
                "-validity", "30", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD);
        return file;
    }

    private Path trust(String name, Path keys) throws Exception {
        KeyStore from = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            from.load(in, PASSWORD.toCharArray());
        }
        KeyStore to = KeyStore.getInstance("PKCS12");
        to.load(null, null);
        to.setCertificateEntry(name, from.getCertificate(name));
        Path file = folder.resolve(name + "-trust.p12");
        try (var out = Files.newOutputStream(file)) {
            to.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor()).isZero();
    }
}
