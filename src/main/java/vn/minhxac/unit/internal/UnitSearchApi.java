package vn.minhxac.unit.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitSearch;

/** Units by typing, for the forms of the portal and for anyone. */
@RestController
@Tag(name = "units")
class UnitSearchApi {

    /** A family of fast typists behind one address. */
    private static final int SEARCHES = 300;
    private static final Duration PER = Duration.ofMinutes(1);
    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private final UnitSearch search;
    private final RateLimiter limiter;

    UnitSearchApi(UnitSearch search, RateLimiter limiter) {
        this.search = search;
        this.limiter = limiter;
    }

    @GetMapping("/api/v1/units")
    @Operation(summary = "Units by words or beginnings of words of their names, with or without marks, in any order; best first")
    List<UnitSearch.Found> find(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) UnitKind kind,
                                @RequestParam(required = false) String province, @RequestParam(defaultValue = "20") int limit,
                                HttpServletRequest request) {
        if (q.length() > LONGEST) {
            throw invalid("q", "unit.query");
        }
        if (province != null && !province.matches("[A-Za-z0-9]{1,20}")) {
            throw invalid("province", "unit.code");
        }
        if (limit < 1 || limit > MOST) {
            throw invalid("limit", "invalid");
        }
        limiter.take("unit-search", ClientAddress.of(request), SEARCHES, PER);
        return search.find(q, kind, province, limit);
    }

    private static BadInput invalid(String field, String code) {
        return new BadInput(400, "invalid", List.of(new FieldError(field, code)));
    }
}
