package vn.minhxac.citizen.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.minhxac.common.BadInput;

/** What becomes of the rows of a file. */
class ImportTest extends ImportTestBase {

    @Test
    void rowsBecomePeopleAndDoses() {
        ImportView done = run(HEADER + HOA_1 + HOA_2 + NAM_1);
        assertThat(done).extracting(ImportView::status, ImportView::rowsRead, ImportView::rowsAccepted, ImportView::rowsRejected,
            ImportView::people, ImportView::doses).containsExactly("DONE", 3L, 3L, 0L, 2L, 3L);
        assertThat(people()).hasSize(2);
        assertThat(people().get(0)).containsAllEntriesOf(Map.of("record_id", "R1", "full_name", "Nguyễn Thị Hòa", "name_key",
            "NGUYỄN THỊ HOÀ", "sex", "F", "id_number", "019190001234", "id_type", "CCCD", "identity_status", "DRAFT", "version", 0));
        assertThat(people().get(1)).containsEntry("date_of_birth", Date.valueOf(LocalDate.of(1985, 3, 15))).containsEntry("dob_precision", "D");
        assertThat(doses()).extracting(d -> d.get("vaccine_code") + " " + d.get("entering_unit") + " " + d.get("source") + " " + d.get("status"))
            .containsExactly("ASTRAZENECA 19001 IMPORT DRAFT", "PFIZER 19002 IMPORT DRAFT", "VERO_CELL 19001 IMPORT DRAFT");
        assertThat(jdbc.sql("select count(*) from import_file_part").query(Long.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from pg_tables where tablename like 'import_row%'").query(Long.class).single()).isZero();
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        run(HEADER + HOA_1 + HOA_2 + NAM_1);
        var people = jdbc.sql("select c::text, xmin::text from citizen c order by id").query().listOfRows();
        var doses = jdbc.sql("select d::text, xmin::text from dose d order by id").query().listOfRows();
        clock.advance(Duration.ofDays(1));
        ImportView again = run(HEADER + HOA_1 + HOA_2 + NAM_1);
        assertThat(again).extracting(ImportView::rowsAccepted, ImportView::people, ImportView::doses).containsExactly(3L, 2L, 3L);
        assertThat(jdbc.sql("select c::text, xmin::text from citizen c order by id").query().listOfRows()).isEqualTo(people);
        assertThat(jdbc.sql("select d::text, xmin::text from dose d order by id").query().listOfRows()).isEqualTo(doses);
    }

    @Test
    void aDryRunCountsAndStoresNothing() {
        ImportView done = run((HEADER + HOA_1 + HOA_2.replace("Pfizer", "Thuốc lạ")).getBytes(StandardCharsets.UTF_8), true);
        assertThat(done).extracting(ImportView::status, ImportView::dryRun, ImportView::rowsRead, ImportView::rowsRejected,
            ImportView::people, ImportView::doses).containsExactly("DONE", true, 2L, 1L, 1L, 1L);
        assertThat(errors(done)).containsExactly("3 UNKNOWN_VACCINE");
        assertThat(people()).isEmpty();
        assertThat(doses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "R1,| ,|MISSING_RECORD_ID", ",1,2021-08-01|,0,2021-08-01|BAD_DOSE_NUMBER", ",1,2021-08-01|,hai,2021-08-01|BAD_DOSE_NUMBER",
        ",1,2021-08-01|,21,2021-08-01|BAD_DOSE_NUMBER", "2021-08-01| |MISSING_VACCINATION_DATE", "2021-08-01|08/2021|BAD_VACCINATION_DATE",
        "2021-08-01|12/25/2021|BAD_VACCINATION_DATE", "2021-08-01|2022-05-05|FUTURE_VACCINATION_DATE",
        "2021-08-01|2021-03-07|VACCINATION_BEFORE_CAMPAIGN", "AstraZeneca|Covivac|UNKNOWN_VACCINE", ",19001|, |MISSING_FACILITY",
        ",19001|,99999|UNKNOWN_FACILITY", ",VN,|,Atlantis,|BAD_NATIONALITY", ",AS1|,AS1,19001,thừa|CELL_COUNT", ",19001||CELL_COUNT"})
    void aRowThatCannotBeReadIsRejectedAlone(String what, String with, String code) {
        ImportView done = run(HEADER + HOA_1.replace(what, with == null ? "" : with) + NAM_1);
        assertThat(errors(done)).containsExactly("2 " + code);
        assertThat(people()).extracting(p -> p.get("record_id")).containsExactly("R2");
        assertThat(done).extracting(ImportView::rowsRead, ImportView::rowsAccepted, ImportView::rowsRejected).containsExactly(2L, 1L, 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"019190001234| |", "019190001234|19190001234|19190001234", "019190001234|019 190 001 234|019 190 001 234",
        "019190001234|\u00a0019190001234 |019190001234", "019190001234|1.9190E+10|1.9190E+10", "019190001234|019190001234.0|019190001234.0"})
    void aMissingOrMalformedNumberIsStoredAsItCame(String what, String with, String stored) {
        ImportView done = run(HEADER + HOA_1.replace(what, with == null ? "" : with));
        assertThat(done.rowsAccepted()).isEqualTo(1);
        assertThat(people().get(0).get("id_number")).isEqualTo(stored);
        assertThat(people().get(0)).containsEntry("identity_status", "DRAFT");
    }

    @Test
    void missingNameSexAndBirthDateDoNotRejectARow() {
        ImportView done = run(HEADER + "R1,,?,1990,019190001234,,,,,1,2021-08-01,astra zeneca,,19001\n"
            + "R2, ,Nữ,31/02/1990,,,,,,1,2021-08-01,VERO-CELL,,19001\n");
        assertThat(done.rowsAccepted()).isEqualTo(2);
        assertThat(people().get(0)).containsEntry("full_name", "").containsEntry("sex", null).containsEntry("dob_precision", "Y");
        assertThat(people().get(1)).containsEntry("sex", "F").containsEntry("date_of_birth", null).containsEntry("nationality", "VN");
    }

    @Test
    void foreignersKeepTheirPassportNumbers() {
        run(HEADER + "R9,KIM MIN-JUN,M,1990-02-28,m12345678,PASSPORT,Hàn Quốc,,05431,1,2021-08-01,Moderna,,19001\n");
        assertThat(people().get(0)).containsEntry("id_number", "M12345678").containsEntry("id_type", "PASSPORT").containsEntry("nationality", "KR");
    }

    @Test
    void rowsOfOneRecordThatContradictEachOtherAreAllRejected() {
        ImportView done = run(HEADER + HOA_1 + NAM_1 + HOA_2.replace("1990-02-28", "1990-02-27"));
        assertThat(errors(done)).containsExactly("2 CONTRADICTORY_PERSON", "4 CONTRADICTORY_PERSON");
        assertThat(people()).hasSize(1);
    }

    @Test
    void rowsOfOneRecordNeedNotStandTogether() {
        ImportView done = run(HEADER + HOA_1 + NAM_1 + HOA_2.replace("Hòa", "HOÀ"));
        assertThat(done).extracting(ImportView::rowsRejected, ImportView::people, ImportView::doses).containsExactly(0L, 2L, 3L);
        assertThat(people()).hasSize(2);
        assertThat(doses()).hasSize(3);
    }

    @Test
    void theSameDoseTwiceCountsOnceOrContradicts() {
        ImportView same = run(HEADER + HOA_1 + HOA_1 + NAM_1 + HOA_1);
        assertThat(same).extracting(ImportView::rowsAccepted, ImportView::doses).containsExactly(4L, 2L);
        assertThat(doses()).hasSize(2);
        ImportView other = run(HEADER + HOA_2 + HOA_2.replace("Pfizer", "Moderna"));
        assertThat(errors(other)).containsExactly("2 CONTRADICTORY_DOSE", "3 CONTRADICTORY_DOSE");
        assertThat(doses()).hasSize(2);
    }

    @Test
    void dosesFollowTheirDates() {
        ImportView inFile = run(HEADER + HOA_1 + HOA_2.replace("2021-10-01", "2021-07-01") + NAM_1);
        assertThat(errors(inFile)).containsExactly("2 DOSE_ORDER", "3 DOSE_ORDER");
        assertThat(people()).extracting(p -> p.get("record_id")).containsExactly("R2");
        run(HEADER + HOA_1);
        ImportView againstStored = run(HEADER + HOA_2.replace("2021-10-01", "2021-07-01"));
        assertThat(errors(againstStored)).containsExactly("2 DOSE_ORDER");
        assertThat(run(HEADER + HOA_2 + HOA_1).rowsRejected()).isZero();
        assertThat(doses()).hasSize(3);
    }

    @Test
    void aChangedPersonIsADraftAgain() {
        run(HEADER + HOA_1 + NAM_1);
        jdbc.sql("update citizen set identity_status = 'MISMATCHED'").update();
        run(HEADER + HOA_1.replace("1990-02-28", "28/02/1991") + NAM_1);
        assertThat(people()).extracting(p -> p.get("identity_status") + " " + p.get("version")).containsExactly("DRAFT 1", "MISMATCHED 0");
    }

    @Test
    void whoIsMatchedOrExemptStaysWhoHeIs() {
        run(HEADER + HOA_1 + NAM_1);
        jdbc.sql("update citizen set identity_status = 'MATCHED'").update();
        ImportView done = run(HEADER + HOA_1.replace("019190001234", "019190001235") + HOA_2.replace("019190001234", "019190001235") + NAM_1);
        assertThat(errors(done)).containsExactly("2 MATCHED_RECORD", "3 MATCHED_RECORD");
        assertThat(people().get(0)).containsEntry("id_number", "019190001234").containsEntry("identity_status", "MATCHED").containsEntry("version",
                0);
        assertThat(run(HEADER + HOA_1.replace("Hòa", "HOÀ").replace("0912345678", "+84 912 345 679")).rowsRejected()).isZero();
        assertThat(people().get(0)).containsEntry("full_name", "Nguyễn Thị Hòa").containsEntry("phone", "0912345679")
            .containsEntry("identity_status", "MATCHED");
        jdbc.sql("update citizen set identity_status = 'EXEMPT_FOREIGNER'").update();
        assertThat(errors(run(HEADER + NAM_1.replace("Nam", "Năm")))).containsExactly("2 MATCHED_RECORD");
    }

    @Test
    void signedDosesStayOthersChange() {
        run(HEADER + HOA_1 + HOA_2 + NAM_1);
        jdbc.sql("update dose set status = case when dose_number = 1 then 'SIGNED' else 'READY_TO_SIGN' end").update();
        ImportView done = run(HEADER + HOA_1.replace("AS1", "AS2") + HOA_2.replace("19002", "19003") + NAM_1);
        assertThat(errors(done)).containsExactly("2 SIGNED_DOSE");
        assertThat(doses()).extracting(d -> d.get("lot_number") + " " + d.get("entering_unit") + " " + d.get("status") + " " + d.get("version"))
            .containsExactly("AS1 19001 SIGNED 0", "PF1 19003 DRAFT 1", "VC1 19001 SIGNED 0");
    }

    @Test
    void whatAFileDoesNotSayIsNotErased() {
        run(HEADER + HOA_1);
        ImportView done = run("Mã bản ghi;Họ và tên;Giới tính;Ngày sinh;Số CCCD;Mũi tiêm;Ngày tiêm;Loại vắc xin;Mã cơ sở tiêm chủng\r\n"
            + "R1;NGUYỄN THỊ HÒA;Nữ;28/02/1990;019190001234;Mũi 1;01/08/2021;Astra Zeneca;19001\r\n");
        assertThat(done).extracting(ImportView::status, ImportView::rowsAccepted).containsExactly("DONE", 1L);
        assertThat(people().get(0)).containsEntry("phone", "0912345678").containsEntry("permanent_commune", "05431");
        assertThat(doses().get(0)).containsEntry("lot_number", "AS1").containsEntry("version", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hamlet", "Thôn", "ấp", "Bản", "Tổ dân phố", "Khu phố", "KHÓM", "Buôn", "Xóm", "Thôn/tổ dân phố", "Thôn/xóm"})
    void theHamletGoesByManyNames(String column) {
        run(HEADER.replace("\n", "," + column + "\n") + HOA_1.replace("\n", ",  Xóm\u00a0 Cây Thị \n") + NAM_1.replace("\n", ",\n"));
        assertThat(hamlets()).containsExactly("Xóm Cây Thị", null);
    }

    @Test
    void theHamletIsKeptUntilAFileSaysAnotherOrThePersonMoves() {
        String header = HEADER.replace("\n", ",hamlet\n");
        run(header + HOA_1.replace("\n", ",Tổ dân phố 5\n"));
        jdbc.sql("update citizen set identity_status = 'MATCHED'").update();
        run(HEADER + HOA_1);
        run(header + HOA_1.replace("\n", ",\n"));
        assertThat(hamlets()).containsExactly("Tổ dân phố 5");
        assertThat(changes()).isEmpty();
        run(header + HOA_1.replace("\n", ",Tổ dân phố 6\n"));
        run(HEADER + HOA_1.replace("05431", "05434"));
        assertThat(hamlets()).containsExactly((String) null);
        assertThat(people().get(0)).containsEntry("identity_status", "MATCHED");
        assertThat(changes()).containsExactly("hamlet Tổ dân phố 5 > Tổ dân phố 6", "permanentCommune 05431 > 05434", "hamlet Tổ dân phố 6 > null");
        assertThat(run(header + HOA_1.replace("\n", "," + "x".repeat(201) + "\n")).rowsRejected()).isEqualTo(1);
    }

    @Test
    void whatAFileChangesIsWrittenToTheHistoryWithTheImportAndItsOfficer() {
        run(HEADER + HOA_1 + NAM_1);
        ImportView second = run(HEADER + HOA_1.replace("1990-02-28", "02/1990").replace("019190001234", "19190001234").replace("CCCD", "")
                .replace("AS1", "AS2")
            + HOA_2.replace("1990-02-28", "02/1990").replace("019190001234", "19190001234").replace("CCCD", "") + NAM_1.replace("0987654321",
                    "0987654322"));
        assertThat(second.rowsRejected()).isZero();
        assertThat(changes()).containsExactly("dateOfBirth 1990-02-28 > 1990-02", "idNumber 019190001234 > 19190001234", "idType CCCD > null",
            "phone 0987654321 > 0987654322", "dose null > 2021-10-01 PFIZER PF1 19002",
                    "dose 2021-08-01 ASTRAZENECA AS1 19001 > 2021-08-01 ASTRAZENECA AS2 19001");
        assertThat(jdbc.sql("select distinct source || ' ' || source_id || ' ' || changed_by from record_change").query(String.class).list())
            .containsExactly("IMPORT " + second.id() + " facility1");
        run(HEADER + NAM_1.replace("0987654321", "0987654322"));
        assertThat(changes()).hasSize(6);
    }

    private List<String> hamlets() {
        return jdbc.sql("select hamlet from citizen order by record_id").query((row, n) -> row.getString(1)).list();
    }

    private List<String> changes() {
        return jdbc.sql("select field || ' ' || coalesce(from_value, 'null') || ' > ' || coalesce(to_value, 'null') from record_change order by id")
            .query(String.class).list();
    }

    @ParameterizedTest
    @CsvSource({"import.empty,''", "import.columnsMissing,'record_id,full_name\nR1,A\n'", "import.notTable,'a,b,c\n1,2,3\n'",
        "import.columnsTwice,'record_id,Mã hồ sơ,full_name\n1,2,3\n'"})
    void aFileThatIsNoTableOfDosesIsRejectedWhole(String code, String content) {
        assertThatThrownBy(() -> accept(content)).isInstanceOfSatisfying(BadInput.class, e -> assertThat(e.code()).isEqualTo(code));
        nothingStored();
    }

    @Test
    void aFileThatIsNotWhatItSaysIsRejectedWhole() {
        byte[] latin = (HEADER + HOA_1).getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = (HEADER + HOA_1).getBytes(StandardCharsets.UTF_16LE);
        byte[] nul = (HEADER + HOA_1.replace("AS1", "A\u0000")).getBytes(StandardCharsets.UTF_8);
        byte[] oldExcel = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
        byte[] zip = {'P', 'K', 3, 4, 0, 0, 0, 0, 1, 2, 3};
        for (var file : List.of(Map.entry("import.notUtf8", latin), Map.entry("import.notText", utf16), Map.entry("import.notText", nul),
                Map.entry("import.oldExcel", oldExcel), Map.entry("import.notXlsx", zip))) {
            assertThatThrownBy(() -> accept(file.getValue(), false))
                .isInstanceOfSatisfying(BadInput.class, e -> assertThat(e.code()).isEqualTo(file.getKey()));
        }
        nothingStored();
    }

    @Test
    void aCellThatSwallowsTheRestOfTheFileRejectsItWhole() {
        StringBuilder csv = new StringBuilder(HEADER).append(HOA_1).append(NAM_1.replace("Trần", "\"Trần"));
        for (int i = 0; i < 600; i++) {
            csv.append(HOA_1.replace("R1", "R" + (i + 10)));
        }
        ImportView rejected = run(csv.toString());
        assertThat(rejected).extracting(ImportView::status, ImportView::rejectCode, ImportView::rejectLine)
            .containsExactly("REJECTED", "brokenCsv", 3L);
        assertThat(people()).isEmpty();
        assertThat(jdbc.sql("select count(*) from import_file_part").query(Long.class).single()).isZero();
    }

    @Test
    void anImportWhoseNodeDiedIsTakenUpAgain() {
        UUID id = accept(HEADER + HOA_1 + HOA_2 + NAM_1);
        UUID dead = UUID.randomUUID();
        assertThat(store.take(dead, Duration.ofMinutes(1))).isPresent();
        jdbc.sql("create unlogged table " + Staging.table(id) + " (line int)").update();
        assertThat(imports.runWaiting()).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(imports.runWaiting()).isEqualTo(1);
        assertThat(store.find(id).orElseThrow().status()).isEqualTo("DONE");
        assertThat(doses()).hasSize(3);
        assertThat(store.done(id, dead, new ImportStore.Totals(0, 0, 0, 0))).isFalse();
        assertThat(store.renew(id, dead, Duration.ofMinutes(1), 0)).isFalse();
    }

    @Test
    void anImportTakenOverWhileItRanLeavesNothing() {
        UUID id = accept(HEADER + HOA_1);
        UUID first = UUID.randomUUID();
        ImportJob job = store.take(first, Duration.ofMinutes(1)).orElseThrow();
        clock.advance(Duration.ofMinutes(2));
        UUID second = UUID.randomUUID();
        store.take(second, Duration.ofMinutes(1)).orElseThrow();
        assertThatThrownBy(() -> importRun.run(job, first, rows -> { })).isInstanceOf(IllegalStateException.class);
        assertThat(people()).isEmpty();
        assertThat(store.find(id).orElseThrow().status()).isEqualTo("RUNNING");
    }

    @Test
    void whatFailsForTechnicalReasonsIsTriedAgainAndInTheEndGivenUp() {
        UUID id = accept(HEADER + HOA_1);
        jdbc.sql("alter table vaccine_alias rename to gone").update();
        try {
            for (int i = 0; i < 5; i++) {
                assertThat(imports.runWaiting()).isZero();
                clock.advance(Duration.ofMinutes(5));
            }
            assertThat(store.find(id).orElseThrow().status()).isEqualTo("RUNNING");
        } finally {
            jdbc.sql("alter table gone rename to vaccine_alias").update();
        }
        imports.runWaiting();
        assertThat(store.find(id).orElseThrow()).extracting(ImportView::status, ImportView::rejectCode).containsExactly("REJECTED", "failed");
    }

    private void nothingStored() {
        assertThat(jdbc.sql("select (select count(*) from import) + (select count(*) from import_file_part)").query(Long.class).single()).isZero();
    }

    @org.springframework.beans.factory.annotation.Autowired
    ImportRun importRun;
}
