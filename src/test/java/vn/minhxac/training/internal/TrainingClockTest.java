package vn.minhxac.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time that a trainer moves: forward only, for the engine too, and for good. */
class TrainingClockTest {

    @TempDir
    Path data;

    @AfterEach
    void machineTime() {
        ClockUtil.reset();
    }

    @Test
    void movesForwardWithTheEngineAndStaysThereAfterARestart() {
        TrainingClock clock = new TrainingClock(data);
        clock.advance(Duration.ofHours(12));
        clock.advance(Duration.ofHours(12));
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        assertThat(clock.instant()).isCloseTo(tomorrow, within(5, ChronoUnit.SECONDS));
        assertThat(clock.withZone(ZoneId.of("Asia/Ho_Chi_Minh")).instant()).isCloseTo(tomorrow, within(5, ChronoUnit.SECONDS));
        assertThat(ClockUtil.getCurrentTime().toInstant()).isCloseTo(tomorrow, within(5, ChronoUnit.SECONDS));

        ClockUtil.reset();
        assertThat(new TrainingClock(data).instant()).isCloseTo(tomorrow, within(5, ChronoUnit.SECONDS));
        assertThat(ClockUtil.getCurrentTime().toInstant()).isCloseTo(tomorrow, within(5, ChronoUnit.SECONDS));
    }

    @Test
    void neverGoesBack() {
        TrainingClock clock = new TrainingClock(data);
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.advance(Duration.ofDays(4_000))).isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.shift()).isZero();
    }
}
