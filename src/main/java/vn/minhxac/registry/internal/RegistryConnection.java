package vn.minhxac.registry.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

/** One HTTP exchange with the registry, within its time: the answer's body included, which the client's own limit leaves out. */
final class RegistryConnection {

    /** What came back. {@code retryAfter} is zero where it was not said. */
    record Reply(int status, byte[] body, Duration retryAfter) {
    }

    private static final int BYTES_PER_ITEM = 1024;

    private final HttpClient client;
    private final URI uri;
    private final RegistrySettings settings;

    RegistryConnection(URI base, RegistrySettings settings) {
        this.settings = settings;
        String text = base.toString();
        this.uri = URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/v1/comparisons");
        requireEncryption(base);
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(settings.connectTimeout());
        SSLContext tls = RegistryTls.context(settings);
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.client = builder.build();
    }

    /** Personal data leave this machine encrypted or not at all. */
    private static void requireEncryption(URI base) {
        String host = String.valueOf(base.getHost());
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        if (!"https".equals(base.getScheme()) && !("http".equals(base.getScheme()) && loopback)) {
            throw new IllegalStateException("minhxac.registry.url phải bắt đầu bằng https:// (dữ liệu cá nhân phải được mã hóa trên đường truyền)");
        }
    }

    Reply post(byte[] question, int items) throws IOException, TimeoutException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(settings.requestTimeout())
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(question));
        if (settings.token() != null && !settings.token().isBlank()) {
            request.header("Authorization", "Bearer " + settings.token().strip());
        }
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request.build(),
                info -> new LimitedBody((items + 16) * BYTES_PER_ITEM));
        try {
            HttpResponse<byte[]> response = exchange.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.body(), retryAfter(response));
        } catch (TimeoutException | InterruptedException e) {
            exchange.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof java.net.http.HttpConnectTimeoutException timeout) {
                throw timeout;
            }
            if (e.getCause() instanceof java.net.http.HttpTimeoutException) {
                throw new TimeoutException();
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        try {
            // The other form, a date, is as good as none: the job's own retry follows soon.
            return response.headers().firstValue("Retry-After").map(String::strip).map(Long::parseLong)
                    .filter(seconds -> seconds >= 0).map(Duration::ofSeconds).orElse(Duration.ZERO);
        } catch (NumberFormatException | ArithmeticException e) {
            return Duration.ZERO;
        }
    }
}
