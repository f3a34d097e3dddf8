package vn.minhxac.passport.internal.verify;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What our records say of a passport that was issued here. */
@Repository
class OwnRecords {

    private final JdbcClient jdbc;

    OwnRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Status of the passport with this certificate code: ACTIVE, EXPIRED, SUPERSEDED or REVOKED; empty if it is none of ours. */
    Optional<String> status(String uvci) {
        return jdbc.sql("select status from passport where uvci = :uvci").param("uvci", uvci).query(String.class).optional();
    }
}
