package vn.minhxac.signing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.minhxac.IntegrationTest;
import vn.minhxac.signing.SigningIntake;
import vn.minhxac.signing.SigningScene;
import vn.minhxac.training.TrainingPki;

/** What officers and third parties get of signing lists over HTTP. */
class SigningApiTest extends IntegrationTest {

    private static final String LISTS = "/api/v1/signing-lists";

    @Autowired
    private MockMvc mvc;
    @Autowired
    private SigningIntake intake;
    @Autowired
    private Freezing freezing;
    @Autowired
    private TrainingPki pki;
    @Autowired
    private ObjectMapper json;

    @Test
    void aThirdPartyCanCheckSignatureAndInclusion() throws Exception {
        List<Long> people = scene().people(7, FACILITY);
        UUID list = inReview(people);
        exclude(list, people.get(3), "Sai ngày tiêm").andExpect(status().isOk());
        sign(list);

        JsonNode listed = body(as(get(LISTS).param("status", "SIGNED"), "facility1")).path("items").path(0);
        assertThat(listed.path("id").asText()).isEqualTo(list.toString());
        assertThat(listed.path("doses").asInt()).isEqualTo(6);
        assertThat(listed.path("signedBy").asText()).contains("TEST");

        byte[] manifest = bytes(list, "manifest.json");
        byte[] signature = bytes(list, "signature.p7s");
        var root = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pki.trustAnchors())));
        var report = SignatureChecks.dss(signature, manifest, root);
        assertThat(report.getSignatureFormat(report.getFirstSignatureId())).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
        assertThat(SignatureChecks.integrity(signature, manifest)).isTrue();
        assertThat(SignatureChecks.bouncyCastle(signature, manifest)).isTrue();
        assertThat(CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(list, "chain.pem"))).toArray())
                .contains(root).hasSize(3);

        JsonNode signed = json.readTree(manifest);
        assertThat(signed.path("excluded").asInt()).isOne();
        assertThat(signed.path("reviewedRoot")).isEqualTo(signed.path("merkleRoot"));
        assertThat(signed.path("frozenRoot")).isNotEqualTo(signed.path("merkleRoot"));
        assertThat(signed.path("reviewedBy").asText()).isEqualTo("facility1");
        assertThat(signed.path("approvedBy").asText()).isEqualTo("facilityhead1");

        JsonNode proofs = body(as(get(LISTS + "/" + list + "/proofs/R" + FACILITY + "-6"), "facility1"));
        JsonNode proof = proofs.path("items").path(0);
        List<byte[]> path = new ArrayList<>();
        proof.path("path").forEach(hash -> path.add(HexFormat.of().parseHex(hash.asText())));
        String content = proof.path("content").asText();
        int index = proof.path("leafIndex").asInt();
        int count = proof.path("leafCount").asInt();
        byte[] leaf = InclusionProof.leaf(content.getBytes(StandardCharsets.UTF_8));
        byte[] merkleRoot = HexFormat.of().parseHex(signed.path("merkleRoot").asText());
        assertThat(InclusionProof.root(leaf, index, count, path)).isEqualTo(merkleRoot);
        byte[] forged = InclusionProof.leaf(content.replace("PFIZER", "ABDALA").getBytes(StandardCharsets.UTF_8));
        assertThat(InclusionProof.root(forged, index, count, path)).isNotEqualTo(merkleRoot);
        assertThat(content).contains(proof.path("salt").asText());

        mvc.perform(as(get(LISTS + "/" + list + "/proofs/R" + FACILITY + "-3"), "facility1")).andExpect(status().isNotFound());
        assertThat(scene().doseStatus(people.get(3))).isEqualTo("DRAFT");
        assertThat(scene().doseStatus(people.get(4))).isEqualTo("SIGNED");
    }

    @Test
    void rowsAreFoundWithAndWithoutMarksAndIdNumbersStayMasked() throws Exception {
        scene().person("A1", "Nguyễn Thị Đào", "MATCHED", FACILITY);
        scene().person("A2", "Trần Văn Bảo", "MATCHED", FACILITY);
        UUID list = inReview(jdbc.sql("select id from citizen").query(Long.class).list());
        assertThat(search(list, "dao").findValuesAsText("fullName")).containsExactly("Nguyễn Thị Đào");
        assertThat(search(list, "ĐÀO").findValuesAsText("fullName")).containsExactly("Nguyễn Thị Đào");
        assertThat(search(list, "bảo").findValuesAsText("fullName")).containsExactly("Trần Văn Bảo");
        assertThat(search(list, "báo").path("total").asInt()).isZero();
        assertThat(search(list, "A2").findValuesAsText("fullName")).containsExactly("Trần Văn Bảo");
        JsonNode all = search(list, "");
        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(all.findValuesAsText("idNumber")).allMatch(number -> number.matches("•{8}\\d{4}"));
        assertThat(body(as(get(LISTS + "/" + list + "/items").param("size", "1").param("page", "1"), "facility1"))
                .path("items").size()).isOne();
    }

    @Test
    void onlyWhoReviewsMayExcludeAndOnlyWhileInReview() throws Exception {
        List<Long> people = scene().people(2, FACILITY);
        UUID list = inReview(people);
        String body = exclusion(people.get(0), "Sai số lô");
        String url = LISTS + "/" + list + "/items/exclusions";
        for (String officer : List.of("facilityhead1", "province1", "facility2", "district1")) {
            mvc.perform(as(post(url).contentType(MediaType.APPLICATION_JSON).content(body), officer)).andExpect(status().isNotFound());
        }
        mvc.perform(post(url).with(csrf()).contentType(MediaType.APPLICATION_JSON).content(body)).andExpect(status().isUnauthorized());
        for (String bad : List.of("{}", "{\"doseIds\":[],\"reason\":\"x\"}", "{\"doseIds\":[\"x\"],\"reason\":\"x\"}",
                "{\"doseIds\":[\"99999999\"],\"reason\":\"x\"}", exclusion(people.get(0), ""),
                exclusion(people.get(0), "số 019190012345"), "{", "[]", "null")) {
            mvc.perform(as(post(url).contentType(MediaType.APPLICATION_JSON).content(bad), "facility1"))
                    .andExpect(status().is4xxClientError());
        }
        mvc.perform(as(post(url).contentType(MediaType.APPLICATION_JSON).content(body), "facility1"))
                .andExpect(status().isOk()).andExpect(jsonPath("$.excluded").value(1));
        mvc.perform(as(delete(url).contentType(MediaType.APPLICATION_JSON).content(body), "facility1"))
                .andExpect(status().isOk()).andExpect(jsonPath("$.included").value(1));
        sign(list);
        mvc.perform(as(post(url).contentType(MediaType.APPLICATION_JSON).content(body), "facility1")).andExpect(status().isConflict());
    }

    @Test
    void aListWithoutAnyDoseLeftCannotBeSubmitted() throws Exception {
        List<Long> people = scene().people(1, FACILITY);
        UUID list = inReview(people);
        exclude(list, people.get(0), "Sai mũi số").andExpect(status().isOk());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> complete("facility1", "reviewDecision", "SUBMIT"))
                .hasMessageContaining("không còn mũi tiêm nào");
    }

    @Test
    void listsOfOtherUnitsDoNotExist() throws Exception {
        UUID list = inReview(scene().people(1, FACILITY));
        for (String path : List.of("", "/manifest.json", "/signature.p7s", "/chain.pem", "/proofs/R19001-0", "/items")) {
            mvc.perform(as(get(LISTS + "/" + list + path), "facility2")).andExpect(status().isNotFound());
            mvc.perform(get(LISTS + "/" + list + path)).andExpect(status().isUnauthorized());
        }
        mvc.perform(as(get(LISTS), "facility2")).andExpect(jsonPath("$.items.length()").value(0));
        mvc.perform(as(get(LISTS), "district1")).andExpect(jsonPath("$.items.length()").value(1));
        mvc.perform(as(get(LISTS + "/" + list), "facility1")).andExpect(jsonPath("$.unitName").value("Trạm Y tế phường Quán Triều"));
        mvc.perform(as(get(LISTS + "/" + list + "/manifest.json"), "facility1")).andExpect(status().isNotFound());
        mvc.perform(as(get(LISTS + "/not-a-uuid"), "facility1")).andExpect(status().isBadRequest());
        for (String bad : List.of("status=OPEN", "limit=0", "limit=501", "limit=x")) {
            mvc.perform(as(get(LISTS + "?" + bad), "facility1")).andExpect(status().isBadRequest());
        }
        for (String bad : List.of("page=-1", "size=0", "size=201", "state=X", "q=" + "x".repeat(101))) {
            mvc.perform(as(get(LISTS + "/" + list + "/items?" + bad), "facility1")).andExpect(status().isBadRequest());
        }
    }

    @Test
    void tenThousandDosesAreFrozenAndSignedAndTheRestGetsTheNextList() {
        jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number,
                  id_type, nationality, identity_status, status_since, created_at, updated_at)
                select '19', 'B' || n, 'Nguyễn Văn ' || n, 'NGUYỄN VĂN ' || n, 'M', date '1980-01-01', 'D', '01908' || lpad(n::text, 7, '0'),
                  'CCCD', 'VN', 'MATCHED', :at, :at, :at from generate_series(1, 10003) n""")
                .param("at", Timestamp.from(clock.instant())).update();
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by,
                  entered_at, source, status, status_since)
                select id, 1, date '2021-09-01', 'PFIZER', '19001', '19001', 'x', :at, 'IMPORT', 'DRAFT', :at from citizen""")
                .param("at", Timestamp.from(clock.instant())).update();
        UUID list = inReview(jdbc.sql("select id from citizen").query(Long.class).list());
        assertThat(jdbc.sql("select count(*) from signing_item").query(Integer.class).single()).isEqualTo(10_000);
        assertThat(jdbc.sql("select count(*) from signing_list where status = 'COLLECTING'").query(Integer.class).single()).isOne();
        long start = System.nanoTime();
        sign(list);
        System.out.println("10,000 doses submitted, approved, signed and published in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(jdbc.sql("select count(*) from dose where status = 'SIGNED'").query(Integer.class).single()).isEqualTo(10_000);
    }

    private SigningScene scene() {
        return new SigningScene(jdbc, pki);
    }

    private UUID inReview(List<Long> people) {
        intake.handOver(PROVINCE, people);
        UUID list = jdbc.sql("select id from signing_list where status = 'COLLECTING'").query(UUID.class).single();
        clock.advance(Duration.ofHours(1));
        long start = System.nanoTime();
        engine.getManagementService().executeJob(engine.getManagementService().createJobQuery().timers().singleResult().getId());
        if (people.size() > 1000) {
            System.out.println(people.size() + " doses frozen in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
        return list;
    }

    private void sign(UUID list) {
        complete("facility1", "reviewDecision", "SUBMIT");
        complete("facilityhead1", "approvalDecision", "APPROVE");
        for (String activity : List.of("checkCertificate", "signList")) {
            engine.getManagementService().executeJob(
                    engine.getManagementService().createJobQuery().activityId(activity).singleResult().getId());
        }
        assertThat(jdbc.sql("select status from signing_list where id = :id").param("id", list).query(String.class).single())
                .isEqualTo("SIGNED");
    }

    private void complete(String officer, String field, String decision) {
        as(officer, () -> {
            String task = engine.getTaskService().createTaskQuery().processDefinitionKey("doseSigning").singleResult().getId();
            engine.getTaskService().complete(task, new HashMap<>(Map.of(field, decision)));
            return null;
        });
    }

    private org.springframework.test.web.servlet.ResultActions exclude(UUID list, long citizen, String reason) throws Exception {
        return mvc.perform(as(post(LISTS + "/" + list + "/items/exclusions").contentType(MediaType.APPLICATION_JSON)
                .content(exclusion(citizen, reason)), "facility1"));
    }

    private String exclusion(long citizen, String reason) {
        long dose = jdbc.sql("select id from dose where citizen_id = :c").param("c", citizen).query(Long.class).single();
        return "{\"doseIds\":[\"" + dose + "\"],\"reason\":\"" + reason + "\"}";
    }

    private JsonNode search(UUID list, String q) throws Exception {
        return body(as(post(LISTS + "/" + list + "/items/search").contentType(MediaType.APPLICATION_JSON)
                .content("{\"q\":\"" + q + "\"}"), "facility1"));
    }

    private byte[] bytes(UUID list, String document) throws Exception {
        return mvc.perform(as(get(LISTS + "/" + list + "/" + document), "facility1")).andExpect(status().isOk())
                .andReturn().getResponse().getContentAsByteArray();
    }

    private JsonNode body(MockHttpServletRequestBuilder request) throws Exception {
        return json.readTree(mvc.perform(request).andExpect(status().isOk()).andReturn().getResponse().getContentAsByteArray());
    }

    private static MockHttpServletRequestBuilder as(MockHttpServletRequestBuilder request, String officer) {
        return request.with(user(officer)).with(csrf());
    }
}
