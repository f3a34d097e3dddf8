package vn.minhxac.signing.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;

/** The rows of a signing list, for the forms of its review and its approval. */
@RestController
@RequestMapping("/api/v1/signing-lists/{id}/items")
class SigningItemController {

    private static final int MAX_SIZE = 200;
    private static final int MAX_QUERY = 100;
    private static final int MAX_DOSES = 10_000;

    private final VisibleLists visible;
    private final ListRows rows;
    private final Reviews reviews;

    SigningItemController(VisibleLists visible, ListRows rows, Reviews reviews) {
        this.visible = visible;
        this.rows = rows;
        this.reviews = reviews;
    }

    record Search(String q, Integer page, Integer size, String state) {
    }

    record Exclusion(List<String> doseIds, String reason) {
    }

    @GetMapping
    ListRows.Page page(@PathVariable UUID id, @RequestParam(required = false) String q,
                       @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size,
                       @RequestParam(required = false) String state) {
        return search(id, new Search(q, page, size, state));
    }

    /** The same with the words in the body, so that no name stands in an address or an access log. */
    @PostMapping("/search")
    ListRows.Page search(@PathVariable UUID id, @RequestBody Search search) {
        visible.find(id);
        int page = search.page() == null ? 0 : search.page();
        int size = search.size() == null ? 20 : search.size();
        if (page < 0 || page > MAX_DOSES) {
            throw bad("page", "signing.page");
        }
        if (size < 1 || size > MAX_SIZE) {
            throw bad("size", "signing.page");
        }
        if (search.q() != null && search.q().length() > MAX_QUERY) {
            throw bad("q", "Size");
        }
        return rows.page(id, search.q(), state(search.state()), page, size);
    }

    /** Leaves doses out of the list, with the reason. */
    @PostMapping("/exclusions")
    Map<String, Integer> exclude(@PathVariable UUID id, @RequestBody Exclusion exclusion) {
        return Map.of("excluded", reviews.exclude(id, ids(exclusion), Remark.check(exclusion.reason(), "reason", true)));
    }

    /** Takes doses back into the list. */
    @DeleteMapping("/exclusions")
    Map<String, Integer> include(@PathVariable UUID id, @RequestBody Exclusion exclusion) {
        return Map.of("included", reviews.include(id, ids(exclusion)));
    }

    private static List<Long> ids(Exclusion exclusion) {
        if (exclusion.doseIds() == null || exclusion.doseIds().isEmpty() || exclusion.doseIds().size() > MAX_DOSES) {
            throw bad("doseIds", "signing.doseIds");
        }
        List<Long> ids = new ArrayList<>();
        for (String id : exclusion.doseIds()) {
            try {
                ids.add(Long.parseLong(id));
            } catch (NumberFormatException e) {
                throw bad("doseIds", "signing.unknownDose");
            }
        }
        return ids;
    }

    private static SigningItem.State state(String state) {
        try {
            return state == null || state.isEmpty() ? null : SigningItem.State.valueOf(state);
        } catch (IllegalArgumentException e) {
            throw bad("state", "signing.state");
        }
    }

    private static BadInput bad(String field, String code) {
        return new BadInput(400, "invalid", List.of(new FieldError(field, code)));
    }
}
