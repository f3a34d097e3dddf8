package vn.minhxac.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.Source;
import vn.minhxac.cleaning.CleaningScene;
import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.passport.PassportLookup;

/** Two records of one person become one: what both say is kept, what was signed stays signed, and whoever asks finds the one that is left. */
class RecordMergeTest extends CleaningScene {

    private static final String NUMBER = "019185000001";
    private static final Line FIRST = Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", NUMBER);
    private static final Line SECOND = Line.of("R2", "Nguyễn Thị Lan", "F", "1985-03-07", NUMBER);

    @Autowired
    Corrections records;
    @Autowired
    Identities identities;
    @Autowired
    PassportLookup lookup;
    @Autowired
    ComplaintFiling filing;
    @Autowired
    TransactionTemplate transaction;

    private void bothMatched(Line... lines) {
        known(NUMBER, "Nguyễn Thị Lan", "F", "1985-03-07");
        imported(lines);
    }

    @Test
    void equalDosesAreKeptOnceAndOthersMove() {
        bothMatched(FIRST, SECOND, SECOND.dose("2", "2021-10-15"));
        merge("R2", "R1");
        assertThat(doses("R1")).containsExactly("1 2021-09-01 READY_TO_SIGN", "2 2021-10-15 READY_TO_SIGN");
        assertThat(doses("R2")).containsExactly("1 2021-09-01 VOID DUPLICATE_RECORD");
        assertThat(history("R1")).containsExactly("dose 2: null > 2021-10-15 PFIZER FK1 19001", "merged null: null > R2");
        assertThat(history("R2")).containsExactly("dose 1: 2021-09-01 PFIZER FK1 19001 > null", "dose 2: 2021-10-15 PFIZER FK1 19001 > null",
                "mergedInto null: null > R1");
        assertThat(jdbc.sql("select distinct concat_ws(' ', source, source_id, changed_by, confirmed_by, reason) from record_change")
                .query(String.class).list()).containsExactly("CLEANING batch station1 police1 MERGE");
    }

    @Test
    void dosesThatContradictEachOtherAreNotMergedAndNothingChanges() {
        bothMatched(FIRST, FIRST.dose("3", "2022-02-01"), SECOND.dose("2", "2021-10-15"), SECOND.dose("3", "2022-02-02"));
        refused("R2", "R1", "cleaning.mergeDoseConflict");
        assertThat(doses("R2")).containsExactly("2 2021-10-15 READY_TO_SIGN", "3 2022-02-02 READY_TO_SIGN");
        assertThat(history("R1")).isEmpty();
        assertThat(fact("R2", "merged_into")).isNull();
    }

    @Test
    void whoMayNotBeMerged() {
        known("019185000002", "Nguyễn Thị Lan", "F", "1985-03-07");
        bothMatched(FIRST, SECOND, Line.of("R3", "Nguyễn Thị Lân", "F", "1985-03-07", NUMBER), Line.of("R4", "Nguyễn Thị Lan", "F", "1985-03-07",
                "019185000002"));
        refused("R1", "R1", "cleaning.mergeImpossible");
        refused("R1", "R3", "cleaning.mergeProven");
        refused("R4", "R1", "cleaning.mergeTwoPeople");
        merge("R2", "R1");
        refused("R2", "R4", "cleaning.mergeImpossible");
        refused("R3", "R2", "cleaning.mergeImpossible");
        jdbc.sql("update citizen set province_code = '24' where record_id = 'R3'").update();
        refused("R3", "R1", "cleaning.mergeImpossible");
    }

    @Test
    void whatWasMergedBeforeFollows() {
        bothMatched(FIRST, SECOND, Line.of("R3", "Nguyễn Thị Lan", "F", "1985-03-07", NUMBER).phoned(""));
        merge("R2", "R3");
        assertThat(fact("R3", "phone")).as("only the merged record knew it").isEqualTo("0912345678");
        merge("R3", "R1");
        assertThat(List.of(fact("R2", "merged_into"), fact("R3", "merged_into"))).containsOnly(Long.toString(citizen("R1")));
    }

