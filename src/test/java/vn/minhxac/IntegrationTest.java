package vn.minhxac;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.init;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import vn.minhxac.common.BadInput;
import vn.minhxac.engine.TaskRule;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/**
 * The whole application on a real PostgreSQL, with empty tables, a small province, a clock that stands still and jobs that
 * run when the test says so. Subclasses share one application context: no mocks of beans, no properties of their own.
 */
@SpringBootTest(properties = {
        "minhxac.training.sample=false",
        "minhxac.training.postgres=external",
        "minhxac.training.data-dir=target/test-data",
        "minhxac.training.registry-port=0",
        "camunda.bpm.job-execution.enabled=false",
        "minhxac.verification.resume-every=PT24H",
        "camunda.bpm.generate-unique-process-engine-name=true",
        "camunda.bpm.job-executor-deployment-aware=false",
        // messages go out when the test says so
        "minhxac.notification.poll=P1D",
        "minhxac.import.automatic=false",
        "spring.main.banner-mode=off"
})
@AutoConfigureMockMvc
@ActiveProfiles("training")
@ContextConfiguration(initializers = TestPostgres.class)
@Import(IntegrationTest.Clocks.class)
public abstract class IntegrationTest {

    @TestConfiguration
    static class Clocks {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        /** The rule of the user task {@code guardProbe} in {@code SubmissionGuardTest}'s own diagram. */
        @Bean
        TaskRule guardProbeRule() {
            return new TaskRule() {
                @Override
                public String task() {
                    return "guardProbe";
                }

                @Override
                public Set<String> fields() {
                    return Set.of("decision");
                }

                @Override
                public void check(Submission submission) {
                    if (!"YES".equals(submission.values().get("decision"))) {
                        throw new BadInput("invalid");
                    }
                }
            };
        }
    }

    /** The province, its district, two communes, three facilities; facility 19003 has no officer of its own. */
    protected static final String PROVINCE = "19";
    protected static final String COMMUNE = "05431";
    protected static final String FACILITY = "19001";

    @Autowired
    protected TestClock clock;
    @Autowired
    protected ProcessEngine engine;
    @Autowired
    protected JdbcClient jdbc;
    @Autowired
    protected Officers officers;

    @BeforeEach
    void emptyProvince() {
        clock.set(TestClock.START);
        init(engine);
        SecurityContextHolder.clearContext();
        engine.getIdentityService().clearAuthentication();
        String tables = jdbc.sql("""
                select string_agg(quote_ident(tablename), ',') from pg_tables where schemaname = 'public'
                and (tablename ~ '^act_(ru|hi)_' and tablename not in ('act_ru_authorization', 'act_ru_filter', 'act_ru_jobdef')
                     or tablename !~ '^(act_|flyway|vaccine|audit_event)')""").query(String.class).single();
        jdbc.sql("truncate " + tables + " cascade").update();
        unit(UnitKind.PROVINCE, "19", "Tỉnh Thái Nguyên", null, null);
        unit(UnitKind.DISTRICT, "164", "Thành phố Thái Nguyên", UnitKind.PROVINCE, "19");
        unit(UnitKind.COMMUNE, "05431", "Phường Quán Triều", UnitKind.DISTRICT, "164");
        unit(UnitKind.COMMUNE, "05434", "Phường Quang Vinh", UnitKind.DISTRICT, "164");
        unit(UnitKind.FACILITY, "19001", "Trạm Y tế phường Quán Triều", UnitKind.COMMUNE, "05431");
        unit(UnitKind.FACILITY, "19002", "Trung tâm Y tế thành phố Thái Nguyên", UnitKind.DISTRICT, "164");
        unit(UnitKind.FACILITY, "19003", "Trạm Y tế phường Quang Vinh", UnitKind.COMMUNE, "05434");
        officer("station1", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, "05431");
        officer("police1", Role.COMMUNE_POLICE, UnitKind.COMMUNE, "05431");
        officer("chair1", Role.COMMUNE_CHAIR, UnitKind.COMMUNE, "05431");
        officer("facility1", Role.FACILITY_OFFICER, UnitKind.FACILITY, "19001");
        officer("facilityhead1", Role.FACILITY_HEAD, UnitKind.FACILITY, "19001");
        officer("facility2", Role.FACILITY_OFFICER, UnitKind.FACILITY, "19002");
        officer("facilityhead2", Role.FACILITY_HEAD, UnitKind.FACILITY, "19002");
        officer("district1", Role.DISTRICT_HEALTH, UnitKind.DISTRICT, "164");
        officer("province1", Role.PROVINCIAL_HEALTH, UnitKind.PROVINCE, "19");
        officer("province2", Role.PROVINCIAL_HEALTH, UnitKind.PROVINCE, "19");
        officer("supervisor1", Role.SUPERVISOR, UnitKind.PROVINCE, "19");
        officer("ministry1", Role.MINISTRY, null, null);
        officer("ministry2", Role.MINISTRY, null, null);
        officer("analyst1", Role.ANALYST, null, null);
        officer("admin", Role.ADMIN, null, null);
    }

    @AfterEach
    void leaveNothing() {
        SecurityContextHolder.clearContext();
        engine.getIdentityService().clearAuthentication();
    }

    private void unit(UnitKind kind, String code, String name, UnitKind parentKind, String parent) {
        jdbc.sql("""
                insert into unit (kind, code, name, parent_kind, parent_code, province_code, valid_from)
                values (:kind, :code, :name, :parentKind, :parent, '19', :from)""")
                .param("kind", kind.name()).param("code", code).param("name", name)
                .param("parentKind", parentKind == null ? null : parentKind.name()).param("parent", parent)
                .param("from", LocalDate.of(2020, 1, 1)).update();
    }

    /** Saves an officer with the password {@code minhxac}. */
    protected void officer(String userId, Role role, UnitKind kind, String unitCode) {
        officers.save(new Officer(userId, userId, role, kind, unitCode, unitCode == null ? null : PROVINCE, null, null, true), "minhxac");
    }

    /** Does something as a signed-in officer, as a request through the web would. */
    protected <T> T as(String userId, Callable<T> work) {
        var identity = engine.getIdentityService();
        SecurityContextHolder.getContext().setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(userId, null, AuthorityUtils.NO_AUTHORITIES));
        // unit group, role groups and provinces, as login gives them
        identity.setAuthentication(userId, identity.createGroupQuery().groupMember(userId).list().stream().map(Group::getId).toList(),
                identity.createTenantQuery().userMember(userId).includingGroupsOfUser(true).list().stream().map(Tenant::getId).toList());
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            SecurityContextHolder.clearContext();
            identity.clearAuthentication();
        }
    }

    /** Runs every job that is due, and those they bring about, one after the other; a failing job stays as it is. */
    protected void runJobs() {
        var management = engine.getManagementService();
        var failed = new java.util.HashSet<String>();
        for (;;) {
            List<Job> due = management.createJobQuery().executable().list().stream().filter(j -> !failed.contains(j.getId())).toList();
            if (due.isEmpty()) {
                return;
            }
            for (Job job : due) {
                try {
                    management.executeJob(job.getId());
                } catch (RuntimeException e) {
                    failed.add(job.getId());
                }
            }
        }
    }
}
