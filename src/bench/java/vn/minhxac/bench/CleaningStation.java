package vn.minhxac.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import vn.minhxac.MinhXac;
import vn.minhxac.citizen.Imports;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** The application with one commune, its station and police: an export comes in, is compared, its proposals are asked, a list is made. */
final class CleaningStation implements AutoCloseable {

    static final String PASSWORD = "minhxac";
    static final String COMMUNE = "05431";

    private final ConfigurableApplicationContext context;

    /** @param registry CSV of the population database, as the simulator reads it */
    CleaningStation(String jdbcUrl, Path folder, Path registry, int port) {
        context = new SpringApplication(MinhXac.class).run("--spring.profiles.active=training", "--minhxac.training.sample=false",
                "--minhxac.training.postgres=external", "--minhxac.training.data-dir=" + folder, "--minhxac.training.registry-file=" + registry,
                "--minhxac.training.registry-port=0", "--minhxac.registry.requests-per-second=0", "--spring.datasource.url=" + jdbcUrl,
                "--spring.datasource.username=postgres", "--spring.datasource.password=postgres", "--server.port=" + port,
                "--minhxac.import.automatic=false", "--logging.level.root=WARN");
        try {
            if (jdbc().sql("select count(*) from unit").query(Integer.class).single() == 0) {
                units();
            }
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** The address of a path on this server. */
    String url(String path) {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path;
    }

    private void units() {
        jdbc().sql("""
                insert into unit (kind, code, name, parent_kind, parent_code, province_code, valid_from) values
                ('PROVINCE', '19', 'Tỉnh Thái Nguyên', null, null, '19', '2020-01-01'),
                ('DISTRICT', '164', 'Thành phố Thái Nguyên', 'PROVINCE', '19', '19', '2020-01-01'),
                ('COMMUNE', '05431', 'Phường Quán Triều', 'DISTRICT', '164', '19', '2020-01-01'),
                ('COMMUNE', '05434', 'Phường Quang Vinh', 'DISTRICT', '164', '19', '2020-01-01'),
                ('FACILITY', '19001', 'Trạm Y tế phường Quán Triều', 'COMMUNE', '05431', '19', '2020-01-01')""").update();
        officer("station1", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        officer("police1", Role.COMMUNE_POLICE, UnitKind.COMMUNE, COMMUNE);
        officer("police2", Role.COMMUNE_POLICE, UnitKind.COMMUNE, COMMUNE);
        officer("district1", Role.DISTRICT_HEALTH, UnitKind.DISTRICT, "164");
        officer("importer1", Role.PROVINCIAL_HEALTH, UnitKind.PROVINCE, "19");
    }

    private void officer(String user, Role role, UnitKind kind, String unit) {
        bean(Officers.class).save(new Officer(user, user, role, kind, unit, "19", null, null, true), PASSWORD);
    }

    /** Imports the export and waits until everything that follows by itself is done. */
    void imported(Path export) throws IOException {
        bean(Imports.class).accept(export, export.getFileName().toString(), false, "19", "importer1");
        if (bean(Imports.class).runWaiting() != 1) {
            throw new IllegalStateException("the import did not run");
        }
        quiet();
    }

    private void quiet() {
        long until = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (bean(ManagementService.class).createJobQuery().executable().count() > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the jobs do not come to an end");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The station asks for a list; returns its batch. */
    UUID list() {
        as("station1", () -> bean(FormService.class).submitStartForm(bean(RepositoryService.class).createProcessDefinitionQuery()
                .processDefinitionKey("dataCleaning").latestVersion().singleResult().getId(), Map.of()));
        quiet();
        return jdbc().sql("select id from cleaning_batch where stage = 'REVIEW'").query(UUID.class).single();
    }

    /** The task of a list that waits, claimed by this officer. */
    String claimed(UUID batch, String officer) {
        return as(officer, () -> {
            String task = bean(TaskService.class).createTaskQuery().processInstanceBusinessKey(batch.toString()).singleResult().getId();
            bean(TaskService.class).claim(task, officer);
            return task;
        });
    }

    private <T> T as(String user, Supplier<T> work) {
        IdentityService identities = bean(IdentityService.class);
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, AuthorityUtils.NO_AUTHORITIES));
        identities.setAuthentication(user, identities.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList(),
                identities.createTenantQuery().userMember(user).includingGroupsOfUser(true).list().stream().map(Tenant::getId).toList());
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
            identities.clearAuthentication();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
