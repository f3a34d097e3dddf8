package vn.minhxac.complaint.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import vn.minhxac.IntegrationTest;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** What officers are told when the time of a complaint runs out. */
class OfficerMessagesTest extends IntegrationTest {

    private static final Complaint COMPLAINT = Complaints.one().made();
    private static final Officer FIRST = officer("facility1", "mot@example.vn");
    private static final Officer SECOND = officer("facility2", "hai@example.vn");
    private static final Officer WITHOUT = officer("facility3", null);

    @Autowired
    OfficerMessages messages;

    record Row(String recipient, String subject, String body, String html) {
    }

    @Test
    void thoseWithAnAddressGetEachAlarmOnce() {
        messages.reminder(COMPLAINT, List.of(FIRST, SECOND, WITHOUT));
        messages.reminder(COMPLAINT, List.of(FIRST));
        assertThat(rows()).extracting(Row::recipient).containsExactlyInAnyOrder("mot@example.vn", "hai@example.vn");
        messages.warning(COMPLAINT, List.of(FIRST), "donvi@example.vn");
        messages.breach(COMPLAINT, List.of(), "soyte@example.vn");
        messages.breach(COMPLAINT, List.of(officer("province1", "SoYTe@example.vn")), "soyte@example.vn");
        assertThat(rows()).extracting(Row::recipient).containsExactlyInAnyOrder("mot@example.vn", "hai@example.vn", "mot@example.vn",
                "donvi@example.vn", "soyte@example.vn", "SoYTe@example.vn");
    }

    @Test
    void oneMailboxGetsOneMailOfAnAlarm() {
        messages.warning(COMPLAINT, List.of(FIRST, officer("facilityhead1", "MOT@example.vn")), "mot@example.vn");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void theySayWhichWorkAndNotWhose() throws IOException {
        messages.reminder(COMPLAINT, List.of(FIRST));
        messages.warning(COMPLAINT, List.of(FIRST), null);
        messages.breach(COMPLAINT, List.of(FIRST), "");
        assertThat(rows()).hasSize(3).allSatisfy(mail -> {
            assertThat(mail.subject()).contains("…099a8057");
            assertThat(mail.body()).contains("099a8057", "Thiếu mũi tiêm", "Trạm Y tế phường Quán Triều", "08:00 ngày 06/05/2022",
                    "http://localhost:8080/camunda/app/tasklist/default/");
            for (String text : List.of(mail.subject(), mail.body(), mail.html())) {
                assertThat(text).doesNotContain(Complaints.CODE, "Nông", "019190012345", Complaints.PHONE, "nguoidan@", "Tôi thiếu", "null");
            }
        });
        Files.createDirectories(Path.of("target/mails"));
        Files.writeString(Path.of("target/mails/officer.html"), rows().get(0).html());
    }

    @Test
    void theProvinceHearsOncePerDayOfWhatNobodyHas() {
        messages.unassigned(PROVINCE, 12, List.of(FIRST, WITHOUT));
        messages.unassigned(PROVINCE, 11, List.of(FIRST));
        assertThat(rows()).singleElement().satisfies(mail -> assertThat(mail.body()).contains("Số phản ánh: 12", "Tỉnh Thái Nguyên", "04/05/2022"));
        // 18:00 UTC is the next day in Việt Nam
        clock.advance(Duration.ofHours(17));
        messages.unassigned(PROVINCE, 3, List.of(FIRST));
        assertThat(rows()).hasSize(2);
    }

    private static Officer officer(String userId, String email) {
        return new Officer(userId, userId, Role.FACILITY_OFFICER, UnitKind.FACILITY, "19001", "19", email, null, true);
    }

    private List<Row> rows() {
        return jdbc.sql("select recipient, subject, body, html from outbox order by id").query(Row.class).list();
    }
}
