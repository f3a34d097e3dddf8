package vn.minhxac.complaint.internal.review;

import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.internal.review.ReviewAccess.Seen;

/** A photo or PDF of a complaint, for the officers who may see the complaint. What strangers sent is never run: sandboxed, its type fixed. */
@RestController
class AttachmentController {

    private final ReviewAccess access;
    private final ComplaintAttachments attachments;
    private final ViewAudit views;
    private final JdbcClient jdbc;

    AttachmentController(ReviewAccess access, ComplaintAttachments attachments, ViewAudit views, JdbcClient jdbc) {
        this.access = access;
        this.attachments = attachments;
        this.views = views;
        this.jdbc = jdbc;
    }

    private record Found(UUID complaintId, String kind, String mediaType) {
    }

    @GetMapping("/api/v1/complaint-attachments/{id}")
    @Transactional
    ResponseEntity<byte[]> content(@PathVariable UUID id) {
        Found found = jdbc.sql("select complaint_id, kind, media_type from complaint_attachment where id = :id and complaint_id is not null")
                .param("id", id).query(Found.class).optional().orElseThrow(BadInput::notFound);
        Seen seen = access.see(found.complaintId());
        if (seen.police() && !ReviewPage.IDENTITY_PAPERS.contains(found.kind())) {
            throw BadInput.notFound();
        }
        byte[] content = attachments.content(id);
        views.note(found.complaintId(), id, seen.officer());
        MediaType type = MediaType.parseMediaType(found.mediaType());
        boolean picture = type.getType().equals("image");
        return ResponseEntity.ok().contentType(type).cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff").header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(HttpHeaders.CONTENT_DISPOSITION, (picture ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename("dinh-kem." + (picture ? type.getSubtype().replace("jpeg", "jpg") : "pdf")).build().toString())
                .body(content);
    }
}
