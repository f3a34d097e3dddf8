package vn.minhxac.verification;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
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
import vn.minhxac.training.registry.HttpRegistrySimulator;
import vn.minhxac.training.registry.RegistrySimulator.Entry;
import vn.minhxac.training.registry.RegistrySimulator.Fault;

/** What the tests of the four steps need: people, a registry that knows them, an import that has just finished. */
abstract class VerificationScenario extends IntegrationTest {

    static final LocalDate BORN = LocalDate.of(1985, 3, 7);

    @Autowired
    HttpRegistrySimulator registry;
    @Autowired
    ApplicationEventPublisher events;
    @Autowired
    PlatformTransactionManager transactions;

    private int number;

    @BeforeEach
    void freshRegistry() {
        registry.clear();
        registry.fault(Fault.OK);
        registry.details(true);
        number = 0;
        // A circuit that an outage has opened is half open again by now.
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void registryIsBack() {
        registry.fault(Fault.OK);
        registry.slowness(Duration.ofMinutes(1));
    }

    /** A citizen as the platform has them. Women born on {@link #BORN} whose number says so, unless changed. */
    record Record(String name, String sex, LocalDate born, String precision, String number, String nationality, String commune) {

        Record named(String other) {
            return new Record(other, sex, born, precision, number, nationality, commune);
        }

        Record withSex(String other) {
            return new Record(name, other, born, precision, number, nationality, commune);
        }

        Record born(LocalDate other, String otherPrecision) {
            return new Record(name, sex, other, otherPrecision, number, nationality, commune);
        }

        Record numbered(String other) {
            return new Record(name, sex, born, precision, other, nationality, commune);
        }

        Record from(String country) {
            return new Record(name, sex, born, precision, number, country, commune);
        }

        Record in(String other) {
            return new Record(name, sex, born, precision, number, nationality, other);
        }
    }

    /** Somebody new with a number and a date of birth of her own; the first is born on {@link #BORN}. */
    Record somebody() {
        return new Record("Nguyễn Thị Hòa", "F", BORN.plusDays(number), "D", "019185%06d".formatted(++number), "VN", COMMUNE);
    }

    /** The registry knows this person as the record says. */
    Record known(Record person) {
        registry.load(Stream.of(new Entry(person.number(), person.name(), person.sex(), person.born(), null, true)));
        return person;
    }

    /** Stores the record with one dose, as an import does. */
    long imported(Record person) {
        long id = stored(person);
        dose(id, 1, LocalDate.of(2021, 9, 1));
        return id;
    }

    long stored(Record person) {
        return jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type, nationality,
                                     permanent_commune, identity_status, status_since, created_at, updated_at)
                values ('19', :record, :name, :key, :sex, :born, :precision, :number, :type, :nationality, :commune, 'DRAFT', :at, :at, :at)
                returning id""")
                .param("record", UUID.randomUUID().toString()).param("name", person.name()).param("key", VietnameseName.key(person.name()))
                .param("sex", person.sex()).param("born", person.born()).param("precision", person.precision())
                .param("number", person.number()).param("type", IdNumber.kind(person.number(), person.nationality().equals("VN")).map(Enum::name).orElse(null))
                .param("nationality", person.nationality()).param("commune", person.commune())
                .param("at", Timestamp.from(clock.instant())).query(Long.class).single();
    }

    void dose(long citizen, int doseNumber, LocalDate day) {
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by, entered_at, source,
                                  status, status_since)
                values (:citizen, :number, :day, 'PFIZER', '19001', '19001', 'facility1', :at, 'IMPORT', 'DRAFT', :at)""")
                .param("citizen", citizen).param("number", doseNumber).param("day", day).param("at", Timestamp.from(clock.instant())).update();
    }

    /** Tells the four steps that an import has ended, in its transaction. */
    void importCompleted() {
        UUID id = UUID.randomUUID();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("""
                    insert into import (id, province_code, file_name, format, size_bytes, sha256, dry_run, status, created_by, created_at)
                    values (:id, '19', 'platform.csv', 'CSV', 1, '\\x00', false, 'DONE', 'province1', :at)""")
                    .param("id", id).param("at", Timestamp.from(clock.instant())).update();
            events.publishEvent(new ImportCompleted(id, PROVINCE, "province1", true));
        });
    }

    ProcessInstance onlyList() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("fourStepVerification").singleResult();
    }

    /** The jobs of the four steps at this activity, waiting or failed. */
    List<Job> jobsAt(String activity) {
        return engine.getManagementService().createJobQuery().processDefinitionKey("fourStepVerification").activityId(activity).list();
    }

    String status(long citizen) {
        return jdbc.sql("select identity_status from citizen where id = ?").param(citizen).query(String.class).single();
    }

    String doseStatus(long citizen) {
        return jdbc.sql("select string_agg(status, ',' order by dose_number) from dose where citizen_id = ?").param(citizen).query(String.class).single();
    }

    /** Open cases: class → hints. */
    Map<String, List<String>> cases(long citizen) {
        return jdbc.sql("select mismatch_class, hints from cleaning_case where citizen_id = ? and status = 'OPEN'").param(citizen)
                .query((row, n) -> Map.entry(row.getString(1), List.of((String[]) row.getArray(2).getArray()))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    int comparisons(long citizen) {
        return jdbc.sql("select count(*) from comparison where citizen_id = ?").param(citizen).query(Integer.class).single();
    }

    int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
