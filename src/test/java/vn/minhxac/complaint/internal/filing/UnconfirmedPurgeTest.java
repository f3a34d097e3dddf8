package vn.minhxac.complaint.internal.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.ComplaintScene;

class UnconfirmedPurgeTest extends ComplaintScene {

    @Autowired
    private UnconfirmedPurge purge;

    @Test
    void whatNobodyConfirmedIsForgottenAfterADayAndNothingElse() {
        ComplaintFiling.Filed never = filing.file(wrongDose(), "API", "192.0.2.1");
        ComplaintFiling.Recorded recorded = filed(of(wrongDose(), "Trần Văn Đức", "019090000456", "0987654321"));
        clock.advance(Duration.ofHours(23));
        assertThat(purge.purge()).isZero();
        clock.advance(Duration.ofHours(2));

        assertThat(purge.purge()).isOne();

        assertThat(jdbc.sql("select code from complaint").query(String.class).list()).containsExactly(recorded.code());
        assertThat(jdbc.sql("select count(*) from complaint_dose").query(Long.class).single()).isOne();
        assertThatThrownBy(() -> tracking.view(never.code(), "192.0.2.1")).isInstanceOf(BadInput.class).hasMessageContaining("complaint.unknown");
    }
}
