package vn.minhxac.report.internal;

import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** Where a record stands, for officers of its commune of residence or of a facility that gave it a dose, and those above them. */
@RestController
class RecordController {

    private final RecordQuery records;
    private final Officers officers;

    RecordController(RecordQuery records, Officers officers) {
        this.records = records;
        this.officers = officers;
    }

    @GetMapping("/api/v1/records/{recordId}")
    RecordView record(@PathVariable String recordId) {
        Officer officer = officers.require();
        boolean nationwide = officer.role() == Role.ADMIN || officer.role() == Role.MINISTRY;
        var province = nationwide ? Optional.<String>empty() : Optional.ofNullable(officer.provinceCode());
        if (!nationwide && province.isEmpty()) {
            throw BadInput.notFound();
        }
        return records.find(recordId, province).stream().filter(r -> maySee(officer, r)).findFirst().map(records::view)
                .orElseThrow(BadInput::notFound);
    }

    private boolean maySee(Officer officer, RecordQuery.Found r) {
        return r.commune() != null && officers.maySee(officer, UnitKind.COMMUNE, r.commune(), r.provinceCode())
                || officers.maySee(officer, UnitKind.PROVINCE, r.provinceCode(), r.provinceCode())
                || r.facilities().stream().anyMatch(f -> officers.maySee(officer, UnitKind.FACILITY, f, r.provinceCode()));
    }
}
