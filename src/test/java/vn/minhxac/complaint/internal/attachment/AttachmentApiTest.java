package vn.minhxac.complaint.internal.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import vn.minhxac.LiveTest;
import vn.minhxac.common.paper.SampleFiles;
import vn.minhxac.complaint.ComplaintAttachments;

/** {@code POST /api/v1/attachments} as a phone's browser or another system calls it. */
class AttachmentApiTest extends LiveTest {

    private static final String BOUNDARY = "----minhxac";

    @Autowired
    ComplaintAttachments attachments;
    @Autowired
    ObjectMapper json;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aStrangerUploadsAPhotoAndGetsItsId() throws Exception {
        var answer = upload("../../etc/Nguyễn Văn A.jpg", SampleFiles.jpeg(800, 600), "CERTIFICATE");
        assertThat(answer.statusCode()).isEqualTo(201);
        UUID id = UUID.fromString(json.readTree(answer.body()).get("id").asText());
        assertThat(attachments.content(id)).isEqualTo(SampleFiles.jpeg(800, 600));
        assertThat(jdbc.sql("select to_jsonb(a) - 'bytes' from complaint_attachment a").query(String.class).single())
                .contains("image/jpeg").doesNotContain("Nguy", "etc");
        assertThat(call(HttpRequest.newBuilder(URI.create(url("/api/v1/attachments/" + id))).GET()).statusCode())
                .as("no stranger gets it back").isEqualTo(401);
    }

    @Test
    void whatIsWrongIsSaidInTheCallersLanguage() throws Exception {
        refused(upload("a.jpg", "<html><script>alert(1)</script></html>".getBytes(), "CERTIFICATE"), 415, "attachment.type", "Chỉ nhận ảnh");
        refused(upload("a.jpg", SampleFiles.jpeg(300, 300), "CERTIFICATE"), 422, "attachment.unreadable", "không đọc được");
        refused(upload("a.jpg", SampleFiles.jpeg(800, 600), "PORTRAIT"), 422, "attachment.portrait", "chân dung");
        refused(upload("a.jpg", SampleFiles.jpeg(800, 600), "NONSENSE"), 400, "invalid", "Xin chọn loại giấy tờ");
        refused(upload("a.jpg", new byte[ComplaintAttachments.LARGEST + 1], "CERTIFICATE"), 413, "attachment.tooLarge", "5 MB");
        assertThat(upload("a.jpg", new byte[ComplaintAttachments.LARGEST], "OTHER").statusCode()).as("size alone is no fault").isEqualTo(415);
        var english = call(request(body("a.gif", SampleFiles.gif(), "OTHER")).header("Accept-Language", "en"));
        assertThat(english.body()).contains("JPEG or PNG photos and PDF files");
        assertThat(jdbc.sql("select count(*) from complaint_attachment").query(Integer.class).single()).isZero();
    }

    @Test
    void whatIsNoUploadIsABadRequest() throws Exception {
        byte[] whole = body("a.jpg", SampleFiles.jpeg(800, 600), "CERTIFICATE");
        assertThat(call(request(java.util.Arrays.copyOf(whole, whole.length / 2))).statusCode()).as("cut off").isEqualTo(400);
        assertThat(call(request(new byte[0])).statusCode()).as("empty").isEqualTo(400);
        assertThat(call(HttpRequest.newBuilder(URI.create(url("/api/v1/attachments"))).header("Content-Type", "multipart/form-data")
                .POST(BodyPublishers.ofByteArray(whole))).statusCode()).as("no boundary").isEqualTo(400);
        assertThat(call(HttpRequest.newBuilder(URI.create(url("/api/v1/attachments"))).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(415);
        assertThat(call(request(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--" + BOUNDARY + "--\r\n").getBytes()))
                .statusCode()).as("no kind").isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsNotEvenRead() throws Exception {
        var answer = call(request(new byte[6 << 20]));
        assertThat(answer.statusCode()).isEqualTo(413);
        var unknown = call(HttpRequest.newBuilder(URI.create(url("/api/v1/attachments")))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1000]))));
        assertThat(unknown.statusCode()).as("a length is needed").isEqualTo(411);
    }

    @Test
    void tooManyAreAnsweredWithWhenToComeAgain() throws Exception {
        byte[] photo = SampleFiles.jpeg(400, 400);
        HttpResponse<String> answer = upload("a.jpg", photo, "OTHER");
        for (int i = 0; i < 60; i++) {
            answer = upload("a.jpg", photo, "OTHER");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
    }

    private void refused(HttpResponse<String> answer, int status, String code, String text) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json.readTree(answer.body()).get("code").asText()).isEqualTo(code);
        assertThat(answer.body()).contains(text);
    }

    private HttpResponse<String> upload(String name, byte[] file, String kind) throws Exception {
        return call(request(body(name, file, kind)));
    }

    private HttpRequest.Builder request(byte[] body) {
        return HttpRequest.newBuilder(URI.create(url("/api/v1/attachments"))).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] body(String name, byte[] file, String kind) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n" + kind + "\r\n--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(file);
        out.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
