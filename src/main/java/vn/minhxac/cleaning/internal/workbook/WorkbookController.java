package vn.minhxac.cleaning.internal.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import vn.minhxac.common.BadInput;

/** Missing and malformed numbers as an Excel file (2262, step 4: M1 and M2 by file). */
@RestController
@RequestMapping("/api/v1/cleaning/batches/{id}/workbook")
@Tag(name = "cleaning")
class WorkbookController {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final WorkbookExport exports;
    private final WorkbookUpload uploads;
    private final Clock clock;

    WorkbookController(WorkbookExport exports, WorkbookUpload uploads, Clock clock) {
        this.exports = exports;
        this.uploads = uploads;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "The rows to be reviewed whose number is missing or malformed, as a workbook to fill in")
    ResponseEntity<byte[]> export(@PathVariable UUID id) {
        WorkbookExport.Exported exported = exports.export(id);
        String name = "ra-soat-" + exported.commune() + "-" + LocalDate.now(clock.withZone(VIET_NAM)) + ".xlsx";
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(XLSX)).cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .body(exported.xlsx());
    }

    /** A dry run is what comes first, and what comes of a call that does not say. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Reads a filled-in workbook: each row is answered; with dryRun=false the good rows are decided, undone together")
    ResponseEntity<WorkbookReport> take(@PathVariable UUID id, @RequestParam(required = false) MultipartFile file,
                                        @RequestParam(defaultValue = "true") boolean dryRun) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new BadInput("cleaning.workbook.empty");
        }
        if (file.getSize() > CleaningUploads.LARGEST) {
            throw WorkbookRefused.tooLarge();
        }
        Path copy = Files.createTempFile("minhxac-workbook", null);
        try {
            try (InputStream in = file.getInputStream()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(uploads.take(id, copy, dryRun));
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