    @Test
    void nobodyWorksOnAMergedRecord() {
        bothMatched(FIRST, SECOND);
        merge("R2", "R1");
        long gone = citizen("R2");
        List.<Runnable>of(() -> records.identity(gone, Map.of("sex", "M"), cause()), () -> records.contact(gone, Map.of("phone", "0912345670"),
                cause()),
                () -> records.voidDose(gone, 1, "GHOST_DOSE", cause())).forEach(change -> assertThatThrownBy(() -> in(change))
                        .isInstanceOfSatisfying(BadInput.class, e -> assertThat(e.code()).isEqualTo("cleaning.merged")));
        // Neither does an import: its rows come back with a reason.
        imported(SECOND.dose("2", "2021-10-15"), FIRST.dose("2", "2021-10-15"));
        assertThat(jdbc.sql("select line || ' ' || code from import_error").query(String.class).list()).containsExactly("2 MERGED_RECORD");
        assertThat(doses("R1")).contains("2 2021-10-15 READY_TO_SIGN");
        UUID id = jdbc.sql("select import_id from import_error").query(UUID.class).single();
        assertThat(text("/api/v1/imports/" + id + "/errors.csv", "province1")).contains("đã được gộp vào hồ sơ khác");
        // And who is entered again under the old record's name is the one that is left.
        jdbc.sql("update citizen set id_number = null, id_type = null where record_id = 'R1'").update();
        long found = transaction.execute(status -> identities.findOrAdd(new Identities.NewPerson(PROVINCE, "Nguyễn Thị Lan", "F", LocalDate.of(1985,
                3, 7), "D",
                NUMBER, "CCCD", "VN", null, null), cause()));
        assertThat(found).isEqualTo(citizen("R1"));
    }

    @Test
    void aListInReviewDropsWhatMovedAndTheNextOneSignsItForWhoIsLeft() {
        bothMatched(FIRST, SECOND.dose("2", "2021-10-15"));
        UUID list = inReview();
        merge("R2", "R1");
        sign(list);
        assertThat(doses("R1")).containsExactly("1 2021-09-01 SIGNED", "2 2021-10-15 READY_TO_SIGN");
        assertThat(jdbc.sql("select state || ' ' || reason from signing_item where list_id = :id and state <> 'INCLUDED'").param("id", list)
                .query(String.class).list()).containsExactly("DROPPED PERSON_CHANGED");
        UUID next = inReview();
        sign(next);
        assertThat(doses("R1")).containsExactly("1 2021-09-01 SIGNED", "2 2021-10-15 SIGNED");
        assertThat(jdbc.sql("select content from signing_item where list_id = :id").param("id", next).query(String.class).single())
                .contains("\"R1\"");
    }

    @Test
    void aSignedDoseStaysSignedAndThePassportStaysWithThePerson() {
        bothMatched(FIRST, SECOND.phoned("0987001122"), SECOND.dose("2", "2021-10-15").phoned("0987001122"));
        UUID list = inReview();
        // Only the second record's doses are signed.
        jdbc.sql("update signing_item set state = 'EXCLUDED', decided_by = 'facility1', reason = 'x' where citizen_id = :id").param("id",
                citizen("R1")).update();
        sign(list);
        assertThat(jdbc.sql("select citizen_id from passport where status = 'ACTIVE'").query(Long.class).single()).isEqualTo(citizen("R2"));
        String signed = proofs(list, "R2");
        merge("R2", "R1");
        assertThat(doses("R1")).as("the signed copy is the one that is kept")
                .containsExactly("1 2021-09-01 SIGNED", "1 2021-09-01 VOID DUPLICATE_RECORD", "2 2021-10-15 SIGNED");
        assertThat(doses("R2")).isEmpty();
        assertThat(proofs(list, "R1")).as("what was signed says what it said").isEqualTo(signed).contains("\\\"R2\\\"");
        assertThat(proofs(list, "R2")).isEqualTo(signed);
        JsonNode view = call(get("/api/v1/records/R1"), "station1", null, 200);
        assertThat(view.path("status").asText()).isEqualTo("ISSUED");
        var asked = lookup.request(new PassportLookup.Query("Nguyễn Thị Lan", LocalDate.of(1985, 3, 7), "F", NUMBER, LocalDate.of(2021, 10, 15)),
                "192.0.2.1");
        // The phone is that of the record that is left.
        String otp = jdbc.sql("select substring(body from '[0-9]{6}') from outbox where recipient = '0912345678'").query(String.class).single();
        assertThat(lookup.confirm(asked, otp, "192.0.2.1").fields().fullName()).isEqualTo("Nguyễn Thị Lan");
    }

