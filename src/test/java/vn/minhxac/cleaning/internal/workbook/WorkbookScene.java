package vn.minhxac.cleaning.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import com.fasterxml.jackson.databind.JsonNode;

import vn.minhxac.cleaning.CleaningScene;

/** A workbook goes out and comes back, over HTTP. */
abstract class WorkbookScene extends CleaningScene {

    static final String NUMBER = "Số CCCD/CMND đúng";
    static final String RESULT = "Ghi chú kết quả rà soát";
    static final String KEY = "Khóa dòng (không sửa)";

    byte[] downloaded(UUID batch, String officer) throws Exception {
        var response = web.perform(get(path(batch)).with(user(officer))).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("Cache-Control")).contains("no-store");
        return response.getContentAsByteArray();
    }

    JsonNode uploaded(UUID batch, String officer, byte[] file, boolean dryRun) throws Exception {
        MockHttpServletResponse response = upload(batch, officer, file, dryRun);
        String text = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(response.getStatus()).as(text).isEqualTo(200);
        JsonNode report = json.readTree(text);
        assertThat(report.path("filled").asInt() + report.path("unchanged").asInt() + report.path("errors").size())
                .as("each row is one of the three").isEqualTo(report.path("rowsRead").asInt());
        return report;
    }

    /** Why a file is not read at all. */
    JsonNode refused(UUID batch, String officer, byte[] file, int status, String code) throws Exception {
        String before = rowsAndDecisions();
        MockHttpServletResponse response = upload(batch, officer, file, false);
        String text = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(response.getStatus()).as(text).isEqualTo(status);
        JsonNode problem = json.readTree(text);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("title").asText()).isNotBlank().doesNotContain("error.");
        assertThat(rowsAndDecisions()).isEqualTo(before);
        return problem;
    }

    MockHttpServletResponse upload(UUID batch, String officer, byte[] file, boolean dryRun) throws Exception {
        return web.perform(request(batch, officer, file, dryRun)).andReturn().getResponse();
    }

    static MockHttpServletRequestBuilder request(UUID batch, String officer, byte[] file, boolean dryRun) {
        MockHttpServletRequestBuilder request = multipart(path(batch)).file(new MockMultipartFile("file", "ra-soat.xlsx", null, file))
                .param("dryRun", Boolean.toString(dryRun));
        return request.with(user(officer)).with(csrf()).with(sent -> {
            // a browser says how long the body is
            sent.setContent(file);
            return sent;
        });
    }

    /** Row of the sheet → code. */
    static Map<Integer, String> errors(JsonNode report) {
        Map<Integer, String> errors = new HashMap<>();
        report.path("errors").forEach(error -> {
            assertThat(error.path("message").asText()).isNotBlank().doesNotContain("cleaning.workbook", "{0}", "error.");
            errors.put(error.path("row").asInt(), error.path("code").asText());
        });
        return errors;
    }

    static String message(JsonNode report, int row) {
        for (JsonNode error : report.path("errors")) {
            if (error.path("row").asInt() == row) {
                return error.path("message").asText();
            }
        }
        throw new AssertionError("no error in row " + row);
    }

    /** Everything an upload could change. */
    String rowsAndDecisions() {
        return jdbc.sql("""
                select coalesce((select md5(string_agg(r::text, '|' order by r.batch_id, r.citizen_id)) from cleaning_row r), '')
                    || coalesce((select md5(string_agg(d::text, '|' order by d.id)) from cleaning_decision d), '')
                    || coalesce((select md5(string_agg(c::text, '|' order by c.id)) from citizen c), '')""").query(String.class).single();
    }

    static String path(UUID batch) {
        return "/api/v1/cleaning/batches/" + batch + "/workbook";
    }
}
