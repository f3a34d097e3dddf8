package vn.minhxac.cleaning.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import vn.minhxac.common.BadInput;

/** Files that are damaged, and files that mean harm: an answer each time, and never a change. */
class HostileWorkbookTest extends FixedListScene {

    private static final int MUTATIONS = 10_000;
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    @TempDir
    private Path folder;

    @Test
    void damagedFilesAreAnsweredAndChangeNothing() throws Exception {
        // Nothing in these can become a good number: they are applied. What is filled in well is only ever tried.
        byte[] empty = file("exported.xlsx");
        byte[] bad = TestSheet.of(empty).set("LO-1", NUMBER, "chưa có").set("LO-2", NUMBER, 19085000002L).set("LO-3", RESULT, "Đã chuyển đi").xlsx();
        byte[][] files = {empty, bad, file("filled.xlsx"), file("moved.xlsx")};
        List<Map<String, byte[]>> parts = new ArrayList<>();
        for (byte[] file : files) {
            parts.add(parts(file));
        }
        String before = rowsAndDecisions();
        Map<Integer, Integer> statuses = new TreeMap<>();
        Random random = new Random(2262);
        for (int i = 0; i < MUTATIONS; i++) {
            int which = random.nextInt(files.length);
            byte[] mutated = random.nextInt(4) == 0 ? bytes(files[which], random) : zip(xml(parts.get(which), random));
            // Much of what can be read goes all the way, and some of the rest to see how it is answered.
            if (reads(mutated) && i % 4 == 0 || i % 20 == 0) {
                var response = upload(BATCH, "station1", mutated, which > 1);
                assertThat(response.getStatus()).as("mutation " + i + ": " + response.getContentAsString(StandardCharsets.UTF_8)).isLessThan(500);
                statuses.merge(response.getStatus(), 1, Integer::sum);
            }
        }
        assertThat(rowsAndDecisions()).isEqualTo(before);
        assertThat(statuses.keySet()).contains(200, 415, 422);
    }

    /** False where the file is refused, with an answer of ours. */
    private boolean reads(byte[] xlsx) throws IOException {
        try {
            FilledTable.read(Files.write(folder.resolve("mutated.xlsx"), xlsx));
            return true;
        } catch (BadInput refused) {
            assertThat(refused.status()).isBetween(400, 499);
            return false;
        }
    }

    @Test
    void bombsAreRefusedBeforeTheyUnfold() throws Exception {
        String row = "<row r=\"%d\"><c r=\"A%1$d\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
        refused(BATCH, "station1", sheet(row.formatted(9) + "<row></row>".repeat(9_000_000)), 413, "cleaning.workbook.tooLarge");
        refused(BATCH, "station1", sheet(row.formatted(9).replace(">x<", ">" + "x".repeat(400_000) + "<")), 422, "cleaning.workbook.broken");
        Map<String, byte[]> many = parts(file("exported.xlsx"));
        for (int i = 0; i < 1_200; i++) {
            many.put("xl/media/" + i + ".png", new byte[1]);
        }
        refused(BATCH, "station1", zip(many), 413, "cleaning.workbook.tooLarge");
        Map<String, byte[]> hidden = parts(file("exported.xlsx"));
        hidden.put("xl/worksheets/sheet1.dat", new byte[200 << 20]);
        hidden.put("xl/_rels/workbook.xml.rels", text(hidden, "xl/_rels/workbook.xml.rels").replace("sheet1.xml", "sheet1.dat")
                .getBytes(StandardCharsets.UTF_8));
        refused(BATCH, "station1", zip(hidden), 422, "cleaning.workbook.broken");
        assertThat(upload(BATCH, "station1", new byte[11 << 20], true).getStatus()).isEqualTo(413);
    }

    @Test
    void arraysAndManyRowsCostLittle() throws Exception {
        StringBuilder arrays = new StringBuilder();
        for (int i = 2; i < 1_000; i++) {
            arrays.append("<row r=\"").append(i).append("\"><c r=\"A").append(i)
                    .append("\"><f t=\"array\" ref=\"A1:XFD1048576\">1</f><v>1</v></c></row>");
        }
        refused(BATCH, "station1", changed(xml -> xml.replaceFirst("<row r=\"2\".*</sheetData>", arrays + "</sheetData>")), 422,
                "cleaning.workbook.tooManyFormulas");
        StringBuilder rows = new StringBuilder();
        for (int i = 2; i < 20_100; i++) {
            rows.append("<row r=\"").append(i).append("\"><c r=\"B").append(i).append("\" t=\"inlineStr\"><is><t>x</t></is></c></row>");
        }
        refused(BATCH, "station1", changed(xml -> xml.replaceFirst("<row r=\"2\".*</sheetData>", rows + "</sheetData>")), 422,
                "cleaning.workbook.tooManyRows");
    }

