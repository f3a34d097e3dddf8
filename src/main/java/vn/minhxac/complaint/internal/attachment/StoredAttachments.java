package vn.minhxac.complaint.internal.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.common.paper.PaperContent;
import vn.minhxac.complaint.ComplaintAttachments;

@Service
class StoredAttachments implements ComplaintAttachments {

    private static final Logger LOG = LoggerFactory.getLogger(StoredAttachments.class);
    /** How long an upload waits for its complaint. */
    private static final Duration WAITS = Duration.ofDays(1);
    /** Of a PDF. */
    private static final int MOST_PAGES = 20;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WHEN_FULL = Duration.ofMinutes(10);

    private final AttachmentTable table;
    private final AttachmentCipher cipher;
    private final AttachmentSettings settings;
    private final RateLimiter limits;
    private final Clock clock;

    StoredAttachments(AttachmentTable table, AttachmentCipher cipher, AttachmentSettings settings, RateLimiter limits, Clock clock) {
        this.table = table;
        this.cipher = cipher;
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
    }

    /** One statement stores it: no transaction is open while a slow phone sends. */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public UUID store(InputStream content, Kind kind, String client) throws IOException {
        limits.take("attachment-client", client, settings.attachmentsAnHour(), HOUR);
        byte[] file = content.readNBytes(LARGEST + 1);
        if (file.length > LARGEST) {
            throw PaperContent.tooLarge();
        }
        var checked = PaperContent.check(file, MOST_PAGES);
        // Several at once may overshoot by a few files; what matters is that nobody fills the disk.
        if (table.waiting() + checked.bytes().length > settings.attachmentsWaiting().toBytes()) {
            LOG.warn("attachments: more than {} wait for their complaints, no further one is taken", settings.attachmentsWaiting());
            throw new TooManyRequests("attachment.full", WHEN_FULL);
        }
        // All random, unlike our other keys: to know it is the right to use it.
        UUID id = UUID.randomUUID();
        table.insert(id, kind, checked.mediaType(), checked.bytes().length, cipher.seal(id, checked.bytes()), clock.instant());
        return id;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void attach(UUID complaintId, int supplement, List<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Set<UUID> distinct = new HashSet<>(ids);
        if (distinct.size() < ids.size() || ids.stream().anyMatch(Objects::isNull)) {
            throw invalid("attachment.unknown");
        }
        if (table.count(complaintId, supplement) + ids.size() > MOST) {
            throw invalid("attachment.tooMany");
        }
        if (table.take(complaintId, supplement, distinct, clock.instant().minus(WAITS)) < distinct.size()) {
            throw invalid("attachment.unknown");
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<Attachment> of(UUID complaintId) {
        return table.of(complaintId);
    }

    @Override
    @Transactional(readOnly = true)
    public byte[] content(UUID id) {
        return cipher.open(id, table.sealed(id).orElseThrow(BadInput::notFound));
    }

    /** On every node; they share the work. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT20M")
    void purge() {
        int purged = 0;
        for (int n = table.purge(clock.instant().minus(WAITS)); n > 0; n = table.purge(clock.instant().minus(WAITS))) {
            purged += n;
        }
        if (purged > 0) {
            LOG.info("attachments: {} that no complaint took up deleted", purged);
        }
    }

    private static BadInput invalid(String code) {
        return new BadInput(400, "complaint.invalid", List.of(new FieldError("attachments", code)));
    }
}
