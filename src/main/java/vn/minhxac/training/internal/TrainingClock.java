package vn.minhxac.training.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * Training mode's clock: the machine's time plus a shift that can only grow, so that officers see tomorrow's deadline today.
 * The engine's clock is moved with it; its job executor finds the timers that became due within its next look, at most five
 * seconds later. The shift is kept in {@code clock-shift} of the data folder and survives a restart: what was entered
 * "tomorrow" never lies in the future. Removing that file (and the data it belongs to) sets the clock back.
 */
final class TrainingClock extends Clock {

    private static final Duration LIMIT = Duration.ofDays(3_650);

    private final Path file;
    private volatile Duration shift;

    TrainingClock(Path dataFolder) {
        this.file = dataFolder.resolve("clock-shift");
        this.shift = read(file);
        if (!shift.isZero()) {
            ClockUtil.offset(shift.toMillis());
        }
    }

    /** Moves the time forward, for the whole application. */
    synchronized Instant advance(Duration by) {
        Duration next = shift.plus(by);
        if (by.isNegative() || next.compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException("only forward, ten years at most");
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, next.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shift = next;
        ClockUtil.offset(next.toMillis());
        return instant();
    }

    Duration shift() {
        return shift;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        TrainingClock clock = this;
        return new Clock() {

            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return clock.withZone(other);
            }
        };
    }

    private static Duration read(Path file) {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).trim()) : Duration.ZERO;
        } catch (DateTimeParseException unreadable) {
            return Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
