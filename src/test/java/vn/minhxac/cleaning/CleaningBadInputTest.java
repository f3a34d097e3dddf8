package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Garbage for the calls of the grid, in every field: answered in the officer's language, nothing changes, nothing of it is in the log. */
@ExtendWith(OutputCaptureExtension.class)
class CleaningBadInputTest extends CleaningScene {

    /** As they stand in JSON. */
    private static final List<String> NASTY = List.of("", " ", "\\u0000", "a\\u0000b", "\\ud800", "\\u202e", "\\u0007\\u001b[31m", "%", "_", "'; drop table citizen; --",
            "<script>alert(1)</script>", "${7*7}", "=cmd|' /C calc'!A0", "null", "-1", "9".repeat(400), "A".repeat(10_000), "Ế".repeat(10_000),
            "\\u0300".repeat(99), "+999999999-12-31", "-999999999-01-01", "2021-02-30", "../../etc/passwd", "Nguyễn Thị Bí Mật 0912345678");
    private static final List<String> DECISIONS = List.of(
            "{'recordId':'%s','decision':'DECEASED'}",
            "{'recordId':'R3','decision':'%s'}",
            "{'recordId':'R3','decision':'ACCEPT','proposalId':'%s'}",
            "{'recordId':'R3','decision':'EDIT','changes':{'%s':'x'}}",
            "{'recordId':'R3','decision':'EDIT','changes':{'fullName':'%s1'}}",
            "{'recordId':'R3','decision':'EDIT','changes':{'sex':'%s'}}",
            "{'recordId':'R3','decision':'EDIT','changes':{'dateOfBirth':'%s'}}",
            "{'recordId':'R3','decision':'EDIT','changes':{'idNumber':'%s'}}",
            "{'recordId':'R3','decision':'EDIT','changes':{'nationality':'US','idNumber':'%s-'}}",
            "{'recordId':'R3','decision':'EDIT','changes':{'nationality':'%s'}}",
            "{'recordId':'R3','decision':'EDIT','changes':{'phone':'%s'}}",
            "{'recordId':'R3','decision':'EDIT','changes':'%s'}",
            "{'recordId':'R3','decision':'TRANSFER','commune':'%s'}",
            "{'recordId':'R3','decision':'MERGE','otherRecordId':'%s'}",
            "{'recordId':'R3','decision':'DOSE','dose':{'action':'%s','doseNumber':1},'reason':'GHOST_DOSE'}",
            "{'recordId':'R3','decision':'DOSE','dose':{'action':'VOID','doseNumber':1},'reason':'%s'}",
            "{'recordId':'R3','decision':'DOSE','dose':{'action':'VOID','doseNumber':'%s'},'reason':'GHOST_DOSE'}",
            "{'recordId':'R3','decision':'DOSE','dose':{'action':'SET','doseNumber':1,'date':'%s','vaccine':'PFIZER','facilityCode':'19001'}}",
            "{'recordId':'R3','decision':'DOSE','dose':{'action':'SET','doseNumber':1,'date':'2021-09-02','vaccine':'%s','facilityCode':'19001'}}",
            "{'recordId':'R3','decision':'DOSE','dose':{'action':'SET','doseNumber':1,'date':'2021-09-02','vaccine':'PFIZER','facilityCode':'%s'}}",
            "{'recordId':'R3','decision':'DOSE','dose':{'action':'SET','doseNumber':1,'date':'2021-09-02','vaccine':'PFIZER','facilityCode':'19001','lotNumber':'%s;'}}");

    private UUID batch;

    @BeforeEach
    void aList() {
        imported(Line.of("R3", "Lê Thị Hoa", "F", "1985-05-09", ""));
        batch = requested("station1");
    }

    @Test
    void garbageInAnyFieldOfADecisionIsRefused(CapturedOutput log) {
        String before = state();
        for (String template : DECISIONS) {
            String line = template.replace('\'', '"');
            // Together, as a careless client would; what cannot be read at all once more alone.
            Answer together = send("/decisions", NASTY.stream().filter(nasty -> !nasty.contains("u0000")).map(line::formatted).collect(Collectors.joining(",", "[", "]")));
            refused(template, together);
            NASTY.stream().filter(nasty -> nasty.contains("u0000") || together.status() == 400)
                    .forEach(nasty -> refused(template + " with " + shorten(nasty), send("/decisions", "[" + line.formatted(nasty) + "]")));
        }
        assertThat(state()).isEqualTo(before);
        assertThat(log.getAll()).doesNotContain("Bí Mật", "0912345678", "drop table", "unexpected ");
    }

