package vn.minhxac.cleaning;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.IntegrationTest;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.ImportCompleted;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.MistypedProvince.Facts;
import vn.minhxac.cleaning.MistypedProvince.Person;
import vn.minhxac.cleaning.Proposals.Proposal;
import vn.minhxac.training.registry.HttpRegistrySimulator;
import vn.minhxac.training.registry.RegistrySimulator.Entry;
import vn.minhxac.training.registry.RegistrySimulator.Fault;

/** People typed wrongly into the platform, and a registry that knows how they are. */
abstract class ProposalScenario extends IntegrationTest {

    @Autowired
    HttpRegistrySimulator registry;
    @Autowired
    Proposals proposals;
    @Autowired
    ApplicationEventPublisher events;
    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void freshRegistry() {
        registry.clear();
        registry.fault(Fault.OK);
        registry.details(true);
        // A circuit that an outage has opened is half open again by now.
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void registryIsBack() {
        registry.fault(Fault.OK);
    }

    /** The registry knows these people, and the platform has them as they were typed; returns their ids by record id. */
    Map<String, Long> imported(List<Person> people) {
        registry.load(people.stream().map(p -> new Entry(p.truth().number(), p.truth().fullName(), p.truth().sex(), p.truth().born(), p.oldNumber(),
                p.complete())));
        jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type, nationality,
                                     phone, permanent_commune, identity_status, status_since, created_at, updated_at)
                select '19', record, name, key, sex, born::date, 'D', nullif(number, ''), type, 'VN', phone, commune, 'DRAFT', :at, :at, :at
                from unnest(:records, :names, :keys, :sexes, :born, :numbers, :types, :phones, :communes)
                     as p (record, name, key, sex, born, number, type, phone, commune)""")
                .param("at", Timestamp.from(clock.instant()))
                .param("records", column(people, Person::recordId)).param("names", column(people, p -> VietnameseName.clean(p.typed().fullName())))
                .param("keys", column(people, p -> VietnameseName.key(p.typed().fullName()))).param("sexes", column(people, p -> p.typed().sex()))
                .param("born", column(people, p -> p.typed().born().toString())).param("numbers", column(people, p -> p.typed().number()))
                .param("types", column(people, p -> IdNumber.kind(p.typed().number(), true).map(Enum::name).orElse(null)))
                .param("phones", column(people, Person::phone)).param("communes", column(people, Person::commune)).update();
        importCompleted();
        Map<String, Long> ids = new HashMap<>();
        jdbc.sql("select id, record_id from citizen").query(row -> {
            ids.put(row.getString(2), row.getLong(1));
        });
        return ids;
    }

    private static String[] column(List<Person> people, Function<Person, String> value) {
        return people.stream().map(value).toArray(String[]::new);
    }

    /** Tells the four steps that an import has ended, in its transaction. */
    void importCompleted() {
        UUID id = UUID.randomUUID();
        inTransaction(() -> {
            jdbc.sql("""
                    insert into import (id, province_code, file_name, format, size_bytes, sha256, dry_run, status, created_by, created_at)
                    values (:id, '19', 'platform.csv', 'CSV', 1, '\\x00', false, 'DONE', 'province1', :at)""")
                    .param("id", id).param("at", Timestamp.from(clock.instant())).update();
            events.publishEvent(new ImportCompleted(id, PROVINCE, "province1", true));
        });
    }

    void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    /** Runs jobs until one waits to ask about proposals. */
    Job untilAsking() {
        while (asking().isEmpty()) {
            engine.getManagementService().createJobQuery().executable().list().forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
        return asking().get(0);
    }

    /** Runs all jobs, and time goes on between them, as the registry's limit per second expects. */
    void runJobsInTime() {
        List<Job> due;
        while (!(due = engine.getManagementService().createJobQuery().executable().list()).isEmpty()) {
            for (Job job : due) {
                clock.advance(Duration.ofMillis(100));
                engine.getManagementService().executeJob(job.getId());
            }
        }
    }

    List<Job> asking() {
        return engine.getManagementService().createJobQuery().processDefinitionKey("proposalCheck").activityId("askNextProposals").list();
    }

    /** The confirmed proposal of each person who has one. */
    Map<Long, Proposal> confirmed(Map<String, Long> ids) {
        return proposals.of(ids.values()).entrySet().stream().filter(entry -> entry.getValue().get(0).confirmedByRegistry())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
    }

    static Facts corrected(Facts typed, Proposal proposal) {
        Facts facts = typed;
        for (var change : proposal.changes().entrySet()) {
            String to = change.getValue().to();
            facts = switch (change.getKey()) {
                case "fullName" -> facts.named(to);
                case "sex" -> facts.withSex(to);
                case "dateOfBirth" -> facts.born(LocalDate.parse(to));
                case "idNumber" -> facts.numbered(to);
                default -> throw new IllegalArgumentException(change.getKey());
            };
        }
        return facts;
    }

    String statusOf(long citizen) {
        return jdbc.sql("select identity_status from citizen where id = ?").param(citizen).query(String.class).single();
    }

    int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
