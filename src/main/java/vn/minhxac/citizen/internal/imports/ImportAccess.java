package vn.minhxac.citizen.internal.imports;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.Units;

/** Who may import, for which province, and who sees which import. */
@Service
class ImportAccess {

    private static final Role[] IMPORTERS = {Role.FACILITY_OFFICER, Role.COMMUNE_HEALTH_STATION, Role.DISTRICT_HEALTH,
        Role.PROVINCIAL_HEALTH};

    private final Officers officers;
    private final Units units;
    private final ImportStore store;
    private final Texts texts;

    ImportAccess(Officers officers, Units units, ImportStore store, Texts texts) {
        this.officers = officers;
        this.units = units;
        this.store = store;
        this.texts = texts;
    }

    /** The current officer, who may import. */
    Officer importer() {
        return officers.require(IMPORTERS);
    }

    /** The province whose people a file of this officer holds: the own one, or the only one there is. */
    String province(Officer officer) {
        if (officer.provinceCode() != null) {
            return officer.provinceCode();
        }
        List<Unit> provinces = units.provinces();
        if (provinces.size() != 1) {
            throw new BadInput(422, provinces.isEmpty() ? "import.noProvince" : "import.whichProvince");
        }
        return provinces.get(0).code();
    }

    /** An import the current officer may see; 404 for any other. */
    ImportView find(String id) {
        Officer officer = importer();
        ImportView found = store.find(uuid(id)).orElseThrow(BadInput::notFound);
        if (officer.role() != Role.ADMIN && !found.province().equals(officer.provinceCode())) {
            throw BadInput.notFound();
        }
        return withReason(found);
    }

    List<ImportView> recent(int limit) {
        Officer officer = importer();
        return store.recent(officer.role() == Role.ADMIN ? null : province(officer), limit).stream().map(this::withReason).toList();
    }

    private ImportView withReason(ImportView view) {
        if (view.rejectCode() == null) {
            return view;
        }
        String reason = texts.get("error.import." + view.rejectCode());
        return view.withReason(view.rejectLine() == null ? reason : texts.get("import.line", view.rejectLine().toString()) + " " + reason);
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw BadInput.notFound();
        }
    }
}
