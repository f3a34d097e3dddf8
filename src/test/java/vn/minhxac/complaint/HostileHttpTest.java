package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import vn.minhxac.LiveTest;

/** What only raw HTTP shows: bodies without an end, lengths that lie, addresses that are made up. */
class HostileHttpTest extends LiveTest {

    private static final String COMPLAINTS = "/api/v1/complaints";
    private static final String HEADERS = "Host: localhost\r\nContent-Type: application/json\r\n";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aLargeComplaintIsRefusedByItsLengthAlone() throws Exception {
        String answer = raw("POST " + COMPLAINTS + " HTTP/1.1\r\n" + HEADERS + "Content-Length: 70000\r\n\r\n", out -> { });
        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "\"code\":\"tooLarge\"");
        assertThat(raw("POST " + COMPLAINTS + "/0000-0000-0000-0000/supplements HTTP/1.1\r\n" + HEADERS + "Content-Length: 9999999999\r\n\r\n", out -> { }))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aComplaintWithoutAnEndIsReadNoFurtherThanTheLimit() throws Exception {
        // Never ends: answered after 64 KB, or not at all.
        String answer = raw("POST " + COMPLAINTS + " HTTP/1.1\r\n" + HEADERS + "Transfer-Encoding: chunked\r\n\r\n", out -> {
            for (int i = 0; i < 9; i++) {
                out.write(("2000\r\n" + "{\"a\":\"xx\"".repeat(1_000).substring(0, 0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        });
        assertThat(answer).startsWith("HTTP/1.1 413").contains("tooLarge");
        var small = call(HttpRequest.newBuilder(URI.create(url(COMPLAINTS))).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)))));
        assertThat(small.statusCode()).as("chunked and small is as good as any").isEqualTo(400);
        assertThat(small.body()).contains("complaint.invalid", "complaint.phone");
    }

    @Test
    void whoeverBreaksOffGetsNoErrorOfOurs() throws Exception {
        assertThat(raw("POST " + COMPLAINTS + " HTTP/1.1\r\n" + HEADERS + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", out -> { })).doesNotContain("HTTP/1.1 5");
        assertThat(raw("POST " + COMPLAINTS + " HTTP/1.1\r\n" + HEADERS + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n", out -> { }))
                .startsWith("HTTP/1.1 4");
        for (String path : new String[] {COMPLAINTS + "/%00", COMPLAINTS + "/..%2f..%2fetc", COMPLAINTS + "/a;b=c", "/complaint/%0d%0aSet-Cookie:%20x=y",
            "/complaint/%c0%ae%c0%ae", "/complaint/" + "A".repeat(3_000), "/complaint/<script>", COMPLAINTS + "/vaccines/../assisted"}) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", out -> { });
            assertThat(answer).as(path).startsWith("HTTP/1.1 4").doesNotContain("Set-Cookie: x=y", "<script>alert", "Exception");
        }
    }

    @Test
    void aMadeUpAddressIsNoWayAroundTheLimits() throws Exception {
        HttpResponse<String> answer = null;
        for (int i = 0; i < 121; i++) {
            // What the caller wrote, and behind it what our proxy saw.
            answer = call(HttpRequest.newBuilder(URI.create(url(COMPLAINTS))).header("Content-Type", "application/json")
                    .header("X-Forwarded-For", "198.51.100." + i + ", 203.0.113.77").header("Forwarded", "for=198.51.100." + i)
                    .POST(BodyPublishers.ofString("{}")));
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(call(HttpRequest.newBuilder(URI.create(url(COMPLAINTS))).header("Content-Type", "application/json")
                .header("X-Forwarded-For", "203.0.113.78").POST(BodyPublishers.ofString("{}"))).statusCode()).as("somebody else").isEqualTo(400);
    }

    /** Nobody has to know a path that takes files: the check for forged requests would look into the body on any. */
    @Test
    void noStrangerFillsTheDisk() throws Exception {
        for (String path : new String[] {"/", "/login", "/complaint", "/complaint/act", "/staff/imports", "/api/v1/imports", "/api/v1/units", "/engine-rest/task",
            "/nowhere", COMPLAINTS, "/camunda/app/"}) {
            String form = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: Multipart/Form-Data; boundary=x\r\n";
            assertThat(raw(form + "Content-Length: 900000000\r\n\r\n", out -> { })).as(path).startsWith("HTTP/1.1 413");
            assertThat(raw(form + "Transfer-Encoding: chunked\r\n\r\n", out -> { })).as(path).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
        }
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private interface Writes {
        void to(OutputStream out) throws IOException;
    }

    /** What comes back within some seconds; the body is never brought to its end. */
    private String raw(String head, Writes body) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(url("/")).getPort())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            try {
                body.to(out);
            } catch (IOException refused) {
                // the answer may have come before the end
            }
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            try {
                for (int c = in.read(); c >= 0 && answer.length() < 4_000; c = in.read()) {
                    answer.append((char) c);
                    if (c == '}' && answer.indexOf("tooLarge") > 0) {
                        // The server lingers for a client that is still sending.
                        break;
                    }
                }
            } catch (IOException broken) {
                // reset with the rest of the body unread
            }
            return answer.toString();
        }
    }
}