    @Test
    void anOpenComplaintGoesOnWithTheRecordThatIsLeft() {
        bothMatched(FIRST, SECOND.dose("2", "2021-10-15"));
        var filed = filing.file(new ComplaintFiling.Request("Nguyễn Thị Lan", "F", "1985-03-07", "CCCD", NUMBER, "0912345678", null,
                "WRONG_DOSE_INFO",
                "Ngày tiêm mũi 2 ghi sai", new ComplaintFiling.Place("19001", null, null, null, null),
                List.of(new ComplaintFiling.DeclaredDose(2, "2021-10-16", "Pfizer", "FK1", "19001")), List.of(), null), "API", "192.0.2.7");
        String otp = jdbc.sql("select substring(body from '[0-9]{6}') from outbox where dedup_key = 'otp:' || (select otp_id from complaint)")
                .query(String.class).single();
        UUID id = filing.confirm(filed.code(), otp, "192.0.2.7").id();
        runJobs();
        jdbc.sql("update complaint set citizen_id = :id").param("id", citizen("R2")).update();
        merge("R2", "R1");
        completed(id, "facility1", Map.of("outcome", "APPROVED"));
        assertThat(jdbc.sql("select status from complaint").query(String.class).single()).isEqualTo("APPROVED");
        assertThat(doses("R1")).contains("2 2021-10-16 READY_TO_SIGN");
    }

    @Test
    void aMergedRecordIsOnNoListAndNobodysTwin() {
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", ""), Line.of("R2", "Nguyễn Thị Lan", "F", "1985-03-07", ""));
        merge("R2", "R1");
        known(NUMBER, "Nguyễn Thị Lan", "F", "1985-03-07");
        jdbc.sql("update citizen set identity_status = 'DRAFT'").update();
        imported(FIRST, Line.of("R3", "Lê Văn Tám", "M", "1985-03-07", "019085000003"));
        assertThat(status("R1")).isEqualTo("MATCHED");
        assertThat(status("R2")).isEqualTo("DRAFT");
        assertThat(jdbc.sql("""
                select count(*) from cleaning_case k join citizen c on c.id = k.citizen_id
                where k.status = 'OPEN' and c.record_id <> 'R3'""")
                .query(Integer.class).single()).isZero();
        JsonNode progress = call(get("/api/v1/progress"), "province1", null, 200);
        assertThat(progress.path("totals").path("people").path("DRAFT").asInt()).isZero();
    }

