package vn.minhxac.passport.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.minhxac.passport.PassportTestData;

class PassportLookupTest extends PassportTestData {

    private static final String PHONE = "0912345678";

    @Autowired
    MockMvc web;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aCitizenGetsThePassportWithTheCodeFromThePhone() throws Exception {
        nhung();
        JsonNode asked = ask(question());
        assertThat(jdbc.sql("select recipient from outbox").query(String.class).single()).isEqualTo(PHONE);
        JsonNode found = body(confirm(asked.get("id").textValue(), sentCode()), 200);
        assertThat(found.get("hc1").textValue()).startsWith("HC1:");
        assertThat(found.get("expiresAt").textValue()).isEqualTo("2023-05-04T01:00:00Z");
        JsonNode fields = found.get("fields");
        assertThat(fields.get("fullName").textValue()).isEqualTo("Đặng Thị Hồng Nhung");
        assertThat(fields.get("dateOfBirth").textValue()).isEqualTo("1985-02-07");
        assertThat(fields.get("nationality").textValue()).isEqualTo("VN");
        assertThat(fields.get("disease").textValue()).isEqualTo("840539006");
        assertThat(fields.get("dosesReceived").intValue()).isEqualTo(2);
        assertThat(fields.get("vaccinationDate").textValue()).isEqualTo("2021-10-12");
        assertThat(fields.get("doseNumber").intValue()).isEqualTo(2);
        assertThat(fields.get("vaccine").textValue()).isEqualTo("1119349007");
        assertThat(fields.get("product").textValue()).isEqualTo("EU/1/20/1528");
        assertThat(fields.get("manufacturer").textValue()).isEqualTo("ORG-100030215");
        assertThat(fields.get("uvci").textValue()).startsWith("URN:UVCI:01:VN:");
    }

    @Test
    void oneEndpointTakesQuestionAndCode() throws Exception {
        nhung();
        ObjectNode both = question().put("id", ask(question()).get("id").textValue()).put("otp", sentCode());
        assertThat(body(lookup(both.toString()), 200).get("hc1").textValue()).startsWith("HC1:");
    }

    @Test
    void howANameIsTypedDoesNotMatter() throws Exception {
        nhung();
        ask(question().put("fullName", "  ĐẶNG thị  hồng nhung ").put("idNumber", "019 185 000 001"));
        assertThat(count("outbox")).isEqualTo(1);
    }

    @Test
    void strangersGetTheSameAnswerAndNoMessage() throws Exception {
        nhung();
        for (ObjectNode wrong : List.of(question().put("fullName", "Đặng Thị Hồng Nhưng"), question().put("dateOfBirth", "1985-07-02"),
                question().put("sex", "M"), question().put("latestDoseDate", "2021-09-10"), question().put("idNumber", "019185000009"))) {
            MockHttpServletResponse right = lookup(question().toString());
            MockHttpServletResponse answer = lookup(wrong.toString());
            assertThat(answer.getStatus()).isEqualTo(right.getStatus()).isEqualTo(202);
            JsonNode body = json.readTree(answer.getContentAsByteArray());
            assertThat(body.fieldNames()).toIterable().containsExactlyElementsOf(fields(right));
            assertThat(body.get("message")).isEqualTo(json.readTree(right.getContentAsByteArray()).get("message"));
            assertThat(UUID.fromString(body.get("id").textValue()).version()).isEqualTo(7);
            assertThat(count("outbox where recipient = '" + PHONE + "'")).isEqualTo(1);
            jdbc.sql("truncate outbox, rate_limit, one_time_code").update();
        }
    }

    @Test
    void aWrongCodeIsAnsweredAlikeForThoseOnRecordAndThoseNot() throws Exception {
        nhung();
        String onRecord = ask(question()).get("id").textValue();
        String stranger = ask(question().put("idNumber", "019185000009")).get("id").textValue();
        String wrong = sentCode().equals("123456") ? "654321" : "123456";
        for (int i = 0; i < 5; i++) {
            String one = body(confirm(onRecord, wrong), 400).toString();
            assertThat(body(confirm(stranger, wrong), 400).toString()).isEqualTo(one).contains("otp.wrong");
        }
        MockHttpServletResponse tooMany = confirm(onRecord, sentCode());
        assertThat(body(tooMany, 429).get("code").textValue()).isEqualTo("otp.tooManyTries");
        assertThat(tooMany.getHeader("Retry-After")).matches("\\d+");
        assertThat(body(confirm(stranger, wrong), 429)).isEqualTo(json.readTree(tooMany.getContentAsByteArray()));
    }

