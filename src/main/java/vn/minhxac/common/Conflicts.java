package vn.minhxac.common;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;

/** For a call of the outside that meets others at the same data: what was rolled back for that is done again. */
public final class Conflicts {

    private static final int TIMES = 3;

    private Conflicts() {
    }

    /**
     * Does work that is one transaction, at most three times.
     *
     * @throws TooManyRequests when others were in the way each time
     */
    public static <T> T again(Supplier<T> work) {
        for (int n = 1; ; n++) {
            try {
                return work.get();
            } catch (ConcurrencyFailureException e) {
                if (n == TIMES) {
                    throw new TooManyRequests(Duration.ofSeconds(1));
                }
            }
        }
    }
}
