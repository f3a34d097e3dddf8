package vn.minhxac.passport.internal.issue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;

/** All passports in the order in which they were made, for the Ministry (contract §2). */
@RestController
class PassportListController {

    private static final int MAX = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Officers officers;

    PassportListController(JdbcClient jdbc, Officers officers) {
        this.jdbc = jdbc;
        this.officers = officers;
    }

    /**
     * @param limit 1 to 1,000
     * @param after {@code next} of the page before
     */
    @GetMapping("/api/v1/passports")
    ResponseEntity<Page> list(@RequestParam(required = false) String limit, @RequestParam(required = false) String after) {
        officers.require(Role.MINISTRY);
        int size = size(limit);
        List<Row> rows = jdbc.sql("""
                select id, uvci, hc1, status, issued_at, expires_at from passport where id > :after order by id limit :limit""")
                .param("after", key(after)).param("limit", size + 1).query(Row.class).list();
        String next = rows.size() > size ? rows.get(size - 1).id().toString() : null;
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(new Page(rows.stream().limit(size).map(Item::of).toList(), next));
    }

    private static int size(String limit) {
        if (limit == null) {
            return 100;
        }
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MAX) {
            throw new BadInput(400, "invalid", List.of(new BadInput.FieldError("limit", "passport.limit")));
        }
        return Integer.parseInt(limit);
    }

    private static UUID key(String after) {
        try {
            return after == null ? FIRST : UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            throw new BadInput(400, "invalid", List.of(new BadInput.FieldError("after", "passport.after")));
        }
    }

    private record Row(UUID id, String uvci, String hc1, String status, Instant issuedAt, Instant expiresAt) {
    }

    record Item(String uvci, String hc1, String status, Instant issuedAt, Instant expiresAt) {

        private static Item of(Row row) {
            return new Item(row.uvci(), row.hc1(), row.status(), row.issuedAt(), row.expiresAt());
        }
    }

    /** @param next {@code after} of the next page, absent on the last */
    record Page(List<Item> items, String next) {
    }
}
