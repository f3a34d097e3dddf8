package vn.minhxac.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

import vn.minhxac.IntegrationTest;
import vn.minhxac.training.registry.RegistrySimulator;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitsChanged;

/** What a trainer can do: read what would have been sent, cut connections, start without a province. */
class TrainingApiTest extends IntegrationTest {

    @Autowired
    MockMvc web;
    @Autowired
    RegistrySimulator registry;
    @Autowired
    Outages outages;
    @Autowired
    Accounts accounts;

    @AfterEach
    void everythingWorks() {
        for (Outages.Target target : Outages.Target.values()) {
            outages.set(target, Outages.Mode.OK);
        }
    }

    @Test
    void showsWhatWouldHaveBeenSentNewestFirst() throws Exception {
        sent("00000000-0000-7000-8000-000000000001", "SMS", "0912345678", null, "Mã của bạn: 123456", "2022-05-04 01:00Z");
        sent("00000000-0000-7000-8000-000000000002", "MAIL", "a@example.vn", "Chào", "Một thư\ngồm <b>hai</b> dòng", "2022-05-04 02:00Z");

        web.perform(get("/training/outbox.json")).andExpect(status().isOk()).andExpect(jsonPath("$.length()").value(2))
                .andExpect(jsonPath("$[0].channel").value("MAIL")).andExpect(jsonPath("$[0].subject").value("Chào"))
                .andExpect(jsonPath("$[1].to").value("0912345678")).andExpect(jsonPath("$[1].body").value("Mã của bạn: 123456"))
                .andExpect(jsonPath("$[1].sentAt").value("2022-05-04T01:00:00Z"));
        web.perform(get("/training/outbox")).andExpect(status().isOk()).andExpect(content().string(Matchers.allOf(
                Matchers.containsString("Mã của bạn: 123456"), Matchers.containsString("gồm &lt;b&gt;hai&lt;/b&gt; dòng"),
                Matchers.containsString("09:00:00 04/05/2022"), Matchers.containsString("Chế độ tập huấn"))));
    }

    @Test
    void cutsConnectionsAndPutsThemBack() throws Exception {
        send("/training/faults", "{\"target\":\"registry\",\"mode\":\"down\"}").andExpect(status().isOk())
                .andExpect(jsonPath("$.registry").value("down")).andExpect(jsonPath("$.mail").value("ok"));
        assertThat(registry.fault()).isEqualTo(RegistrySimulator.Fault.DOWN);
        send("/training/faults", "{\"target\":\"registry\",\"mode\":\"ok\"}").andExpect(jsonPath("$.registry").value("ok"));
        send("/training/faults", "{\"target\":\"signer\",\"mode\":\"errors\"}").andExpect(jsonPath("$.signer").value("errors"));
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        send("/training/faults", "{\"target\":\"registry\",\"mode\":\"sleepy\"}").andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("mode"));
        send("/training/faults", "{}").andExpect(status().isBadRequest());
        for (String advance : new String[] { "tomorrow", "-PT1H", "P99999999999D", "" }) {
            send("/training/clock", "{\"advance\":\"" + advance + "\"}").andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("advance"));
        }
        send("/training/clock", "{}").andExpect(status().isBadRequest());
    }

    @Test
    void givesTheProvincialAccountsTheProvinceThatIsImportedFirst(@Autowired org.springframework.context.ApplicationEventPublisher events)
            throws Exception {
        jdbc.sql("delete from officer").update();
        accounts.run();
        assertThat(officers.all()).extracting("userId").containsExactly("admin", "ministry1", "ministry2", "province1", "province2");
        assertThat(officers.find("province1").orElseThrow().unitCode()).isNull();

        events.publishEvent(new UnitsChanged("19"));

        assertThat(officers.find("province1")).hasValueSatisfying(o -> {
            assertThat(o.role()).isEqualTo(Role.PROVINCIAL_HEALTH);
            assertThat(o.unitKind()).isEqualTo(UnitKind.PROVINCE);
            assertThat(o.unitCode()).isEqualTo("19");
        });
        assertThat(officers.find("ministry1").orElseThrow().unitCode()).isNull();
    }

    private ResultActions send(String path, String json) throws Exception {
        return web.perform(post(path).contentType("application/json").content(json));
    }

    private void sent(String id, String channel, String to, String subject, String body, String at) {
        jdbc.sql("""
                insert into outbox (id, channel, recipient, subject, body, dedup_key, status, next_at, created_at, sent_at)
                values (:id::uuid, :channel, :to, :subject, :body, :id, 'SENT', :at::timestamptz, :at::timestamptz, :at::timestamptz)""")
                .param("id", id).param("channel", channel).param("to", to).param("subject", subject).param("body", body)
                .param("at", at).update();
    }
}
