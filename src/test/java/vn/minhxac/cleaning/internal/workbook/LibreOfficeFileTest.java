package vn.minhxac.cleaning.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;

import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.engine.Processes;

/**
 * Files that LibreOffice has written, see {@code src/test/resources/cleaning/README.md}. The list and its records have fixed ids, so that the
 * keys in those files are theirs.
 */
class LibreOfficeFileTest extends WorkbookScene {

    private static final UUID BATCH = UUID.fromString("01977777-7777-7777-8777-777777777777");
    private static final long FIRST = 900_000_001L;

    @Autowired
    private Processes processes;

    @BeforeEach
    void theListThatLibreOfficeWasGiven() {
        jdbc.sql("""
                insert into cleaning_batch (id, province_code, commune_code, stage, created_by, created_at, workbook_key)
                values (:id, '19', '05431', 'REVIEW', 'system', :at, decode('000102030405060708090a0b0c0d0e0f', 'hex'))""")
                .param("id", BATCH).param("at", Timestamp.from(clock.instant())).update();
        person(1, "Nguyễn Thị Hòa", "F", null, "0912345678", "Xóm Đồng", "M1");
        person(2, "Trần Văn Nam", "M", "19085000002", "0912345679", "Xóm Đồng", "M2");
        person(3, "Lý Thị Bưởi", "F", null, null, "Xóm Núi", "M1");
        person(4, "=HYPERLINK(\"http://127.0.0.1/\",\"Lê\")", "M", "=1+1", "+84912345670", "@SUM(1+1)", "M2");
        person(5, "Vũ Thị Năm", "F", null, "-2+3", "+cmd|' /C calc'!A0", "M1");
        person(6, "Đặng Văn Sáu", "M", "_x003D_1+1", null, "\t=1+1", "M2");
        person(7, "Hoàng Thị Bảy", "F", "\r=1+1", null, "\uFF1D1+1", "M2");
        person(8, "Phạm Văn Tám", "M", null, null, null, "M1");
        processes.start("dataCleaning", BATCH.toString(), PROVINCE, Map.of("batchId", BATCH.toString()));
        runJobs();
    }

    private void person(int n, String name, String sex, String number, String phone, String hamlet, String mismatch) {
        jdbc.sql("""
                insert into citizen (id, province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, nationality, phone,
                    permanent_commune, hamlet, identity_status, status_since, created_at, updated_at) overriding system value
                values (:id, '19', :record, :name, :key, :sex, :born, 'D', :number, 'VN', :phone, '05431', :hamlet, 'PRECHECK_FAILED', :at, :at, :at)""")
                .param("id", FIRST + n).param("record", "LO-" + n).param("name", name).param("key", VietnameseName.key(name)).param("sex", sex)
                .param("born", LocalDate.of(1985, 3, n)).param("number", number).param("phone", phone).param("hamlet", hamlet)
                .param("at", Timestamp.from(clock.instant())).update();
        jdbc.sql("insert into cleaning_case (citizen_id, mismatch_class, status, opened_at) values (:id, :class, 'OPEN', :at)")
                .param("id", FIRST + n).param("class", mismatch).param("at", Timestamp.from(clock.instant())).update();
        jdbc.sql("""
                insert into cleaning_row (batch_id, citizen_id, line, classes, main_class, hamlet, name_plain, content_hash, state)
                select :batch, c.id, :line, array[:class], :class, c.hamlet, 'X', cleaning_content_hash(c), 'OPEN' from citizen c where c.id = :id""")
                .param("batch", BATCH).param("line", n).param("class", mismatch).param("id", FIRST + n).update();
    }

    @Test
    void whatLibreOfficeWasGivenIsWhatGoesOutToday() throws Exception {
        byte[] exported = downloaded(BATCH, "station1");
        Files.createDirectories(Path.of("target/workbook"));
        Files.write(Path.of("target/workbook/exported.xlsx"), exported);
        assertThat(TestSheet.of(exported).rows).as("else the files of LibreOffice are to be made anew").isEqualTo(TestSheet.of(file("exported.xlsx")).rows);
        assertThat(HexFormat.of().formatHex(exported, 0, 4)).isEqualTo("504b0304");
    }