    @Test
    void aCodeIsGoodForFiveMinutesAndOnce() throws Exception {
        nhung();
        String late = ask(question()).get("id").textValue();
        clock.advance(Duration.ofMinutes(6));
        body(confirm(late, sentCode()), 400);
        String twice = ask(question()).get("id").textValue();
        body(confirm(twice, sentCode()), 200);
        body(confirm(twice, sentCode()), 400);
    }

    @Test
    void whoHasNoPhoneOnRecordIsToldWhereToGo() throws Exception {
        long person = citizen("R1", "Đặng Thị Hồng Nhung", "019185000001", "VN", "MATCHED", null);
        signed(person, 1, SECOND, "PFIZER");
        issue(person);
        assertThat(ask(question()).get("message").textValue()).contains("cơ sở tiêm chủng");
        assertThat(count("outbox")).isZero();
    }

    @Test
    void aForeignerIsFoundByThePassportNumber() throws Exception {
        long person = citizen("R1", "Ann Lee", "K1234567", "SG", "EXEMPT_FOREIGNER", PHONE);
        signed(person, 1, SECOND, "PFIZER");
        issue(person);
        ask(question().put("fullName", "ANN LEE").put("idNumber", "k1234567"));
        assertThat(count("outbox")).isEqualTo(1);
    }

    @Test
    void whoWaitsForASignatureMayGiveEitherDate() throws Exception {
        long person = nhung();
        dose(person, 3, THIRD, "PFIZER", "READY_TO_SIGN");
        ask(question());
        ask(question().put("latestDoseDate", THIRD.toString()));
        assertThat(count("outbox")).isEqualTo(2);
    }

    @Test
    void picturesShowTheSameCode() throws Exception {
        nhung();
        JsonNode found = body(confirm(ask(question()).get("id").textValue(), sentCode()), 200);
        String token = found.get("token").textValue();

        MockHttpServletResponse svg = web.perform(get("/api/v1/passports/passport.svg").queryParam("token", token)).andReturn().getResponse();
        assertThat(svg.getStatus()).isEqualTo(200);
        assertThat(svg.getContentType()).startsWith("image/svg+xml");
        assertThat(svg.getHeader("Cache-Control")).contains("no-store");
        assertThat(svg.getContentAsString(StandardCharsets.UTF_8)).startsWith("<svg").doesNotContain("Nhung");

        MockHttpServletResponse pdf = web.perform(get("/api/v1/passports/passport.pdf").header("Authorization", "Bearer " + token))
                .andReturn().getResponse();
        assertThat(pdf.getStatus()).isEqualTo(200);
        try (PDDocument document = Loader.loadPDF(pdf.getContentAsByteArray())) {
            assertThat(read(new PDFRenderer(document).renderImageWithDPI(0, 200, ImageType.RGB))).isEqualTo(found.get("hc1").textValue());
            assertThat(new PDFTextStripper().getText(document)).contains("Đặng Thị Hồng Nhung", "TEST");
        }

        assertThat(count("passport_token where encode(token_hash, 'escape') like '%" + token + "%'")).isZero();
        clock.advance(Duration.ofMinutes(11));
        body(web.perform(get("/api/v1/passports/passport.svg").queryParam("token", token)).andReturn().getResponse(), 404);
    }

    @Test
    void aRevokedPassportIsNotShown() throws Exception {
        nhung();
        String token = body(confirm(ask(question()).get("id").textValue(), sentCode()), 200).get("token").textValue();
        String id = ask(question()).get("id").textValue();
        jdbc.sql("update passport set status = 'REVOKED'").update();
        assertThat(body(confirm(id, sentCode()), 404).get("code").textValue()).isEqualTo("passport.none");
        body(web.perform(get("/api/v1/passports/passport.pdf").queryParam("token", token)).andReturn().getResponse(), 404);
    }

    @Test
    void onePersonIsAskedForFiveTimesAnHourAndNoMore() throws Exception {
        for (int i = 0; i < 5; i++) {
            ask(question());
        }
        MockHttpServletResponse limited = lookup(question().toString());
        assertThat(limited.getStatus()).isEqualTo(429);
        assertThat(Integer.parseInt(limited.getHeader("Retry-After"))).isBetween(1, 720);
        assertThat(lookup(question().put("idNumber", "019185000002").toString()).getStatus()).isEqualTo(202);
    }

    @Test
    void oneClientCannotAskForTheWholeProvince() throws Exception {
        int status = 202;
        int asked = 0;
        while (status == 202 && asked < 100) {
            status = lookup(question().put("idNumber", "0191850001%02d".formatted(asked++)).toString()).getStatus();
        }
        assertThat(status).isEqualTo(429);
        assertThat(asked).isEqualTo(31);
    }

