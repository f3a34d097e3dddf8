package vn.minhxac.citizen.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as rows of text, whatever they come as. */
class SpreadsheetTest {

    @TempDir
    Path folder;

    static byte[] workbook(List<List<Object>> rows) throws IOException {
        var out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("Xuất");
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    Object value = rows.get(r).get(c);
                    if (value instanceof Number number) {
                        sheet.value(r, c, number);
                    } else if (value instanceof java.time.LocalDate date) {
                        sheet.value(r, c, date);
                    } else if (value != null) {
                        sheet.value(r, c, value.toString());
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private List<List<String>> rows(byte[] xlsx) throws IOException {
        Path file = Files.write(folder.resolve("file.xlsx"), xlsx);
        try (RowSource source = new XlsxSource(file)) {
            return all(source);
        }
    }

    private static List<List<String>> csv(byte[] bytes) throws IOException {
        try (RowSource source = new CsvSource(new ByteArrayInputStream(bytes))) {
            return all(source);
        }
    }

    private static List<List<String>> all(RowSource source) {
        List<List<String>> rows = new ArrayList<>();
        long line = 0;
        while (source.next()) {
            assertThat(source.line()).isGreaterThan(line);
            line = source.line();
            rows.add(List.of(source.cells()));
        }
        return rows;
    }

    @Test
    void numbersAndDatesOfASheetReadAsInACsvFile() throws IOException {
        var rows = rows(workbook(List.of(List.of("record_id", "date_of_birth", "id_number", "Ngày tiêm", "dose_number"),
            List.of("R1", java.time.LocalDate.of(1990, 2, 28), 19190001234L, java.time.LocalDate.of(2021, 8, 1), 1),
            List.of("R2", 1990, 1.5, "01/08/2021", 2.0), List.of("", "", "", "", ""), List.of("R3", "28/02/1990", "019190001234"))));
        assertThat(rows.get(1)).containsExactly("R1", "1990-02-28", "19190001234", "2021-08-01", "1");
        assertThat(rows.get(2)).containsExactly("R2", "1990", "1.5", "01/08/2021", "2");
        assertThat(rows.get(3)).containsExactly("R3", "28/02/1990", "019190001234", "", "");
        assertThat(rows).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void separatorsMarksAndLineEndsAreRecognised(String separator) throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            for (String mark : List.of("", "\uFEFF")) {
                String text = mark + "record_id,\"họ tên; và, dấu\",x".replace(",x", separator + "x").replaceFirst(",", separator) + end + end
                    + "R1" + separator + "\"a\"\"b" + end + "c\"" + separator + "1" + end;
                var rows = csv(text.getBytes(StandardCharsets.UTF_8));
                assertThat(rows).hasSize(2);
                assertThat(rows.get(0)).containsExactly("record_id", "họ tên; và, dấu", "x");
                assertThat(rows.get(1).get(1)).startsWith("a\"b").endsWith("c");
            }
        }
    }

    @Test
    void whateverIsInACsvFileIsReadOrRejected() throws IOException {
        Random random = new Random(21);
        for (int round = 0; round < 5_000; round++) {
            var bytes = new ByteArrayOutputStream();
            for (int i = random.nextInt(200); i > 0; i--) {
                bytes.write(random.nextInt(5) == 0 ? random.nextInt(256) : ",;\t\"\n\r abc0123ñ".charAt(random.nextInt(15)));
            }
            try {
                csv(bytes.toByteArray());
            } catch (FileBroken e) {
                assertThat(e.code()).isIn("brokenCsv", "notUtf8");
            }
        }
    }

    @Test
    void aDamagedSheetIsReadOrRejected() throws IOException {
        byte[] good = workbook(List.of(List.of("record_id", "date_of_birth"), List.of("R1", 33000), List.of("R2", "x")));
        Random random = new Random(22);
        for (int round = 0; round < 600; round++) {
            byte[] bad = round % 2 == 0 ? good.clone() : repack(good, random);
            if (round % 2 == 0) {
                for (int i = random.nextInt(5) + 1; i > 0; i--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
            }
            try {
                rows(bad);
            } catch (FileBroken e) {
                assertThat(e.code()).isIn("notXlsx", "zipBomb", "hugeCell");
            }
        }
    }

    /** The same zip with a few bytes of its XML changed, so that the damage gets through to the parser. */
    private static byte[] repack(byte[] xlsx, Random random) throws IOException {
        return replace(xlsx, (name, xml) -> {
            byte[] bytes = xml.clone();
            for (int i = random.nextInt(3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) "<>/\"=1r09Zs ".charAt(random.nextInt(12));
            }
            return bytes;
        });
    }

    private interface Change {
        byte[] of(String name, byte[] xml) throws IOException;
    }

    private static byte[] replace(byte[] xlsx, Change change) throws IOException {
        var out = new ByteArrayOutputStream();
        Path file = Files.createTempFile("sheet", ".xlsx");
        try (ZipFile in = new ZipFile(Files.write(file, xlsx).toFile()); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(change.of(entry.getName(), in.getInputStream(entry).readAllBytes()));
            }
        } finally {
            Files.delete(file);
        }
        return out.toByteArray();
    }

    private static byte[] sheet(String cells) throws IOException {
        byte[] good = workbook(List.of(List.of("record_id")));
        return replace(good, (name, xml) -> name.equals("xl/worksheets/sheet1.xml") ? ("<worksheet xmlns="
            + "\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + cells + "</sheetData></worksheet>")
            .getBytes(StandardCharsets.UTF_8) : xml);
    }

    @Test
    void bombsAndTrapsAreRejected() throws IOException {
        String cell = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>%s</t></is></c></row>";
        assertThat(rows(sheet(cell.formatted("record_id")))).containsExactly(List.of("record_id"));
        rejected("hugeCell", sheet(cell.formatted("x".repeat(500_000))));
        rejected("hugeCell", sheet(cell.formatted("x".repeat(40_000))));
        rejected("zipBomb", sheet(cell.formatted("x") + "<row></row>".repeat(3_000_000)));
        rejected("notXlsx", sheet(cell.formatted("x").replace("A1", "ZZZZZZZ1")));
        rejected("notXlsx", sheet(cell.formatted("x") + cell.formatted("y")));
        assertThat(rows(sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999</v></c></row>"))).isEmpty();
        rejected("notXlsx", "PK\u0003\u0004nothing".getBytes(StandardCharsets.ISO_8859_1));
        byte[] entity = replace(sheet(cell.formatted("&xxe;")), (name, xml) -> name.equals("xl/worksheets/sheet1.xml")
            ? ("<!DOCTYPE x [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>" + new String(xml, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
            : xml);
        try {
            assertThat(rows(entity).toString()).doesNotContain("root");
        } catch (FileBroken e) {
            assertThat(e.code()).isEqualTo("notXlsx");
        }
    }

    private void rejected(String code, byte[] xlsx) {
        assertThatThrownBy(() -> rows(xlsx)).isInstanceOfSatisfying(FileBroken.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\tx", "\rx"})
    void formulasAreNeutralised(String cell) {
        assertThat(ErrorFile.isFormula(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+84912345678", "-5", "Nguyễn", "1.9E+10", "-"})
    void otherCellsStayAsTheyAre(String cell) {
        assertThat(ErrorFile.isFormula(cell)).isFalse();
    }
}