    @Test
    void whatActsIsRefused() throws Exception {
        for (String part : List.of("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin",
                "xl/activeX/activeX1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml", "xl/macrosheets/sheet1.xml",
                "XL/VBAPROJECT.BIN", "xl\\externalLinks\\a.xml")) {
            Map<String, byte[]> parts = parts(file("filled.xlsx"));
            parts.put(part, "<x/>".getBytes(StandardCharsets.UTF_8));
            assertThat(refused(BATCH, "station1", zip(parts), 422, "cleaning.workbook.active").path("detail").asText()).as(part).contains("macro");
        }
        Map<String, byte[]> printer = parts(file("filled.xlsx"));
        printer.put("xl/printerSettings/printerSettings1.bin", new byte[20]);
        assertThat(uploaded(BATCH, "station1", zip(printer), true).path("filled").asInt()).as("Excel keeps what it knows of the printer")
                .isEqualTo(5);
    }

    @Test
    void everyWayOfWritingAFormulaIsOne() throws Exception {
        String value = "<v>019185000001</v>";
        for (String cell : List.of("t=\"str\"><f>\"019185000001\"</f>" + value, "t=\"str\"><f/>" + value,
                "t=\"str\"><f t=\"shared\" ref=\"K2:K9\" si=\"0\">\"019185000001\"</f>" + value, "t=\"str\"><f t=\"shared\" si=\"0\"/>" + value,
                "t=\"str\"><f t=\"array\" ref=\"K2\">\"019185000001\"</f>" + value, "t=\"str\"><f t=\"dataTable\" ref=\"K2\"/>" + value,
                "t=\"str\">" + value + "<f>1</f>", "t=\"inlineStr\"><f>1</f><is><t>019185000001</t></is>")) {
            JsonNode report = uploaded(BATCH, "station1", numberCell("<c r=\"K2\" " + cell + "</c>"), true);
            assertThat(errors(report)).as(cell).isEqualTo(Map.of(2, "FORMULA"));
        }
        assertThat(uploaded(BATCH, "station1", numberCell("<c r=\"K2\" t=\"str\">" + value + "</c>"), true).path("filled").asInt())
                .as("a plain text as some programs write it").isOne();
        JsonNode spilled = uploaded(BATCH, "station1", changed(xml -> cell(cell(xml, "J2",
                "<c r=\"J2\"><f t=\"array\" ref=\"J2:K3\">{1}</f><v>1</v></c>"),
                "K3", "<c r=\"K3\" t=\"str\">" + value + "</c>")), true);
        assertThat(errors(spilled)).as("what an array formula fills").isEqualTo(Map.of(2, "FORMULA", 3, "FORMULA"));
    }