    @Test
    void whatWasTypedInLibreOfficeIsTakenCellByCell() throws Exception {
        JsonNode report = uploaded(BATCH, "station1", file("filled.xlsx"), false);
        assertThat(errors(report)).isEqualTo(Map.of(4, "NUMBER_CELL_MEANT", 7, "FORMULA"));
        assertThat(message(report, 4)).contains("019185000003");
        assertThat(report.path("applied").asInt()).isEqualTo(5);
        assertThat(report.path("unchanged").asInt()).isOne();
        assertThat(decided(1)).isEqualTo("EDIT 019185000001");
        assertThat(decided(2)).isEqualTo("EDIT 019085000002");
        assertThat(decided(4)).isEqualTo("EDIT 019085000004");
        assertThat(decided(5)).isEqualTo("DECEASED -");
        assertThat(decided(8)).as("typed with an apostrophe").isEqualTo("EDIT 019085000008");
    }

    @Test
    void columnsMovedAndRowsSortedInLibreOfficeAreFoundAgain() throws Exception {
        List<Object> header = TestSheet.of(file("moved.xlsx")).rows.get(0);
        assertThat(header.indexOf(NUMBER)).isLessThan(header.indexOf("Họ và tên"));
        JsonNode report = uploaded(BATCH, "station1", file("moved.xlsx"), false);
        assertThat(errors(report)).isEmpty();
        assertThat(report.path("rowsRead").asInt()).isEqualTo(7);
        assertThat(decided(1)).isEqualTo("EDIT 019185000001");
        assertThat(decided(8)).isEqualTo("NOT_FOUND -");
    }

    @Test
    void aPartSortedByItselfInLibreOfficeMovesNobodysNumber() throws Exception {
        JsonNode report = uploaded(BATCH, "station1", file("part-sorted.xlsx"), false);
        assertThat(report.path("applied").asInt()).isZero();
        assertThat(errors(report).values()).isNotEmpty().containsOnly("MIXED");
    }

    @Test
    void anOpenDocumentFileIsToldHowToBeSaved() throws Exception {
        assertThat(refused(BATCH, "station1", file("filled.ods"), 415, "cleaning.workbook.ods").path("detail").asText()).contains(".xlsx");
    }

    /** The names and numbers of four of these people begin like formulas, and one hides it. */
    @Test
    void nothingInTheFileIsEverCalculated() throws Exception {
        for (String part : List.of("exported.xlsx", "moved.xlsx")) {
            assertThat(sheetXml(part)).as(part).doesNotContain("<f>", "<f ", "t=\"str\"");
        }
        List<String> cells = CsvReader.builder().ofCsvRecord(new String(file("exported.csv"), StandardCharsets.UTF_8)).stream()
                .flatMap(line -> line.getFields().stream()).toList();
        assertThat(cells).hasSize(9 * 13).as("inert in a CSV file too").noneMatch(cell -> cell.matches("(?s)\\s*[=+@\uFF1D-].*"));
        assertThat(cells).contains("'=1+1", "'-2+3", "'+84912345670", "'@SUM(1+1)", "'+cmd|' /C calc'!A0", "_ x003D_1+1");
    }

    private String decided(int n) {
        return jdbc.sql("select decision || ' ' || coalesce(to_id_number, '-') from cleaning_row where citizen_id = :id").param("id", FIRST + n)
                .query(String.class).single();
    }

    private static byte[] file(String name) throws IOException {
        try (var in = LibreOfficeFileTest.class.getResourceAsStream("/cleaning/" + name)) {
            return in.readAllBytes();
        }
    }

    private static String sheetXml(String name) throws Exception {
        try (ZipFile zip = new ZipFile(Path.of(LibreOfficeFileTest.class.getResource("/cleaning/" + name).toURI()).toFile())) {
            return new String(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
