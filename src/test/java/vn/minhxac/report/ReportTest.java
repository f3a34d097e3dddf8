package vn.minhxac.report;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import vn.minhxac.IntegrationTest;

/** Where a record stands and how far a unit is, for whom it concerns and nobody else. */
class ReportTest extends IntegrationTest {

    @Autowired
    MockMvc web;

    @BeforeEach
    void records() {
        long matched = citizen("R1", "05431", "MATCHED", "019099000001");
        dose(matched, 1, "19001", "SIGNED");
        dose(matched, 2, "19002", "READY_TO_SIGN");
        long wrong = citizen("R2", "05434", "MISMATCHED", "019099000002");
        dose(wrong, 1, "19003", "DRAFT");
        jdbc.sql("""
                insert into cleaning_case (citizen_id, mismatch_class, hints, status, opened_at)
                values (:id, 'M3', '{SEX_AGAINST_ID}', 'OPEN', :at)""").param("id", wrong).param("at", now()).update();
        citizen("R3", null, "PRECHECK_FAILED", null);
    }

    @Test
    void aRecordShowsEachDoseWithItsStateAndUnit() throws Exception {
        web.perform(get("/api/v1/records/R1").with(httpBasic("province1", "minhxac"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("SIGNED")).andExpect(jsonPath("$.identityStatus").value("MATCHED"))
                .andExpect(jsonPath("$.doses[1].status").value("READY_TO_SIGN"))
                .andExpect(jsonPath("$.doses[1].unit").value("19002"))
                .andExpect(jsonPath("$.doses[1].unitName").value("Trung tâm Y tế thành phố Thái Nguyên"))
                .andExpect(jsonPath("$.fullName").doesNotExist());
    }

    @Test
    void aMismatchSaysWhatIsWrong() throws Exception {
        web.perform(get("/api/v1/records/R2").with(httpBasic("province1", "minhxac"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("MISMATCHED")).andExpect(jsonPath("$.cleaning[0].mismatchClass").value("M3"))
                .andExpect(jsonPath("$.cleaning[0].hints[0]").value("SEX_AGAINST_ID")).andExpect(jsonPath("$.proposals").isEmpty());
    }

    @Test
    void officersSeeTheRecordsOfTheirUnitOnly() throws Exception {
        web.perform(get("/api/v1/records/R1").with(httpBasic("station1", "minhxac"))).andExpect(status().isOk());
        web.perform(get("/api/v1/records/R1").with(httpBasic("facility2", "minhxac"))).andExpect(status().isOk());
        web.perform(get("/api/v1/records/R2").with(httpBasic("station1", "minhxac"))).andExpect(status().isNotFound());
        web.perform(get("/api/v1/records/R2").with(httpBasic("facility1", "minhxac"))).andExpect(status().isNotFound())
                .andExpect(jsonPath("$.title").value("Không tìm thấy"));
        web.perform(get("/api/v1/records/R1")).andExpect(status().isUnauthorized());
        web.perform(get("/api/v1/records/R%00'\"<x>").with(httpBasic("province1", "minhxac"))).andExpect(status().is4xxClientError());
    }

    @Test
    void progressCountsPeopleAndDosesApart() throws Exception {
        web.perform(get("/api/v1/progress").with(httpBasic("province1", "minhxac"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.totals.people.MATCHED").value(1)).andExpect(jsonPath("$.totals.people.MISMATCHED").value(1))
                .andExpect(jsonPath("$.totals.people.PRECHECK_FAILED").value(1)).andExpect(jsonPath("$.totals.doses.SIGNED").value(1))
                .andExpect(jsonPath("$.oldestOpen.mismatchClass").value("M3")).andExpect(jsonPath("$.forecast.openPeople").value(3))
                .andExpect(jsonPath("$.forecast.finishingDay").doesNotExist());
        web.perform(get("/api/v1/progress?unit=05434").with(httpBasic("province1", "minhxac"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.totals.people.MISMATCHED").value(1)).andExpect(jsonPath("$.totals.people.MATCHED").doesNotExist())
                .andExpect(jsonPath("$.doses[0].unit").value("19003"));
    }

    @Test
    void progressOfAnotherUnitIsNotShown() throws Exception {
        web.perform(get("/api/v1/progress?unit=05434").with(httpBasic("station1", "minhxac"))).andExpect(status().isNotFound());
        web.perform(get("/api/v1/progress").with(httpBasic("station1", "minhxac"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.totals.people.MATCHED").value(1)).andExpect(jsonPath("$.totals.people.MISMATCHED").doesNotExist());
        web.perform(get("/api/v1/progress?from=2022-05-04&to=2022-05-01").with(httpBasic("province1", "minhxac")))
                .andExpect(status().isBadRequest());
        web.perform(get("/api/v1/progress?from=yesterday").with(httpBasic("province1", "minhxac"))).andExpect(status().isBadRequest());
    }

    @Test
    void unitsComeInByTheApiForProvincesOnly() throws Exception {
        var file = new MockMultipartFile("file", "units.csv", "text/csv", """
                code,kind,name,parent_code,valid_from,valid_to,email
                05437,COMMUNE,Phường Túc Duyên,164,2020-01-01,,
                """.getBytes(StandardCharsets.UTF_8));
        web.perform(multipart("/api/v1/units").file(file).with(httpBasic("station1", "minhxac"))).andExpect(status().isForbidden());
        web.perform(multipart("/api/v1/units").file(file).with(httpBasic("province1", "minhxac"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.created").value(1)).andExpect(jsonPath("$.errors").isEmpty());
        web.perform(multipart("/api/v1/units").with(httpBasic("province1", "minhxac"))).andExpect(status().isBadRequest());
    }

    private long citizen(String record, String commune, String status, String number) {
        return jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type,
                    permanent_commune, identity_status, status_since, created_at, updated_at)
                values ('19', :record, 'Nguyễn Thị Thử', 'NGUYỄN THỊ THỬ', 'F', '1999-01-02', 'D', :number, 'CCCD', :commune, :status,
                    :at, :at, :at) returning id""")
                .param("record", record).param("number", number).param("commune", commune).param("status", status)
                .param("at", now()).query(Long.class).single();
    }

    private void dose(long citizen, int number, String facility, String status) {
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by,
                    entered_at, source, status, status_since)
                values (:citizen, :number, '2021-08-01', 'ASTRAZENECA', :facility, :facility, 'facility1', :at, 'IMPORT', :status, :at)""")
                .param("citizen", citizen).param("number", number).param("facility", facility).param("status", status)
                .param("at", now()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
