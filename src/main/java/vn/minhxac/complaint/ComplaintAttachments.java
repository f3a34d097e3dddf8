package vn.minhxac.complaint;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/** Photos and PDFs that go with a complaint: checked by content, stored encrypted, seen by its officers only. */
public interface ComplaintAttachments {

    /** At most so many with a complaint or a supplement. */
    int MOST = 5;
    /** Bytes of one. */
    int LARGEST = 5 * 1024 * 1024;

    /** What the picture shows; a portrait is none of them (R03). */
    enum Kind {
        CERTIFICATE, SCREENING_SLIP, APPOINTMENT, MESSAGE, IDENTITY_CARD, OTHER
    }

    /**
     * Takes a file in, in a transaction of its own; one that no complaint takes up within a day is deleted.
     *
     * @param content at most {@link #LARGEST} bytes are read
     * @param client  where the call comes from, for the limits
     * @return its id: who knows it may put it into a complaint
     * @throws vn.minhxac.common.BadInput 413 {@code attachment.tooLarge}, 415 {@code attachment.type} (not JPEG, PNG or PDF by content, or broken),
     *                                    422 {@code attachment.unreadable} for a picture too small to be read (R08), 422 {@code attachment.pdf}
     *                                    for a PDF that is locked, long or active, 413 {@code attachment.pixels}
     * @throws vn.minhxac.common.TooManyRequests too often for this client, or {@code attachment.full} while too much waits for its complaints
     */
    UUID store(InputStream content, Kind kind, String client) throws IOException;

    /**
     * Puts uploads into a complaint; in the caller's transaction.
     *
     * @param supplement 0 with the complaint itself, else the number of the supplement
     * @throws vn.minhxac.common.BadInput 400 {@code complaint.invalid} naming {@code attachments} when one is unknown, taken or there are too many
     */
    void attach(UUID complaintId, int supplement, List<UUID> ids);

    /** What hangs on a complaint, oldest first. */
    List<Attachment> of(UUID complaintId);

    /** The content, decrypted; the caller has checked that it may be seen, and puts on record who saw it. */
    byte[] content(UUID id);

    /** @param mediaType {@code image/jpeg}, {@code image/png} or {@code application/pdf} */
    record Attachment(UUID id, UUID complaintId, int supplement, Kind kind, String mediaType, int sizeBytes) {
    }
}