    @Test
    void noEntityIsFollowed() throws Exception {
        byte[] file = changed(xml -> xml.replace("<worksheet",
                "<!DOCTYPE x [<!ENTITY xxe SYSTEM \"file:///etc/passwd\"><!ENTITY a \"019185000001\">]><worksheet")
                .replaceFirst("<c r=\"K2\"[^>]*/>", "<c r=\"K2\" t=\"inlineStr\"><is><t>&xxe;</t></is></c>"));
        var response = upload(BATCH, "station1", file, true);
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8)).doesNotContain("root:");
        assertThat(upload(BATCH, "station1", changed(xml -> xml.replace("<worksheet", "<!DOCTYPE x [<!ENTITY a \"019185000001\">]><worksheet")
                .replaceFirst("<c r=\"K2\"[^>]*/>", "<c r=\"K2\" t=\"inlineStr\"><is><t>&a;</t></is></c>")), true).getStatus()).isEqualTo(422);
    }

    @Test
    void filesOfOtherKindsAreToldApart() throws Exception {
        refused(BATCH, "station1", new byte[0], 400, "cleaning.workbook.empty");
        refused(BATCH, "station1", "STT,Mã hồ sơ\n1,LO-1\n".getBytes(StandardCharsets.UTF_8), 415, "cleaning.workbook.notXlsx");
        refused(BATCH, "station1", "%PDF-1.7".getBytes(StandardCharsets.UTF_8), 415, "cleaning.workbook.notXlsx");
        refused(BATCH, "station1", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4}, 415, "cleaning.workbook.oldExcel");
        refused(BATCH, "station1", zip(Map.of("a.txt", new byte[1])), 415, "cleaning.workbook.notXlsx");
        refused(BATCH, "station1", zip(Map.of("xl/workbook.bin", new byte[1], "[Content_Types].xml", new byte[1])), 415, "cleaning.workbook.notXlsx");
        refused(BATCH, "station1", "PK\u0003\u0004 and nothing".getBytes(StandardCharsets.ISO_8859_1), 415, "cleaning.workbook.notXlsx");
    }

    private byte[] numberCell(String cell) throws IOException {
        return changed(xml -> cell(xml, "K2", cell));
    }

    private static String cell(String xml, String reference, String cell) {
        String changed = xml.replaceFirst("<c r=\"" + reference + "\"[^>]*(/>|>.*?</c>)", java.util.regex.Matcher.quoteReplacement(cell));
        assertThat(changed).isNotEqualTo(xml);
        return changed;
    }

    private byte[] changed(UnaryOperator<String> change) throws IOException {
        Map<String, byte[]> parts = parts(file("exported.xlsx"));
        parts.put(SHEET, change.apply(text(parts, SHEET)).getBytes(StandardCharsets.UTF_8));
        return zip(parts);
    }

    private byte[] sheet(String rows) throws IOException {
        return changed(xml -> xml.substring(0, xml.indexOf("</sheetData>")) + rows + xml.substring(xml.indexOf("</sheetData>")));
    }

    private static String text(Map<String, byte[]> parts, String name) {
        return new String(parts.get(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[] file, Random random) {
        byte[] bad = random.nextInt(8) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file.clone();
        for (int n = random.nextInt(6); n >= 0 && bad.length > 0; n--) {
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        return bad;
    }

    /** Damage that gets through to the parser: letters, tags, references, whole parts. */
    private static Map<String, byte[]> xml(Map<String, byte[]> whole, Random random) {
        Map<String, byte[]> parts = new LinkedHashMap<>(whole);
        List<String> names = new ArrayList<>(parts.keySet());
        for (int n = random.nextInt(3); n >= 0; n--) {
            String name = names.get(random.nextInt(names.size()));
            String other = names.get(random.nextInt(names.size()));
            if (!parts.containsKey(name)) {
                continue;
            }
            switch (random.nextInt(12)) {
                case 0 -> parts.remove(name);
                case 1 -> parts.put(name, whole.get(other));
                default -> parts.put(name, damaged(parts.get(name), random));
            }
        }
        return parts;
    }

    private static byte[] damaged(byte[] xml, Random random) {
        String text = new String(xml, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return xml;
        }
        int at = random.nextInt(text.length());
        String[] pieces = {"<f>1</f>", "</c>", "<c r=\"K2\">", "<row r=\"3\">", "&#0;", "&x;", "\"", "<", ">", "-1", "99999999999", " t=\"s\"",
                " t=\"e\"", "\uFFFF",
                "K1048577", "ZZZZ9", "<is><t>x</t></is>", "<!--", "]]>", "<?x?>", "_x0000_", " r=\"\"", "xml:space=\"preserve\""};
        return switch (random.nextInt(5)) {
            case 0 -> (text.substring(0, at) + pieces[random.nextInt(pieces.length)] + text.substring(at)).getBytes(StandardCharsets.UTF_8);
            case 1 -> (text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(60)))).getBytes(StandardCharsets.UTF_8);
            case 2 -> text.replaceFirst("r=\"[A-M]" + (1 + random.nextInt(9)) + "\"", "r=\"" + (char) ('A' + random.nextInt(14))
                    + random.nextInt(12) + "\"")
                    .getBytes(StandardCharsets.UTF_8);
            case 3 -> text.replaceFirst("<v>" + random.nextInt(60) + "</v>", "<v>" + (random.nextInt(80) - 5) + "</v>")
                    .getBytes(StandardCharsets.UTF_8);
            default -> bytes(xml, random);
        };
    }

    private Map<String, byte[]> parts(byte[] xlsx) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        Path file = Files.write(folder.resolve("parts.xlsx"), xlsx);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }
}