    @Test
    void aClearedNumberAReplacedNumberAndAnotherNationality() {
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "090123456"));
        long lan = citizen("R1");
        in(() -> records.identity(lan, Map.of("idNumber", NUMBER), cause()));
        assertThat(fact("R1", "id_type") + " " + status("R1")).isEqualTo("CCCD DRAFT");
        assertThat(aliases()).containsExactly("090123456");
        in(() -> records.identity(lan, Map.of("nationality", "FR", "idNumber", "12AB34567"), cause()));
        assertThat(fact("R1", "id_type")).isEqualTo("PASSPORT");
        in(() -> records.identity(lan, java.util.Collections.singletonMap("idNumber", null), cause()));
        assertThat(fact("R1", "id_type")).isNull();
        assertThat(aliases()).as("the number that was cleared is somebody else's").containsExactly("090123456", NUMBER);
        in(() -> records.identity(lan, Map.of("nationality", "VN", "fullName", "Nguyễn Thị Lân"), cause()));
        assertThat(history("R1")).containsExactly("idNumber null: 090123456 > 019185000001", "idType null: CMND > CCCD",
                "idNumber null: 019185000001 > 12AB34567", "idType null: CCCD > PASSPORT", "nationality null: VN > FR",
                "idNumber null: 12AB34567 > null", "idType null: PASSPORT > null", "fullName null: Nguyễn Thị Lan > Nguyễn Thị Lân",
                        "nationality null: FR > VN");
        assertThat(records.identity(lan, Map.of("nationality", "VN"), cause())).isFalse();
    }

    @Test
    void whoMovesTakesNoHamletAlong() {
        bothMatched(FIRST);
        long lan = citizen("R1");
        in(() -> records.contact(lan, Map.of("hamlet", "Tổ dân phố 5"), cause()));
        in(() -> records.contact(lan, Map.of("permanentCommune", "05434"), cause()));
        assertThat(fact("R1", "permanent_commune") + " " + fact("R1", "hamlet") + " " + status("R1")).isEqualTo("05434 null MATCHED");
        assertThat(history("R1")).containsExactly("hamlet null: null > Tổ dân phố 5", "hamlet null: Tổ dân phố 5 > null",
                "permanentCommune null: 05431 > 05434");
    }

    private UUID inReview() {
        clock.advance(Duration.ofHours(2));
        runJobs();
        return jdbc.sql("select id from signing_list where status = 'IN_REVIEW'").query(UUID.class).single();
    }

    private void sign(UUID list) {
        completed(list, "facility1", new java.util.HashMap<>(Map.of("reviewDecision", "SUBMIT")));
        completed(list, "facilityhead1", new java.util.HashMap<>(Map.of("approvalDecision", "APPROVE")));
        assertThat(jdbc.sql("select status from signing_list where id = :id").param("id", list).query(String.class).single()).isEqualTo("SIGNED");
    }

    private void completed(UUID key, String officer, Map<String, Object> values) {
        Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(key.toString()).singleResult();
        as(officer, () -> {
            if (task.getAssignee() == null) {
                engine.getTaskService().claim(task.getId(), officer);
            }
            engine.getTaskService().complete(task.getId(), values);
            return null;
        });
        runJobs();
    }

    private Cause cause() {
        return new Cause(Source.CLEANING, "batch", "station1", "police1", "MERGE", clock.instant());
    }

    private void in(Runnable change) {
        transaction.executeWithoutResult(status -> change.run());
    }

    private void merge(String from, String into) {
        in(() -> records.merge(citizen(from), citizen(into), cause()));
        runJobs();
    }

    private void refused(String from, String into, String code) {
        assertThatThrownBy(() -> merge(from, into)).isInstanceOfSatisfying(BadInput.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.status()).isEqualTo(409);
        });
    }

    private String proofs(UUID list, String recordId) {
        return text("/api/v1/signing-lists/" + list + "/proofs/" + recordId, "facility1");
    }

    private String text(String path, String officer) {
        try {
            return web.perform(get(path).with(user(officer)))
                    .andReturn().getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> doses(String recordId) {
        return jdbc.sql("""
                select concat_ws(' ', dose_number, vaccination_date, status, void_reason) from dose where citizen_id = :id
                order by dose_number, status""").param("id", citizen(recordId)).query(String.class).list();
    }

    private List<String> history(String recordId) {
        return jdbc.sql("""
                select field || ' ' || coalesce(dose_number::text, 'null') || ': ' || coalesce(from_value, 'null') || ' > '
                    || coalesce(to_value, 'null')
                from record_change where citizen_id = :id order by id""").param("id", citizen(recordId)).query(String.class).list();
    }

    private List<String> aliases() {
        return jdbc.sql("select id_number from citizen_alias order by id").query(String.class).list();
    }
}
