package vn.minhxac.verification.internal;

import java.util.UUID;

import org.springframework.stereotype.Component;

import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** Who may work on a list: the officers of the group whose task it is, and nobody else learns that it exists. */
@Component
class ListAccess {

    private final ListRepository lists;
    private final Officers officers;

    ListAccess(ListRepository lists, Officers officers) {
        this.lists = lists;
        this.officers = officers;
    }

    /** The role that works on the lists of a kind of unit. */
    static Role healthRole(VerificationList list) {
        return switch (list.unitKind()) {
            case FACILITY -> Role.FACILITY_OFFICER;
            case COMMUNE -> Role.COMMUNE_HEALTH_STATION;
            case DISTRICT -> Role.DISTRICT_HEALTH;
            case PROVINCE -> Role.PROVINCIAL_HEALTH;
        };
    }

    String healthGroup(VerificationList list) {
        return officers.groupFor(healthRole(list), list.unitKind(), list.unitCode(), list.provinceCode());
    }

    VerificationList read(UUID id) {
        return mine(id, lists.find(id).orElseThrow(BadInput::notFound));
    }

    /** The list, locked and in this state. */
    VerificationList write(UUID id, String status) {
        mine(id, lists.find(id).orElseThrow(BadInput::notFound));
        VerificationList list = lists.lock(id);
        if (!list.status().equals(status)) {
            throw new BadInput(409, "verification.notOpen");
        }
        return list;
    }

    private VerificationList mine(UUID id, VerificationList list) {
        Officer officer = officers.require();
        boolean sameProvince = list.provinceCode().equals(officer.provinceCode());
        if (!sameProvince || !officer.group().equals(healthGroup(list))) {
            throw BadInput.notFound();
        }
        return list;
    }
}
