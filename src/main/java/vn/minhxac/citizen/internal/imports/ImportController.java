package vn.minhxac.citizen.internal.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
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
import vn.minhxac.common.BadInput;

@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

    private final ImportUpload upload;
    private final ImportAccess access;
    private final ErrorFile errors;

    ImportController(ImportUpload upload, ImportAccess access, ErrorFile errors) {
        this.upload = upload;
        this.access = access;
        this.errors = errors;
    }

    /** 202 with the id to ask for; 4xx when the file is rejected whole, before anything is stored. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Map<String, String>> accept(@RequestParam(required = false) MultipartFile file,
                                               @RequestParam(defaultValue = "false") boolean dryRun) throws IOException {
        UUID id = upload.accept(file, dryRun);
        return ResponseEntity.accepted().location(URI.create("/api/v1/imports/" + id)).body(Map.of("id", id.toString()));
    }

    @GetMapping("/{id}")
    ImportView get(@PathVariable String id) {
        return access.find(id);
    }

    /**
     * The rejected rows as they came, with {@code error_code} and {@code error_message}; cells a spreadsheet would take for
     * formulas have an apostrophe in front.
     *
     * @param excel whether to write it as Excel with Vietnamese settings opens it: byte order mark and semicolons
     */
    @GetMapping("/{id}/errors.csv")
    void errors(@PathVariable String id, @RequestParam(defaultValue = "false") boolean excel, HttpServletResponse response)
            throws IOException {
        ImportView found = access.find(id);
        if (found.isRunning()) {
            throw new BadInput(409, "import.running");
        }
        response.setContentType("text/csv");
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errors-" + found.id() + ".csv\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        errors.write(UUID.fromString(found.id()), excel, response.getWriter());
    }
}
