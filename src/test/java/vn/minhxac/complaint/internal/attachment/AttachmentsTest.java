package vn.minhxac.complaint.internal.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import vn.minhxac.IntegrationTest;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.common.StartRefused;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.common.paper.SampleFiles;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintAttachments.Attachment;
import vn.minhxac.complaint.ComplaintAttachments.Kind;

/** Photos and files on their way from the citizen's phone into a complaint. */
class AttachmentsTest extends IntegrationTest {

    private static final String CLIENT = "203.0.113.7";

    @Autowired
    ComplaintAttachments attachments;
    @Autowired
    StoredAttachments stored;
    @Autowired
    AttachmentTable table;
    @Autowired
    RateLimiter limits;
    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void aPhotoComesBackAsItWasSentAndItsComplaintKnowsIt() throws IOException {
        byte[] photo = SampleFiles.png(800, 600);
        UUID id = store(photo);
        UUID complaint = complaint();
        attach(complaint, 0, List.of(id));

        assertThat(attachments.of(complaint)).containsExactly(new Attachment(id, complaint, 0, Kind.CERTIFICATE, "image/png", photo.length));
        assertThat(attachments.content(id)).isEqualTo(photo);
        assertThat(attachments.of(UUID.randomUUID())).isEmpty();
        assertThatThrownBy(() -> attachments.content(UUID.randomUUID())).isInstanceOf(BadInput.class);
    }

