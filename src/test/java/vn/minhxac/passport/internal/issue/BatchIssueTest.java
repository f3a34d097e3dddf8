package vn.minhxac.passport.internal.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.audit.Audit;
import vn.minhxac.passport.PassportBatches;
import vn.minhxac.passport.PassportMaker;
import vn.minhxac.passport.PassportTestData;
import vn.minhxac.passport.SelfCheck;

class BatchIssueTest extends PassportTestData {

    @Autowired
    BatchTable batches;
    @Autowired
    PassportTable passports;
    @Autowired
    PassportMaker maker;
    @Autowired
    PassportBatches issue;
    @Autowired
    Audit audit;
    @Autowired
    IssueSettings settings;
    @Autowired
    MockMvc web;

    @Test
    void aCodeThatFailsItsSelfCheckIsNotReleased() {
        UUID batch = opened(10);
        AtomicInteger number = new AtomicInteger();
        issueWith(maker, (facts, code) -> number.incrementAndGet() != 3, batch);
        assertThat(count("passport")).isEqualTo(9);
        assertThat(count("passport_batch_member where outcome = 'FAILED_SELF_CHECK'")).isEqualTo(1);
        assertThat(jdbc.sql("select detail::text from audit_event order by id desc limit 1").query(String.class).single())
                .contains("\"failedSelfCheck\": 1");
    }

    @Test
    void whenNoCodePassesTheJobFailsAndSaysWhatToDo() {
        UUID batch = opened(3);
        assertThatThrownBy(() -> issueWith(maker, (facts, code) -> false, batch)).hasMessageContaining("Kiểm tra chứng thư ký hộ chiếu");
        assertThat(count("passport")).isZero();
        assertThat(count("passport_batch_member where outcome is null")).isEqualTo(3);
    }

    @Test
    void withoutASignerNothingIsStored() {
        UUID batch = opened(3);
        PassportMaker none = (facts, now) -> {
            throw new PassportMaker.SigningImpossible("Chứng thư số ký hộ chiếu vắc xin đã hết hạn");
        };
        assertThatThrownBy(() -> issueWith(none, (facts, code) -> true, batch)).hasMessageContaining("hết hạn");
        assertThat(count("passport")).isZero();
    }

    @Test
    void onePersonWhoseFactsCannotBeWrittenDoesNotHoldUpTheOthers() {
        UUID batch = opened(3);
        AtomicInteger number = new AtomicInteger();
        PassportMaker picky = (facts, now) -> {
            if (number.incrementAndGet() == 2) {
                throw new IllegalArgumentException("cannot be written");
            }
            return maker.make(facts, now);
        };
        issueWith(picky, (facts, code) -> true, batch);
        assertThat(count("passport")).isEqualTo(2);
        assertThat(count("passport_batch_member where outcome = 'FAILED_SELF_CHECK'")).isEqualTo(1);
    }

    @Test
    void aBatchThatIsNotReleasedIsNotIssuedWhoeverMovesTheToken() {
        UUID batch = opened(3);
        jdbc.sql("update passport_batch set status = 'WAITING_FOR_RELEASE'").update();
        assertThatThrownBy(() -> issue.issueChunk(batch, 1)).hasMessageContaining("chưa được duyệt phát hành");
        issue.stop(batch);
        assertThatThrownBy(() -> issue.issueChunk(batch, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(count("passport")).isZero();
    }

    @Test
    void theMinistryListsEveryPassportOnceAndNobodyElseDoes() throws Exception {
        UUID batch = opened(25);
        issue.issueChunk(batch, 1);
        Set<String> seen = new HashSet<>();
        String after = null;
        int pages = 0;
        do {
            JsonNode page = new ObjectMapper().readTree(list("ministry1", "10", after).getContentAsString());
            page.get("items").forEach(item -> {
                assertThat(seen.add(item.get("uvci").textValue())).isTrue();
                assertThat(item.get("hc1").textValue()).startsWith("HC1:");
                assertThat(item.get("status").textValue()).isEqualTo("ACTIVE");
                assertThat(item.get("expiresAt").textValue()).isEqualTo("2023-05-04T01:00:00Z");
            });
            after = page.hasNonNull("next") ? page.get("next").textValue() : null;
            pages++;
        } while (after != null);
        assertThat(seen).hasSize(25);
        assertThat(pages).isEqualTo(3);
        assertThat(list("admin", null, null).getStatus()).isEqualTo(200);
        assertThat(list("province1", null, null).getStatus()).isEqualTo(403);
        assertThat(web.perform(get("/api/v1/passports")).andReturn().getResponse().getStatus()).isEqualTo(401);
        for (String bad : List.of("0", "-1", "1001", "x", "99999999999", "")) {
            assertThat(list("ministry1", bad, null).getStatus()).as("limit " + bad).isEqualTo(400);
        }
        assertThat(list("ministry1", "1", "' or 1=1").getStatus()).isEqualTo(400);
    }

    private MockHttpServletResponse list(String officer, String limit, String after) throws Exception {
        var call = get("/api/v1/passports").with(httpBasic(officer, "minhxac"));
        if (limit != null) {
            call.queryParam("limit", limit);
        }
        if (after != null) {
            call.queryParam("after", after);
        }
        return web.perform(call).andReturn().getResponse();
    }

    /** A batch of so many people, not yet issued. */
    private UUID opened(int people) {
        UUID list = list(crowd(1, people));
        tell(list);
        UUID batch = batchOf(list);
        issue.open(batch);
        return batch;
    }

    private void issueWith(PassportMaker by, SelfCheck check, UUID batch) {
        var service = new BatchIssue(batches, passports, by, check, audit, settings, clock);
        new TransactionTemplate(transactions).executeWithoutResult(tx -> service.issueChunk(batch, 1));
    }
}
