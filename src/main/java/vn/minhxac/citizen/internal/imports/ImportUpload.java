package vn.minhxac.citizen.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;
import vn.minhxac.citizen.Imports;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officer;

/** From an uploaded file to an accepted import. */
@Service
class ImportUpload {

    private final ImportAccess access;
    private final Imports imports;

    ImportUpload(ImportAccess access, Imports imports) {
        this.access = access;
        this.imports = imports;
    }

    /** @throws BadInput 403 without the right; 4xx when the file is rejected whole */
    UUID accept(MultipartFile upload, boolean dryRun) throws IOException {
        Officer officer = access.importer();
        String province = access.province(officer);
        if (upload == null || upload.isEmpty()) {
            throw new BadInput("import.empty");
        }
        Path file = Files.createTempFile("minhxac-upload", null);
        try {
            try (InputStream in = upload.getInputStream()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return imports.accept(file, upload.getOriginalFilename(), dryRun, province, officer.userId());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
