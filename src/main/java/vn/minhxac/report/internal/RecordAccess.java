package vn.minhxac.report.internal;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.minhxac.common.BadInput;
import vn.minhxac.report.internal.RecordQuery.Found;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** Who may see a record: officers of its commune of residence or of a facility that gave it a dose, and those above them. */
@Component
class RecordAccess {

    private final RecordQuery records;
    private final Officers officers;

    RecordAccess(RecordQuery records, Officers officers) {
        this.records = records;
        this.officers = officers;
    }

    /** The record, for the officer who asks. @throws BadInput 404 where there is none that this officer may see */
    Found find(String recordId) {
        Officer officer = officers.require();
        boolean nationwide = officer.role() == Role.ADMIN || officer.role() == Role.MINISTRY;
        var province = nationwide ? Optional.<String>empty() : Optional.ofNullable(officer.provinceCode());
        if (!nationwide && province.isEmpty()) {
            throw BadInput.notFound();
        }
        return records.find(recordId, province).stream().filter(r -> maySee(officer, r)).findFirst().orElseThrow(BadInput::notFound);
    }

    /** Police own who somebody is; which vaccine somebody got is not theirs to read. */
    boolean identityOnly() {
        return officers.require().role() == Role.COMMUNE_POLICE;
    }

    private boolean maySee(Officer officer, Found r) {
        return r.commune() != null && officers.maySee(officer, UnitKind.COMMUNE, r.commune(), r.provinceCode())
                || officers.maySee(officer, UnitKind.PROVINCE, r.provinceCode(), r.provinceCode())
                || r.facilities().stream().anyMatch(f -> officers.maySee(officer, UnitKind.FACILITY, f, r.provinceCode()));
    }
}
