package vn.minhxac.complaint.internal.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.common.paper.PaperContent;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintAttachments.Kind;

/** Upload of what goes with a complaint, contract §1. Public: whoever gets the id may put it into a complaint. */
@RestController
@RequestMapping("/api/v1/attachments")
@Tag(name = "complaints")
class AttachmentApi {

    /** What people send first, and what proves nothing of a vaccination (R03). */
    private static final String PORTRAIT = "PORTRAIT";

    private final ComplaintAttachments attachments;

    AttachmentApi(ComplaintAttachments attachments) {
        this.attachments = attachments;
    }

    @Operation(summary = "Upload a photo (JPEG, PNG) or a PDF of up to 5 MB; its id goes into a complaint within a day",
            description = "kind: CERTIFICATE, SCREENING_SLIP, APPOINTMENT, MESSAGE, IDENTITY_CARD or OTHER; a portrait is refused with 422")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Map<String, String>> store(@RequestPart("file") MultipartFile file, @RequestParam("kind") String kind,
                                              HttpServletRequest request) throws IOException {
        Kind shown = kind(kind);
        if (file.getSize() > ComplaintAttachments.LARGEST) {
            throw PaperContent.tooLarge();
        }
        try (InputStream in = file.getInputStream()) {
            String id = attachments.store(in, shown, ClientAddress.of(request)).toString();
            return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(Map.of("id", id));
        }
    }

    private static Kind kind(String kind) {
        if (kind.equals(PORTRAIT)) {
            throw new BadInput(422, "attachment.portrait", List.of(new FieldError("kind", "attachment.portrait")));
        }
        return Arrays.stream(Kind.values()).filter(known -> known.name().equals(kind)).findFirst()
                .orElseThrow(() -> new BadInput(400, "invalid", List.of(new FieldError("kind", "attachment.kind"))));
    }
}