    @Test
    void badInputIsRefusedAndNamed() throws Exception {
        JsonNode problem = body(lookup("{}"), 400);
        assertThat(problem.get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("fullName", "dateOfBirth", "sex", "idNumber", "latestDoseDate");
        for (String bad : List.of("", "null", "[]", "{", "\"x\"", "{\"fullName\":{}}", "{\"otp\":\"1\"}", "{\"otp\":1,\"id\":[]}",
                question().put("dateOfBirth", "2023-01-01").toString(), question().put("dateOfBirth", "-999999999-01-01").toString(),
                question().put("dateOfBirth", "31/12/1985").toString(), question().put("sex", "\u0000").toString(),
                question().put("idNumber", "0191\u000085000001").toString(), question().put("idNumber", "9".repeat(10_000)).toString(),
                question().put("fullName", "\u0000").toString(), question().put("fullName", "x".repeat(100_000)).toString(),
                question().put("latestDoseDate", "").toString())) {
            assertThat(lookup(bad).getStatus()).as(bad.substring(0, Math.min(60, bad.length()))).isEqualTo(400);
        }
        assertThat(lookup(question().put("fullName", "\uD800 Robert'); drop table citizen;--").toString()).getStatus()).isBetween(200, 499);
        assertThat(count("outbox")).isZero();
    }

    @Test
    void badCodesAndTokensAreRefused() throws Exception {
        for (String bad : List.of("", "null", "[]", "{}", "{\"id\":\"x\",\"otp\":\"123456\"}", "{\"id\":\"" + UUID.randomUUID() + "\"}",
                "{\"id\":\"" + UUID.randomUUID() + "\",\"otp\":\"" + "1".repeat(50_000) + "\"}",
                "{\"id\":\"" + UUID.randomUUID() + "\",\"otp\":\"\\u0000\"}")) {
            var answer = web.perform(post("/api/v1/passports/lookup/confirm").contentType(MediaType.APPLICATION_JSON).content(bad)).andReturn();
            assertThat(answer.getResponse().getStatus()).as(bad.substring(0, Math.min(60, bad.length()))).isEqualTo(400);
        }
        for (String bad : List.of("", "x", "\u0000", "é".repeat(200))) {
            for (String picture : List.of("passport.svg", "passport.pdf")) {
                var answer = web.perform(get("/api/v1/passports/" + picture).queryParam("token", bad)).andReturn();
                assertThat(answer.getResponse().getStatus()).isEqualTo(404);
            }
        }
        assertThat(web.perform(get("/api/v1/passports/passport.svg")).andReturn().getResponse().getStatus()).isEqualTo(404);
        assertThat(web.perform(post("/api/v1/passports/lookup").contentType(MediaType.TEXT_PLAIN).content("x")).andReturn().getResponse()
                .getStatus()).isEqualTo(415);
    }

    private long nhung() {
        long person = citizen("R1", "Đặng Thị Hồng Nhung", "019185000001");
        signed(person, 1, FIRST, "PFIZER");
        signed(person, 2, SECOND, "PFIZER");
        issue(person);
        return person;
    }

    private void issue(long person) {
        tell(list(person));
        runJobs();
        assertThat(count("passport")).isEqualTo(1);
    }

    private ObjectNode question() {
        return json.createObjectNode().put("fullName", "Đặng Thị Hồng Nhung").put("dateOfBirth", "1985-02-07").put("sex", "F")
                .put("idNumber", "019185000001").put("latestDoseDate", "2021-10-12");
    }

    private JsonNode ask(ObjectNode question) throws Exception {
        return body(lookup(question.toString()), 202);
    }

    private MockHttpServletResponse lookup(String body) throws Exception {
        return web.perform(post("/api/v1/passports/lookup").contentType(MediaType.APPLICATION_JSON).content(body)).andReturn().getResponse();
    }

    private MockHttpServletResponse confirm(String id, String otp) throws Exception {
        return web.perform(post("/api/v1/passports/lookup/confirm").contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(Map.of("id", id, "otp", otp)))).andReturn().getResponse();
    }

    private JsonNode body(MockHttpServletResponse answer, int status) throws Exception {
        assertThat(answer.getStatus()).as(answer.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(status);
        return json.readTree(answer.getContentAsByteArray());
    }

    private List<String> fields(MockHttpServletResponse answer) throws Exception {
        List<String> names = new java.util.ArrayList<>();
        json.readTree(answer.getContentAsByteArray()).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String sentCode() {
        return jdbc.sql("select body from outbox order by id desc limit 1").query(String.class).single().replaceAll(".*?(\\d{6}).*", "$1");
    }

    private static String read(BufferedImage image) throws Exception {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(
                new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))), Map.of(DecodeHintType.TRY_HARDER, true)).getText();
    }
}
