package vn.minhxac.unit.internal;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Whose delegations and routing profile an officer sees: those of the own province; the Ministry and administrators name one. */
@Component
class ProvinceDesk {

    private static final Set<Role> NATIONWIDE = Set.of(Role.MINISTRY, Role.ADMIN);

    private final Officers officers;
    private final Units units;

    ProvinceDesk(Officers officers, Units units) {
        this.officers = officers;
        this.units = units;
    }

    /**
     * @param asked the province a caller named, or null
     * @throws BadInput 403; 400 where a province must be named; 404 where there is none of that code
     */
    String province(String asked) {
        Officer me = officers.require(Role.PROVINCIAL_HEALTH, Role.SUPERVISOR, Role.MINISTRY);
        if (!NATIONWIDE.contains(me.role())) {
            if (me.provinceCode() == null || asked != null && !asked.equals(me.provinceCode())) {
                throw new BadInput(403, "forbidden");
            }
            return me.provinceCode();
        }
        if (asked == null || asked.isBlank()) {
            throw new BadInput(400, "invalid", List.of(new FieldError("province", "NotBlank")));
        }
        return units.find(UnitKind.PROVINCE, asked).orElseThrow(BadInput::notFound).code();
    }
}