    @Test
    void theDatabaseHoldsNothingReadable() throws IOException {
        byte[] pdf = SampleFiles.pdf(2);
        UUID first = store(pdf);
        UUID second = store(pdf);
        List<byte[]> rows = jdbc.sql("select bytes from complaint_attachment").query(byte[].class).list();
        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("%PDF", "endobj"));
        assertThat(rows.get(0)).as("the same file twice cannot be told").isNotEqualTo(rows.get(1));
        assertThat(attachments.content(first)).isEqualTo(attachments.content(second)).isEqualTo(pdf);
    }

    @Test
    void tamperingIsFound() throws IOException {
        UUID changed = store(SampleFiles.jpeg(500, 500));
        UUID swapped = store(SampleFiles.jpeg(600, 500));
        UUID source = store(SampleFiles.jpeg(700, 500));
        jdbc.sql("update complaint_attachment set bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1) where id = :id").param("id", changed).update();
        jdbc.sql("""
                update complaint_attachment set bytes = s.bytes, nonce = s.nonce
                  from complaint_attachment s where s.id = :source and complaint_attachment.id = :id""")
                .param("source", source).param("id", swapped).update();
        for (UUID id : List.of(changed, swapped)) {
            assertThatThrownBy(() -> attachments.content(id)).isInstanceOf(IllegalStateException.class).hasMessageContaining("tampered");
        }
        assertThat(attachments.content(source)).isNotEmpty();
    }

    @Test
    void theKeyCanBeChanged() {
        UUID id = UUID.randomUUID();
        String old = key(1);
        var sealed = new AttachmentCipher(settings(old, List.of())).seal(id, new byte[] {1, 2, 3});
        assertThat(new AttachmentCipher(settings(key(2), List.of(old))).open(id, sealed)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> new AttachmentCipher(settings(key(2), List.of())).open(id, sealed)).hasMessageContaining("key is missing");
        for (String bad : new String[] {null, "", "secret", Base64.getEncoder().encodeToString(new byte[16])}) {
            assertThatThrownBy(() -> new AttachmentCipher(settings(bad, List.of()))).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("minhxac.complaint.attachment-key");
        }
    }

    @Test
    void fiveMegabytesAreTakenAndNotOneByteMore() throws IOException {
        byte[] photo = SampleFiles.jpeg(800, 600);
        assertThat(store(Arrays.copyOf(photo, ComplaintAttachments.LARGEST))).isNotNull();
        var endless = new CountingStream(photo);
        refused(() -> attachments.store(endless, Kind.CERTIFICATE, CLIENT), 413, "attachment.tooLarge");
        assertThat(endless.read).as("no more than needed is read").isEqualTo(ComplaintAttachments.LARGEST + 1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void fiveGoWithAComplaintAndFiveWithEachSupplement() throws IOException {
        UUID complaint = complaint();
        List<UUID> six = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            six.add(store(SampleFiles.jpeg(400, 400)));
        }
        refused(() -> attach(complaint, 0, six), 400, "complaint.invalid");
        assertThat(attachments.of(complaint)).isEmpty();
        attach(complaint, 0, six.subList(0, 5));
        refused(() -> attach(complaint, 0, six.subList(5, 6)), 400, "complaint.invalid");
        attach(complaint, 1, six.subList(5, 6));
        assertThat(attachments.of(complaint)).extracting(Attachment::supplement).containsExactly(0, 0, 0, 0, 0, 1);
    }

    @Test
    void anUploadBelongsToOneComplaintOnce() throws IOException {
        UUID id = store(SampleFiles.jpeg(400, 400));
        UUID other = store(SampleFiles.jpeg(400, 400));
        UUID complaint = complaint();
        refused(() -> attach(complaint, 0, List.of(id, id)), 400, "complaint.invalid");
        refused(() -> attach(complaint, 0, List.of(id, UUID.randomUUID())), 400, "complaint.invalid");
        refused(() -> attach(complaint, 0, Arrays.asList(id, null)), 400, "complaint.invalid");
        attach(complaint, 0, List.of(id));
        UUID second = complaint();
        refused(() -> attach(second, 0, List.of(other, id)), 400, "complaint.invalid");
        assertThat(attachments.of(second)).as("all or none").isEmpty();
        attach(second, 0, List.of());
        assertThatThrownBy(() -> attachments.attach(second, 0, List.of(other))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whatNoComplaintTakesUpWithinADayIsDeleted() throws IOException {
        UUID loose = store(SampleFiles.jpeg(400, 400));
        UUID kept = store(SampleFiles.jpeg(400, 400));
        UUID complaint = complaint();
        attach(complaint, 0, List.of(kept));
        clock.advance(Duration.ofHours(23));
        stored.purge();
        assertThat(count()).isEqualTo(2);
        clock.advance(Duration.ofHours(1));
        refused(() -> attach(complaint, 1, List.of(loose)), 400, "complaint.invalid");
        stored.purge();
        assertThat(count()).isEqualTo(1);
        assertThat(attachments.content(kept)).isNotEmpty();
    }

    @Test
    void sixtyAnHourAreEnoughForAnybody() throws IOException {
        byte[] photo = SampleFiles.jpeg(400, 400);
        for (int i = 0; i < 60; i++) {
            store(photo);
        }
        assertThatThrownBy(() -> store(photo)).isInstanceOf(TooManyRequests.class);
        assertThat(attachments.store(new ByteArrayInputStream(photo), Kind.OTHER, "203.0.113.8")).isNotNull();
        clock.advance(Duration.ofMinutes(1));
        assertThat(store(photo)).isNotNull();
    }

    @Test
    void nobodyFillsTheDiskWithUploads() throws IOException {
        var small = new StoredAttachments(table, new AttachmentCipher(settings(key(1), List.of())),
                new AttachmentSettings(key(1), List.of(), 60, DataSize.ofKilobytes(128)), limits, clock);
        byte[] photo = SampleFiles.jpeg(400, 400);
        assertThat(photo.length).isLessThan(65_536);
        UUID first = small.store(new ByteArrayInputStream(photo), Kind.OTHER, CLIENT);
        refused(() -> {
            for (int i = 0; i < 3; i++) {
                small.store(new ByteArrayInputStream(photo), Kind.OTHER, CLIENT);
            }
            return null;
        }, 429, "attachment.full");
        assertThat(count()).as("small files are charged for their row too").isEqualTo(2);
        attach(complaint(), 0, List.of(first));
        assertThat(small.store(new ByteArrayInputStream(photo), Kind.OTHER, CLIENT)).isNotNull();
    }

    private UUID store(byte[] file) throws IOException {
        return attachments.store(new ByteArrayInputStream(file), Kind.CERTIFICATE, CLIENT);
    }

    private Void attach(UUID complaint, int supplement, List<UUID> ids) {
        new TransactionTemplate(transactions).executeWithoutResult(tx -> attachments.attach(complaint, supplement, ids));
        return null;
    }

    private UUID complaint() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into complaint (id, code, channel, type, full_name, name_key, sex, date_of_birth, id_type, id_number, phone, description,
                                       status, created_at)
                values (:id, :code, 'PORTAL', 'MISSING_DOSE', 'Nông Văn Thử', 'nong van thu', 'M', '1990-01-01', 'CCCD', '019090000001',
                        '0912345678', 'Thiếu mũi 2', 'SUBMITTED', now())""").param("id", id).param("code", id.toString()).update();
        return id;
    }

    private int count() {
        return jdbc.sql("select count(*) from complaint_attachment").query(Integer.class).single();
    }

    private static AttachmentSettings settings(String key, List<String> old) {
        return new AttachmentSettings(key, old, 60, DataSize.ofGigabytes(2));
    }

    private static String key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private static void refused(java.util.concurrent.Callable<?> call, int status, String code) {
        assertThatThrownBy(call::call).isInstanceOfSatisfying(BadInput.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    /** Begins as a photo and never ends. */
    private static final class CountingStream extends InputStream {

        private final byte[] head;
        private int read;

        CountingStream(byte[] head) {
            this.head = head;
        }

        @Override
        public int read() {
            return read < head.length ? head[read++] & 0xFF : (read++ & 0xFF) % 7;
        }
    }
}
