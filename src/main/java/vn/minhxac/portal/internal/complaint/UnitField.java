package vn.minhxac.portal.internal.complaint;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.minhxac.complaint.ComplaintFiling.Place;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitSearch;
import vn.minhxac.unit.UnitSearch.Found;

/**
 * Fields for a unit: words are typed, and one of the units that fit is chosen, in the browser's list or, without JavaScript, among
 * the best on the next page. {@code name.unit} holds the choice, {@code name.for} the words it was made for.
 */
@Component
class UnitField {

    /** Choice of who finds no unit of the list right. */
    static final String NONE = "none";
    private static final int OFFERED = 6;
    private static final int NAMESAKES = 20;

    private final UnitSearch search;

    UnitField(UnitSearch search) {
        this.search = search;
    }

    /** The units to choose from; empty when nothing has been typed, or the choice is made. */
    Optional<List<Found>> open(ComplaintForm form, String name, UnitKind kind) {
        if (!form.has(name) || decided(form, name)) {
            return Optional.empty();
        }
        return Optional.of(search.find(form.value(name), kind, null, OFFERED));
    }

    /** Whether a choice was made for the words that are there now. */
    private static boolean decided(ComplaintForm form, String name) {
        return form.has(name) && form.has(name + ".unit") && form.value(name + ".for").equals(form.value(name));
    }

    /** The unit that was chosen, or null. */
    Found chosen(ComplaintForm form, String name) {
        if (!decided(form, name)) {
            return null;
        }
        String[] choice = form.value(name + ".unit").split(":", 2);
        UnitKind kind = kind(choice[0]);
        return kind == null || choice.length < 2 ? null
                : search.find(choice[1], kind, null, NAMESAKES).stream()
                        .filter(found -> found.kind() == kind && found.code().equals(choice[1])).findFirst().orElse(null);
    }

    Place place(ComplaintForm form) {
        if (form.has("abroad")) {
            return new Place(null, null, null, null, true);
        }
        Found found = chosen(form, "place");
        return found == null ? new Place(null, null, null, null, false)
                : new Place(found.kind() == UnitKind.FACILITY ? found.code() : null, found.communeCode(), found.districtCode(),
                        found.provinceCode(), false);
    }

    String facility(ComplaintForm form, String name) {
        Found found = chosen(form, name);
        return found == null || found.kind() != UnitKind.FACILITY ? null : found.code();
    }

    private static UnitKind kind(String name) {
        for (UnitKind kind : UnitKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
