package vn.minhxac.citizen.internal.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * An import as the API and its page show it.
 *
 * @param status     RUNNING, DONE or REJECTED (whole)
 * @param lists      ids of the verification lists made of it
 * @param rejectCode why the file was rejected whole, or null
 * @param rejectLine line of the file where that showed, or null
 * @param reason     {@code rejectCode} in words
 */
public record ImportView(String id, String status, long rowsRead, long rowsAccepted, long rowsRejected, long people, long doses,
                         List<String> lists, boolean dryRun, String fileName, String province, long sizeBytes, String createdBy,
                         Instant createdAt, Instant finishedAt, String rejectCode, Long rejectLine, String reason) {

    ImportView withReason(String words) {
        return new ImportView(id, status, rowsRead, rowsAccepted, rowsRejected, people, doses, lists, dryRun, fileName, province, sizeBytes,
            createdBy, createdAt, finishedAt, rejectCode, rejectLine, words);
    }

    /** For the page: it asks again while this is true. */
    @JsonIgnore
    public boolean isRunning() {
        return status.equals("RUNNING");
    }
}
