package vn.minhxac.complaint.internal.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.complaint.ComplaintAttachments.Attachment;
import vn.minhxac.complaint.ComplaintAttachments.Kind;
import vn.minhxac.complaint.internal.attachment.AttachmentCipher.Sealed;

/** Attachments as stored: encrypted, without a file name. */
@Repository
class AttachmentTable {

    /** What a row costs beside its bytes: many tiny files fill a table too. */
    private static final int SMALLEST_CHARGE = 65_536;
    private static final int PURGED_AT_ONCE = 500;

    private final JdbcClient jdbc;

    AttachmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, Kind kind, String mediaType, int sizeBytes, Sealed sealed, Instant at) {
        jdbc.sql("""
                insert into complaint_attachment (id, kind, media_type, size_bytes, nonce, bytes, created_at)
                values (:id, :kind, :type, :size, :nonce, :bytes, :at)""")
                .param("id", id).param("kind", kind.name()).param("type", mediaType).param("size", sizeBytes).param("nonce", sealed.nonce())
                .param("bytes", sealed.bytes()).param("at", sql(at)).update();
    }

    /** Bytes of all that no complaint has taken up. */
    long waiting() {
        return jdbc.sql("select coalesce(sum(greatest(size_bytes, :least)), 0) from complaint_attachment where complaint_id is null")
                .param("least", SMALLEST_CHARGE).query(Long.class).single();
    }

    int count(UUID complaintId, int supplement) {
        return jdbc.sql("select count(*) from complaint_attachment where complaint_id = :complaint and supplement = :supplement")
                .param("complaint", complaintId).param("supplement", supplement).query(Integer.class).single();
    }

    /** Gives those of them to the complaint that nobody has and that are not to be purged; returns how many. */
    int take(UUID complaintId, int supplement, Collection<UUID> ids, Instant uploadedAfter) {
        return jdbc.sql("""
                update complaint_attachment set complaint_id = :complaint, supplement = :supplement
                 where id in (:ids) and complaint_id is null and created_at > :after""")
                .param("complaint", complaintId).param("supplement", supplement).param("ids", ids).param("after", sql(uploadedAfter)).update();
    }

    List<Attachment> of(UUID complaintId) {
        return jdbc.sql("""
                select id, complaint_id, supplement, kind, media_type, size_bytes from complaint_attachment
                 where complaint_id = :complaint order by supplement, created_at, id""")
                .param("complaint", complaintId).query(AttachmentTable::attachment).list();
    }

    Optional<Sealed> sealed(UUID id) {
        return jdbc.sql("select nonce, bytes from complaint_attachment where id = :id").param("id", id)
                .query((row, n) -> new Sealed(row.getBytes("nonce"), row.getBytes("bytes"))).optional();
    }

    /** Deletes some that no complaint took up in time; those another node is just deleting, or giving away, are left to it. */
    int purge(Instant uploadedBefore) {
        return jdbc.sql("""
                delete from complaint_attachment where id in (
                    select id from complaint_attachment where complaint_id is null and created_at <= :before
                     order by created_at limit :limit for update skip locked)""")
                .param("before", sql(uploadedBefore)).param("limit", PURGED_AT_ONCE).update();
    }

    private static Attachment attachment(ResultSet row, int n) throws SQLException {
        return new Attachment(row.getObject("id", UUID.class), row.getObject("complaint_id", UUID.class), row.getInt("supplement"),
                Kind.valueOf(row.getString("kind")), row.getString("media_type"), row.getInt("size_bytes"));
    }

    private static OffsetDateTime sql(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
