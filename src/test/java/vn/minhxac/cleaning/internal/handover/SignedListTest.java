package vn.minhxac.cleaning.internal.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;

import com.fasterxml.jackson.databind.JsonNode;

import vn.minhxac.cleaning.CleaningScene;
import vn.minhxac.common.paper.SampleFiles;
import vn.minhxac.engine.Processes;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** The list as the police sign it: the same bytes for everybody, a paper to sign, the scan of it. */
class SignedListTest extends CleaningScene {

    @Autowired
    private Processes processes;
    @TempDir
    private Path folder;
    private UUID batch;

    @BeforeEach
    void namesOfPeople() {
        officers.save(new Officer("station1", "Hoàng Thị Trạm", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE, PROVINCE, null, null, true),
                "minhxac");
        officers.save(new Officer("police1", "Đỗ Văn Công", Role.COMMUNE_POLICE, UnitKind.COMMUNE, COMMUNE, PROVINCE, null, null, true), "minhxac");
    }

    /** A number supplied, a lost zero, somebody who died, one sent back, and one whose record nobody decided. */
    private void decidedList() {
        known("019185000001", "Nguyễn Thị Hòa", "F", "1985-03-07");
        known("019085000002", "Trần Văn Nam", "M", "1985-03-08");
        imported(Line.of("R1", "Nguyễn Thị Hòa", "F", "1985-03-07", ""), Line.of("R2", "Trần Văn Nam", "M", "1985-03-08", "19085000002"),
                Line.of("R3", "Lý Thị Ba", "F", "1985-03-09", ""), Line.of("R4", "Lê Văn Bốn", "M", "1985-03-10", ""),
                Line.of("R5", "Vũ Thị Năm", "F", "1985-03-11", ""));
        batch = requested("station1");
        decided(batch, "station1", edit("R1", "idNumber", "019185000001"));
        decided(batch, "station1", edit("R2", "idNumber", "019085000002"));
        decided(batch, "station1", decision("R3", "DECEASED"));
        decided(batch, "station1", edit("R4", "idNumber", "019085000009"));
        complete(batch, "reviewRows", "station1");
        decided(batch, "police1", decision("R1", "CONFIRM"));
        decided(batch, "police1", decision("R2", "CONFIRM", "npdResult", "BOTH"));
        decided(batch, "police1", decision("R3", "CONFIRM"));
        decided(batch, "police1", decision("R4", "RETURN", "reason", "VALUE_WRONG"));
        complete(batch, "compareByPolice", "police1");
    }

    @Test
    void theHashIsTheOneThatOthersComputeOverTheDownloadedBytes() throws Exception {
        decidedList();
        String printed = text(bytes("signed-list.pdf", "police1", 200));
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/DS-CAP"));
        String hash = head(batch, "station1").path("signed").path("hash").asText();
        assertThat(printed.replaceAll("\\s", "")).as("what was printed before signing is what was signed").contains(hash);

        Path list = Files.write(folder.resolve("list.json"), bytes("signed-list.json", "station1", 200));
        Process openssl = new ProcessBuilder("openssl", "dgst", "-sha256", "-r", list.toString()).start();
        assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).startsWith(hash + " ");

        List<String> lines = Files.readAllLines(list);
        assertThat(lines).as("one line a row").hasSize(1 + 1 + 4 + 1);
        assertThat(lines.get(2)).isEqualTo("{\"changes\":{\"idNumber\":{\"from\":\"19085000002\",\"to\":\"019085000002\"}},\"classes\":[\"M2\"],"
                + "\"confirmedAt\":\"2022-05-04T01:05:00Z\",\"confirmedBy\":\"police1\",\"decidedAt\":\"2022-05-04T01:05:00Z\",\"decidedBy\":\"station1\","
                + "\"decision\":\"EDIT\",\"line\":1,\"npdResult\":\"BOTH\",\"person\":{\"dateOfBirth\":\"1985-03-08\",\"dobPrecision\":\"D\","
                + "\"fullName\":\"Trần Văn Nam\",\"idNumber\":\"19085000002\",\"sex\":\"M\"},\"recordId\":\"R2\",\"state\":\"CONFIRMED\"},");
        JsonNode rows = json.readTree(list.toFile());
        assertThat(rows.get(0).path("batch").asText()).isEqualTo(batch.toString());
        assertThat(rows.findValuesAsText("recordId")).containsExactlyInAnyOrder("R1", "R2", "R3", "R4");

