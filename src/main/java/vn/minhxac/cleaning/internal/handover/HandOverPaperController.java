package vn.minhxac.cleaning.internal.handover;

import java.io.IOException;
import java.util.UUID;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import vn.minhxac.cleaning.internal.handover.HandOverStore.Scan;
import vn.minhxac.common.BadInput;

/** The list that the police sign and hand over; {@code round} asks for that of an earlier round. */
@RestController
@RequestMapping("/api/v1/cleaning/batches/{id}")
@Tag(name = "cleaning")
class HandOverPaperController {

    private static final int LARGEST = 10 << 20;

    private final HandOverPapers papers;

    HandOverPaperController(HandOverPapers papers) {
        this.papers = papers;
    }

    @GetMapping("/signed-list.json")
    @Operation(summary = "The canonical bytes whose SHA-256 was signed: who was confirmed, from what to what, by whom, when")
    ResponseEntity<byte[]> list(@PathVariable UUID id, @RequestParam(required = false) Integer round) {
        return file(MediaType.APPLICATION_JSON, ContentDisposition.attachment(), "danh-sach-" + id + ".json").body(papers.list(id, round));
    }

    @GetMapping("/signed-list.pdf")
    @Operation(summary = "The list to print, sign and stamp; while the police sign, as it is going to be")
    ResponseEntity<byte[]> pdf(@PathVariable UUID id, @RequestParam(required = false) Integer round) {
        return file(MediaType.APPLICATION_PDF, ContentDisposition.inline(), "danh-sach-" + id + ".pdf").body(papers.pdf(id, round));
    }

    @GetMapping("/scan")
    ResponseEntity<byte[]> scan(@PathVariable UUID id, @RequestParam(required = false) Integer round) {
        Scan scan = papers.scan(id, round);
        MediaType type = MediaType.parseMediaType(scan.type());
        boolean picture = type.getType().equals("image");
        // What people have uploaded is never run: its type is fixed, and it is shown in a sandbox.
        return file(type, picture ? ContentDisposition.inline() : ContentDisposition.attachment(),
                "ban-quet-" + id + "." + (picture ? type.getSubtype().replace("jpeg", "jpg") : "pdf"))
                .header("Content-Security-Policy", "sandbox; default-src 'none'").body(scan.bytes());
    }

    @PostMapping(value = "/scan", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Keeps the scan of the signed paper: PDF, JPEG or PNG of up to 10 MB, by the police, until the station has received it")
    void keep(@PathVariable UUID id, @RequestParam(required = false) MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new BadInput("cleaning.scan.empty");
        }
        if (file.getSize() > LARGEST) {
            throw new BadInput(413, "cleaning.scan.tooLarge");
        }
        papers.keep(id, file.getBytes());
    }

    private static ResponseEntity.BodyBuilder file(MediaType type, ContentDisposition.Builder disposition, String name) {
        return ResponseEntity.ok().contentType(type).cacheControl(CacheControl.noStore()).header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.filename(name).build().toString());
    }
}