    @Test
    void garbageInAFilterFindsNothingAndIsNotKept(CapturedOutput log) {
        String before = state();
        for (String field : List.of("mismatchClass", "rule", "hamlet", "state", "query", "kind")) {
            for (String nasty : NASTY) {
                for (String path : List.of("/index", "/samples")) {
                    Answer answer = send(path, "{\"" + field + "\":\"" + nasty + "\"}");
                    assertThat(answer.status()).as(path + " " + field + " " + shorten(nasty) + ": " + shorten(answer.body())).isIn(200, 400, 422);
                }
            }
        }
        for (String lines : List.of("", "0", "-1", "2147483647", "2147483648", "1,1,1", "x", "%00", "1;2", "9".repeat(4_000))) {
            assertThat(send(get("/api/v1/cleaning/batches/" + batch + "/rows").param("lines", lines), "station1", null).status()).as(lines).isIn(200, 400);
        }
        for (String commune : NASTY) {
            assertThat(send(post("/api/v1/cleaning/batches"), "station1", "{\"communeCode\":\"" + commune + "\"}").status()).as(commune).isIn(400, 403, 409, 422);
        }
        assertThat(state()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from cleaning_sample where filter::text ~ 'Mật|drop'").query(Integer.class).single()).isZero();
        assertThat(log.getAll()).doesNotContain("Bí Mật", "0912345678", "drop table", "unexpected ");
    }

    @Test
    void shapesThatAreNoDecisionsAreNotRead() {
        String before = state();
        for (String body : List.of("", "null", "7", "\"x\"", "{}", "[", "[[]]", "[7]", "[null]", "[\"R3\"]", "[{}]", "[".repeat(100_000),
                "[{\"recordId\":" + "[".repeat(5_000) + "]", "[{\"recordId\":{\"a\":1}}]", "[{\"recordId\":\"R3\",\"decision\":3}]",
                "[{\"recordId\":\"R3\",\"decision\":\"DECEASED\",\"version\":1e400}]", "[{\"recordId\":\"R3\",\"decision\":\"DECEASED\",\"version\":" + "9".repeat(2_000) + "}]",
                "[{\"recordId\":\"R3\",\"decision\":\"EDIT\",\"changes\":{\"fullName\":{\"a\":1}}}]", "[{\"recordId\":\"R3\",\"decision\":\"EDIT\",\"changes\":{\"fullName\":null}}]",
                "[{\"recordId\":\"R3\",\"decision\":\"EDIT\",\"changes\":{\"idNumber\":null}}]", "[{\"recordId\":\"R3\",\"decision\":\"EDIT\",\"changes\":[]}]",
                "[{\"recordId\":\"R3\",\"decision\":\"DOSE\"}]", "[{\"recordId\":\"R3\",\"decision\":\"DOSE\",\"dose\":{}}]",
                "[{\"recordId\":\"R3\",\"decision\":\"DOSE\",\"dose\":{\"action\":\"SET\",\"doseNumber\":2147483648}}]",
                "[{\"recordId\":\"R3\",\"decision\":\"CONFIRM\",\"npdResult\":\"MAYBE\"}]", "[{\"recordId\":\"R3\",\"decision\":\"CONFIRM\"}]")) {
            Answer answer = send("/decisions", body);
            assertThat(answer.status() == 400 || answer.status() == 200 && answer.body().contains("\"REFUSED\"")).as(shorten(body) + ": " + shorten(answer.body())).isTrue();
        }
        assertThat(send("/decisions", "[" + "{},".repeat(400_000) + "{}]").status()).as("more than anybody decides at once").isEqualTo(413);
        assertThat(send("/index", "{\"query\":\"" + "x".repeat(2 << 20) + "\"}").status()).isEqualTo(413);
        assertThat(state()).isEqualTo(before);
    }

    private void refused(String what, Answer answer) {
        assertThat(answer.status()).as(what + ": " + shorten(answer.body())).isIn(200, 400);
        if (answer.status() == 200) {
            read(answer).forEach(result -> {
                assertThat(result.path("result").asText()).as(what + ": " + result).isEqualTo("REFUSED");
                assertThat(result.path("message").asText()).as(what + ": " + result).isNotBlank().doesNotContain("error.");
            });
        }
    }

    private static String shorten(String text) {
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }

    private String state() {
        return jdbc.sql("""
                select concat_ws('|', (select jsonb_agg(to_jsonb(c)) from citizen c), (select jsonb_agg(to_jsonb(d)) from dose d),
                  (select jsonb_agg(to_jsonb(r)) from cleaning_row r), (select jsonb_agg(to_jsonb(b)) from cleaning_batch b),
                  (select count(*) from cleaning_decision), (select count(*) from act_ru_execution))""").query(String.class).single();
    }

    private Answer send(String path, String body) {
        return send(post("/api/v1/cleaning/batches/" + batch + path), "station1", body);
    }

    private JsonNode read(Answer answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