        complete(batch, "receiveList", "station1");
        assertThat(bytes("signed-list.json?round=1", "police1", 200)).as("what was signed stays, whatever becomes of the records")
                .isEqualTo(Files.readAllBytes(list));
    }

    @Test
    void thePaperIsAnOfficialDocument() throws Exception {
        decidedList();
        String before = text(bytes("signed-list.pdf", "police1", 200));
        assertThat(before).contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "CÔNG AN PHƯỜNG QUÁN TRIỀU",
                "CÔNG AN THÀNH PHỐ THÁI NGUYÊN", "DANH SÁCH NGƯỜI DÂN ĐÃ ĐỐI CHIẾU, XÁC NHẬN THÔNG TIN", "2262/BYT-CNTT", "Số: …",
                        "Bản in trước khi bàn giao");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/DS-CAP"));
        byte[] pdf = bytes("signed-list.pdf", "province1", 200);
        Files.createDirectories(Path.of("target/paper"));
        Files.write(Path.of("target/paper/signed-list.pdf"), pdf);
        String paper = text(pdf).replaceAll("\\s+", " ");
        assertThat(paper).contains("Số: 15/DS-CAP", "Quán Triều, ngày 04 tháng 5 năm 2022", "của 3 người dân", "Số CCCD/CMND: bổ sung „019185000001“",
                "sửa „19085000002“ thành „019085000002“", "Đã mất", "II. Hồ sơ trả lại Trạm Y tế để rà soát tiếp: 1", "Thông tin sửa chưa đúng",
                "Tổng số: 4 hồ sơ, trong đó xác nhận 3, trả lại 1. Nền tảng sai: 2; CSDL dân cư đã chỉnh lý: 0; cả hai: 1.",
                "do Đỗ Văn Công xác nhận, bàn giao trên hệ thống Minh Xác lúc 08:05 ngày 04/05/2022", "Hoàng Thị Trạm",
                "ĐẠI DIỆN CÔNG AN PHƯỜNG QUÁN TRIỀU", "(Ký, ghi rõ họ tên, đóng dấu)", "Trang 1/");
        assertThat(paper).as("who was not decided goes to another list").doesNotContain("Vũ Thị Năm", "?");
    }

    @Test
    void thereIsNoListBeforeItIsSignedAndNoneForStrangers() throws Exception {
        imported(Line.of("R1", "Nguyễn Thị Hòa", "F", "1985-03-07", ""));
        batch = requested("station1");
        for (String path : List.of("signed-list.json", "signed-list.pdf")) {
            assertThat(new String(bytes(path, "station1", 409), StandardCharsets.UTF_8)).contains("chưa được công an ký");
            bytes(path, "facility1", 404);
            bytes(path, "analyst1", 404);
        }
        bytes("scan", "station1", 404);
    }

    @Test
    void theSignedPaperIsScannedByThePoliceUntilItIsReceived() throws Exception {
        decidedList();
        byte[] pdf = SampleFiles.pdf(120);
        scanned("station1", pdf, 403);
        scanned("province1", pdf, 403);
        scanned("facility1", pdf, 404);
        scanned("police1", pdf, 204);
        assertThat(bytes("scan", "station1", 200)).isEqualTo(pdf);
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/DS-CAP"));
        scanned("police1", SampleFiles.jpeg(800, 1100), 204);
        MockHttpServletResponse scan = web.perform(get(path("scan")).with(user("station1"))).andReturn().getResponse();
        assertThat(scan.getContentType()).isEqualTo("image/jpeg");
        assertThat(scan.getHeader("Content-Security-Policy")).contains("sandbox");
        assertThat(head(batch, "station1").path("signed").path("hasScan").asBoolean()).isTrue();

        assertThat(scanned("police1", "<html><script>alert(1)</script>".getBytes(), 415)).contains("PDF, JPEG hoặc PNG");
        assertThat(scanned("police1", SampleFiles.jpeg(300, 300), 422)).contains("không đọc được");
        assertThat(scanned("police1", new byte[0], 400)).contains("tệp trống");
        assertThat(scanned("police1", new byte[(10 << 20) + 1], 413)).contains("tooLarge");
        assertThat(bytes("scan", "station1", 200)).as("what is refused changes nothing").isEqualTo(scan.getContentAsByteArray());
        complete(batch, "receiveList", "station1");
        scanned("police1", pdf, 409);
    }

    @Test
    void anEarlierRoundStaysInTheArchive() throws Exception {
        decidedList();
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/DS-CAP"));
        scanned("police1", SampleFiles.png(800, 1100), 204);
        byte[] list = bytes("signed-list.json", "station1", 200);
        byte[] scan = bytes("scan", "station1", 200);
        complete(batch, "receiveList", "station1");
        // the row that was sent back goes to a second round, in this list or in one that follows it
        UUID second = jdbc.sql("select id from cleaning_batch where stage = 'REVIEW' and round = 2").query(UUID.class).single();
        assertThat(second).isEqualTo(batch);
        assertThat(bytes("signed-list.json?round=1", "station1", 200)).isEqualTo(list);
        assertThat(bytes("scan?round=1", "station1", 200)).isEqualTo(scan);
        assertThat(text(bytes("signed-list.pdf?round=1", "police1", 200))).contains("15/DS-CAP", "Hoàng Thị Trạm");
        bytes("signed-list.json", "station1", 409);
        bytes("scan", "station1", 404);
        bytes("signed-list.json?round=x", "station1", 400);
    }

    @Test
    void tenThousandRowsArePrintedWithTheirHeadOnEachPage() throws Exception {
        batch = UUID.randomUUID();
        jdbc.sql("insert into cleaning_batch (id, province_code, commune_code, stage, created_by, created_at) values (:id, '19', '05431', 'HAND_OVER', 'system', :at)")
                .param("id", batch).param("at", Timestamp.from(clock.instant())).update();
        jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, nationality, permanent_commune,
                    identity_status, status_since, created_at, updated_at)
                select '19', 'HS-' || n, 'Nguyễn Thị Hòa ' || n, 'X', 'F', date '1985-01-01' + n, 'D', 'VN', '05431', 'PRECHECK_FAILED', now(), now(), now()
                from generate_series(1, 10000) n""").update();
        jdbc.sql("""
                insert into cleaning_row (batch_id, citizen_id, line, classes, main_class, name_plain, content_hash, state, decision, to_id_number,
                    decided_by, decided_at, npd_result, confirmed_by, confirmed_at)
                select :batch, c.id, row_number() over (order by c.id), array['M1'], 'M1', 'X', cleaning_content_hash(c), 'CONFIRMED', 'EDIT',
                    '01918' || lpad((c.id % 10000000)::text, 7, '0'), 'station1', now(), 'PLATFORM_WRONG', 'police1', now() from citizen c""")
                .param("batch", batch).update();
        byte[] pdf = bytes("signed-list.pdf", "police1", 200);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(300, MOST_PAGES);
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page : new int[] {2, pages / 2, pages - 1}) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document)).contains("Mã hồ sơ", "Trang " + page + "/" + pages);
            }
        }
        String all = text(pdf);
        assertThat(all).contains("HS-10000", "Nguyễn Thị Hòa 10000", "Tổng số: 10.000 hồ sơ");
    }

    private static final int MOST_PAGES = 1_000;

    private String path(String path) {
        return "/api/v1/cleaning/batches/" + batch + "/" + path;
    }

    private byte[] bytes(String path, String officer, int status) throws Exception {
        MockHttpServletResponse response = web.perform(get(path(path)).with(user(officer))).andReturn().getResponse();
        assertThat(response.getStatus()).as(path + " for " + officer).isEqualTo(status);
        return response.getContentAsByteArray();
    }

    private String scanned(String officer, byte[] file, int status) throws Exception {
        MockHttpServletResponse response = web.perform(multipart(path("scan")).file(new MockMultipartFile("file", "a.exe", "text/html", file))
                .with(user(officer)).with(csrf()).with(request -> {
                    request.setContent(file);
                    return request;
                })).andReturn().getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(status);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
