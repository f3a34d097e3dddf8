package vn.minhxac.training.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.IntegrationTest;
import vn.minhxac.audit.internal.AuditChain;
import vn.minhxac.citizen.Imports;
import vn.minhxac.training.registry.RegistrySimulator;
import vn.minhxac.unit.UnitImport;

/**
 * A small province from its export to its passports: everybody whose record equals the population database's after canonical
 * normalisation matches, nobody else does, and once all lists are approved each of them has a passport and nobody else has.
 */
class WholeProvinceTest extends IntegrationTest {

    private static final SampleProvince SAMPLE = SampleProvince.make(7, 600);

    @Autowired
    UnitImport units;
    @Autowired
    Imports imports;
    @Autowired
    RegistrySimulator registry;
    @Autowired
    AuditChain chain;
    @TempDir
    Path folder;

    @Test
    void whoEqualsThePopulationDatabaseGetsAPassportAndNobodyElse() throws IOException {
        units.read(new ByteArrayInputStream(SAMPLE.unitsCsv().getBytes(StandardCharsets.UTF_8)), false);
        registry.load(SAMPLE.registered().stream().map(p -> new RegistrySimulator.Entry(p.idNumber(), p.fullName(), p.sex(),
                p.dateOfBirth(), p.oldIdNumber(), p.complete())));
        for (List<Entry> export : List.of(SAMPLE.earlier(), SAMPLE.later())) {
            Path file = Files.writeString(folder.resolve("platform.csv"), SampleProvince.csv(export));
            imports.accept(file, "platform.csv", false, PROVINCE, "province1");
            assertThat(imports.runWaiting()).isOne();
        }
        work();
        approveEverything();

        assertThat(column("identity_status")).isEqualTo(everybody().collect(Collectors.toMap(Entry::recordId, this::expected)));
        assertThat(column("""
                case when exists (select from passport p where p.person_key = c.person_key and p.status = 'ACTIVE')
                          and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER') then 'PASSPORT' else 'NONE' end"""))
                .isEqualTo(everybody().collect(Collectors.toMap(Entry::recordId, e ->
                        List.of("MATCHED", "EXEMPT_FOREIGNER").contains(expected(e)) ? "PASSPORT" : "NONE")));
        assertThat(jdbc.sql("""
                select count(*) from passport p where status = 'ACTIVE' and not exists (
                    select from citizen c where c.person_key = p.person_key and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER'))""")
                .query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("""
                select count(*) from citizen c where identity_status in ('PRECHECK_FAILED', 'MISMATCHED', 'UNVERIFIABLE')
                and not exists (select from cleaning_case k where k.citizen_id = c.id and k.status = 'OPEN')""").query(Integer.class).single())
                .as("people who wait without a reason").isZero();
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        assertThat(chain.firstBroken()).isEmpty();
    }

    private void approveEverything() {
        for (int round = 0; round < 5 && signable() > 0; round++) {
            clock.advance(Duration.ofHours(1));
            work();
            completeAll("reviewList", "province1", Map.of("reviewDecision", "SUBMIT"));
            completeAll("approveList", "province2", Map.of("approvalDecision", "APPROVE"));
            work();
        }
        assertThat(signable()).isZero();
    }

    /** Every due job, each a moment later than the one before: our own limit towards the registry counts by the clock. */
    private void work() {
        var management = engine.getManagementService();
        for (var due = management.createJobQuery().executable().list(); !due.isEmpty(); due = management.createJobQuery().executable().list()) {
            due.forEach(job -> {
                clock.advance(Duration.ofMillis(100));
                management.executeJob(job.getId());
            });
        }
    }

    private int signable() {
        return jdbc.sql("select count(*) from dose where status = 'READY_TO_SIGN'").query(Integer.class).single();
    }

    private void completeAll(String task, String officer, Map<String, Object> values) {
        for (Task open : engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list()) {
            as(officer, () -> {
                engine.getFormService().submitTaskForm(open.getId(), new TreeMap<>(values));
                return null;
            });
        }
    }

    private Map<String, String> column(String expression) {
        return jdbc.sql("select record_id, " + expression + " as value from citizen c").query((row, n) ->
                Map.entry(row.getString(1), row.getString(2))).list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Entry> everybody() {
        return Stream.concat(SAMPLE.earlier().stream(), SAMPLE.later().stream());
    }

    private final Map<String, Person> registered = SAMPLE.registered().stream().collect(Collectors.toMap(Person::idNumber, Function.identity()));

    private String expected(Entry entry) {
        if (!entry.nationality().equals("VN")) {
            return "EXEMPT_FOREIGNER";
        }
        String number = entry.idNumber() == null ? "" : entry.idNumber().strip();
        if (!number.matches("0[0-9]{11}|[0-9]{9}") || !entry.dateOfBirth().matches(".*[0-9].*[-/].*[-/].*")) {
            return "PRECHECK_FAILED";
        }
        Person person = registered.get(number);
        if (person == null) {
            return "MISMATCHED";
        }
        if (!person.complete()) {
            return "UNVERIFIABLE";
        }
        return normal(entry.fullName()).equals(normal(person.fullName())) && entry.sex().equals(person.sex())
                && iso(entry.dateOfBirth()).equals(person.dateOfBirth().toString()) ? "MATCHED" : "MISMATCHED";
    }

    /** The platform writes dates in two ways. */
    private static String iso(String date) {
        return date.contains("/") ? date.substring(6) + "-" + date.substring(3, 5) + "-" + date.substring(0, 2) : date;
    }

    /** Not the product's own normalisation: each syllable without its tone mark, the mark behind it, wherever it stood. */
    private static String normal(String name) {
        return Stream.of(name.replace('\u00A0', ' ').strip().split("\\s+")).map(word -> {
            String decomposed = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
            String tone = decomposed.replaceAll("[^\u0300\u0301\u0303\u0309\u0323]", "");
            return Normalizer.normalize(decomposed.replaceAll("[\u0300\u0301\u0303\u0309\u0323]", ""), Normalizer.Form.NFC) + tone;
        }).collect(Collectors.joining(" "));
    }
}
