package vn.minhxac.signing.internal;

import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.UnitKind;

/** The lists an officer may see; of others they do not even learn that they exist. */
@Component
class VisibleLists {

    private final SigningLists lists;
    private final Officers officers;

    VisibleLists(SigningLists lists, Officers officers) {
        this.lists = lists;
        this.officers = officers;
    }

    boolean to(Officer officer, SigningList list) {
        return officers.maySee(officer, UnitKind.FACILITY, list.unit(), list.province());
    }

    SigningList find(UUID id) {
        Officer officer = officers.require();
        return lists.find(id).filter(list -> to(officer, list)).orElseThrow(BadInput::notFound);
    }
}
