package vn.minhxac.unit.internal;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitImport;

@RestController
@RequestMapping("/api/v1/units")
class UnitController {

    private final UnitImport units;
    private final Officers officers;

    UnitController(UnitImport units, Officers officers) {
        this.units = units;
        this.officers = officers;
    }

    /** 200 with counts; 422 with the same shape when lines are wrong and nothing was changed. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<UnitImport.Result> read(@RequestPart MultipartFile file,
                                           @RequestParam(defaultValue = "false") boolean dryRun) throws IOException {
        officers.require(Role.PROVINCIAL_HEALTH, Role.MINISTRY);
        try (var in = file.getInputStream()) {
            var result = units.read(in, dryRun);
            return ResponseEntity.status(result.errors().isEmpty() ? 200 : 422).body(result);
        }
    }
}
