package vn.minhxac.unit.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Today in Viet Nam, wherever the server stands. */
@Component
class Today {

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Clock clock;

    Today(Clock clock) {
        this.clock = clock;
    }

    LocalDate get() {
        return LocalDate.now(clock.withZone(ZONE));
    }
}
