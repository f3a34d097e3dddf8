package vn.minhxac.cleaning.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;

/** Files that LibreOffice has written, see {@code src/test/resources/cleaning/README.md}. */
class LibreOfficeFileTest extends FixedListScene {

    @Test
    void whatLibreOfficeWasGivenIsWhatGoesOutToday() throws Exception {
        byte[] exported = downloaded(BATCH, "station1");
        Files.createDirectories(Path.of("target/workbook"));
        Files.write(Path.of("target/workbook/exported.xlsx"), exported);
        assertThat(TestSheet.of(exported).rows).as("else the files of LibreOffice are to be made anew")
                .isEqualTo(TestSheet.of(file("exported.xlsx")).rows);
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

    private static String sheetXml(String name) throws Exception {
        try (ZipFile zip = new ZipFile(Path.of(LibreOfficeFileTest.class.getResource("/cleaning/" + name).toURI()).toFile())) {
            return new String(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
