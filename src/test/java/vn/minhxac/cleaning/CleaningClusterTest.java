package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/**
 * The same work by two nodes at once, officers against each other and against the engine, a node that dies in the middle: each change is made
 * once, each row ends in one place, nothing that was answered „done“ is lost.
 */
class CleaningClusterTest extends CleaningScene {

    private final ExecutorService nodes = Executors.newFixedThreadPool(3);

    @AfterEach
    void stopNodes() {
        nodes.shutdownNow();
        jdbc.sql("drop trigger if exists power_cut on record_change").update();
        jdbc.sql("drop function if exists power_cut()").update();
    }

    /** At one moment; an exception is a result too. */
    private List<Object> atOnce(List<Callable<?>> works) {
        CyclicBarrier start = new CyclicBarrier(works.size());
        List<Future<Object>> running = works.stream().map(work -> nodes.submit(() -> {
            start.await(10, TimeUnit.SECONDS);
            return (Object) work.call();
        })).toList();
        List<Object> results = new ArrayList<>();
        for (Future<Object> one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                results.add(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return results;
    }

    /** Runs what is due, each job on two nodes at the same moment; what one of them had to take back is tried again. */
    private void runJobsOnTwoNodes() {
        for (int round = 0; round < 60; round++) {
            List<Job> due = engine.getManagementService().createJobQuery().executable().list();
            if (due.isEmpty()) {
                assertThat(engine.getRuntimeService().createIncidentQuery().list()).isEmpty();
                return;
            }
            for (Job job : due) {
                Callable<Object> node = () -> {
                    engine.getManagementService().executeJob(job.getId());
                    return null;
                };
                atOnce(List.of(node, node));
            }
            clock.advance(Duration.ofMinutes(1));
        }
        throw new AssertionError("never comes to an end");
    }

    private void fileComes(Line... lines) {
        StringBuilder csv = new StringBuilder(HEADER);
        List.of(lines).forEach(line -> csv.append(line.csv()));
        try {
            Path file = Files.writeString(folder.resolve("cluster.csv"), csv);
            imports.accept(file, "cluster.csv", false, PROVINCE, "province1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(imports.runWaiting()).isOne();
    }

    /** People whose numbers have lost their zero, all known to the registry. */
    private Line[] lostZeros(int howMany) {
        return IntStream.range(0, howMany).mapToObj(n -> {
            String number = "019185%06d".formatted(n);
            String born = "1985-%02d-%02d".formatted(1 + n % 12, 1 + n % 28);
            known(number, "Nguyễn Thị Lan", "F", born);
            return Line.of("Z" + n, "Nguyễn Thị Lan", "F", born, number.substring(1));
        }).toArray(Line[]::new);
    }

    @Test
    void everyJobOnTwoNodesAtOnceFromTheFileToTheMatch() {
        fileComes(lostZeros(12));
        int before = registry.compared();
        runJobsOnTwoNodes();
        assertThat(registry.compared() - before).as("each question once").isEqualTo(query("select count(*) from cleaning_proposal where asked_at is not null"));
        UUID batch = requested("station1");
        for (int n = 0; n < 8; n++) {
            accepted(batch, "station1", "Z" + n);
        }
        as("station1", () -> {
            engine.getFormService().submitTaskForm(task(batch, "reviewRows").getId(), Map.of());
            return null;
        });
        runJobsOnTwoNodes();
        assertThat(query("select count(*) from cleaning_batch where follows is not null")).as("one list for the rest").isOne();
        confirmAll(batch, "police1");
        for (var step : List.of(Map.entry("compareByPolice", "police1"), Map.entry("signAndHandOver", "police1"), Map.entry("receiveList", "station1"))) {
            as(step.getValue(), () -> {
                engine.getFormService().submitTaskForm(task(batch, step.getKey()).getId(), step.getKey().startsWith("sign") ? Map.of("documentNumber", "15/BB-CAP") : Map.of());
                return null;
            });
            runJobsOnTwoNodes();
        }
        assertThat(query("select count(*) from citizen where identity_status = 'MATCHED'")).isEqualTo(8);
        assertThat(query("select count(*) from record_change where source = 'CLEANING' and field = 'idNumber'")).as("each change once").isEqualTo(8);
        assertThat(query("select max(n) from (select count(*) as n from record_change where source = 'CLEANING' group by citizen_id, field) x")).isOne();
        assertThat(query("select count(*) from cleaning_row where state = 'DONE' and outcome = 'MATCHED'")).isEqualTo(8);
        assertThat(query("select count(*) from cleaning_row where state = 'OPEN'")).isEqualTo(4);
        assertThat(query("select sum((detail ->> 'rows')::int)::int from audit_event where action = 'cleaning.applied' and subject_id = '" + batch + "'")).isEqualTo(8);
        assertThat(query("select count(*) from cleaning_batch where stage = 'DONE'")).isOne();
        assertThat(query("select count(*) from verification_list where source = 'CORRECTION'")).isOne();
    }

    @Test
    void twoNightsAndTheStationAtOnceMakeOneListOfEachCommune() {
        List<Line> lines = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            lines.add(Line.of("A" + n, "Lê Thị Hoa", "F", "1985-05-%02d".formatted(1 + n), ""));
            lines.add(Line.of("B" + n, "Vũ Thị Mai", "F", "1985-06-%02d".formatted(1 + n), "").in("05434"));
        }
        imported(lines.toArray(Line[]::new));
        engine.getRuntimeService().startProcessInstanceByKey("nightlyCleaning");
        engine.getRuntimeService().startProcessInstanceByKey("nightlyCleaning");
        for (int round = 0; round < 10; round++) {
            List<Callable<?>> works = new ArrayList<>();
            engine.getManagementService().createJobQuery().executable().list().stream().limit(2).forEach(job -> works.add(() -> {
                engine.getManagementService().executeJob(job.getId());
                return null;
            }));
            if (works.isEmpty()) {
                break;
            }
            works.add(() -> send(post("/api/v1/cleaning/batches"), "station1", null).status());
            Object station = atOnce(works).get(works.size() - 1);
            assertThat(station).isIn(201, 409, 422);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("nightlyCleaning").count()).isZero();
        assertThat(query("select count(*) from cleaning_batch where stage <> 'DONE'")).isEqualTo(2);
        assertThat(query("select count(*) from cleaning_row")).isEqualTo(12);
        assertThat(query("select count(distinct (batch_id, line)) from cleaning_row")).isEqualTo(12);
        assertThat(engine.getTaskService().createTaskQuery().taskDefinitionKey("reviewRows").count()).isEqualTo(2);
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
    }

    /** Somebody moves while both communes are listed, again and again. */
    @Test
    void nobodyIsInTheListsOfTwoCommunes() {
        Line[] lines = IntStream.range(0, 40).mapToObj(n -> Line.of("A" + n, "Lê Thị Hoa", "F", "1985-%02d-%02d".formatted(1 + n % 12, 1 + n % 28), "")).toArray(Line[]::new);
        imported(lines);
        for (int round = 0; round < 5; round++) {
            List<Object> answers = atOnce(List.of(
                    () -> send(post("/api/v1/cleaning/batches"), "station1", null).status(),
                    () -> send(post("/api/v1/cleaning/batches"), "province1", Map.of("communeCode", "05434")).status(),
                    () -> jdbc.sql("update citizen set permanent_commune = case permanent_commune when '05431' then '05434' else '05431' end where id % 2 = 0").update()));
            assertThat(List.of(answers.get(0), answers.get(1))).allSatisfy(status -> assertThat(status).isIn(201, 409, 422));
            assertThat(answers.get(2)).isInstanceOf(Integer.class);
            engine.getRuntimeService().startProcessInstanceByKey("nightlyCleaning");
            runJobs();
        }
        assertThat(query("select count(*) from cleaning_row where state not in ('DONE', 'RELEASED')")).isEqualTo(40);
        assertThat(query("select max(n) from (select count(*) as n from cleaning_row where state not in ('DONE', 'RELEASED') group by citizen_id) x")).isOne();
    }

    /** One officer decides while the other hands the list over. */
    @RepeatedTest(2)
    void whatWasAnsweredDoneIsHandedOverAndTheRestIsListedAgain() {
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        imported(lostZeros(60));
        UUID batch = requested("station1");
        accepted(batch, "station1", "Z0");
        String task = task(batch, "reviewRows").getId();
        List<String> done = new ArrayList<>(List.of("Z0"));
        List<Object> undone = new ArrayList<>();
        List<Object> results = atOnce(List.of(() -> {
            for (int n = 1; n < 60; n++) {
                String record = "Z" + n;
                Answer answer = send(post("/api/v1/cleaning/batches/" + batch + "/decisions"), "station2", List.of(decision(record, n % 2 == 0 ? "NOT_FOUND" : "DECEASED")));
                if (answer.status() == 409) {
                    return n;
                }
                assertThat(answer.body()).contains("\"DONE\"");
                done.add(record);
                if (n % 5 == 0) {
                    Answer back = send(post("/api/v1/cleaning/batches/" + batch + "/undo"), "station2", null);
                    if (back.status() == 200) {
                        done.remove(record);
                        undone.add(record);
                    }
                }
            }
            return 60;
        }, () -> {
            TimeUnit.MILLISECONDS.sleep(150);
            return as("station1", () -> {
                engine.getFormService().submitTaskForm(task, Map.of());
                return "completed";
            });
        }));
        assertThat(results.get(1)).isEqualTo("completed");
        assertThat(results.get(0)).isInstanceOf(Integer.class);
        runJobs();
        Set<String> handedOver = Set.copyOf(jdbc.sql("select c.record_id from cleaning_row r join citizen c on c.id = r.citizen_id "
                + "where r.batch_id = :batch and r.state = 'REVIEWED'").param("batch", batch).query(String.class).list());
        assertThat(handedOver).as("answered and not taken back").isEqualTo(Set.copyOf(done));
        int left = 60 - done.size();
        assertThat(query("select count(*) from cleaning_row r join cleaning_batch b on b.id = r.batch_id where b.follows is not null and r.state = 'OPEN' and r.decision is null"))
                .isEqualTo(left);
        assertThat(query("select count(*) from cleaning_row where state not in ('DONE', 'RELEASED')")).isEqualTo(60);
    }

    @Test
    void theSameStepIsCompletedOnceHoweverManyDo() {
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        officer("police2", Role.COMMUNE_POLICE, UnitKind.COMMUNE, COMMUNE);
        imported(lostZeros(3));
        UUID batch = requested("station1");
        accepted(batch, "station1", "Z0");
        assertThat(completedAtOnce(task(batch, "reviewRows").getId(), Map.of(), "station1", "station2")).isOne();
        assertThat(query("select count(*) from cleaning_batch where follows is not null")).isOne();
        confirmAll(batch, "police1");
        assertThat(completedAtOnce(task(batch, "compareByPolice").getId(), Map.of(), "police1", "police2")).isOne();
        assertThat(completedAtOnce(task(batch, "signAndHandOver").getId(), Map.of("documentNumber", "15/BB-CAP"), "police1", "police2")).isOne();
        assertThat(query("select count(*) from audit_event where action = 'cleaning.handedOver' and subject_id = '" + batch + "'")).isOne();
        assertThat(completedAtOnce(task(batch, "receiveList").getId(), Map.of(), "station1", "station2")).isOne();
        assertThat(status("Z0")).isEqualTo("MATCHED");
        assertThat(query("select count(*) from record_change where source = 'CLEANING' and field = 'idNumber'")).isOne();
    }

    private int completedAtOnce(String task, Map<String, Object> values, String... officers) {
        List<Callable<?>> works = new ArrayList<>();
        for (String officer : officers) {
            works.add(() -> as(officer, () -> {
                engine.getFormService().submitTaskForm(task, new HashMap<>(values));
                return "completed";
            }));
        }
        int completed = (int) atOnce(works).stream().filter("completed"::equals).count();
        runJobs();
        return completed;
    }

    /** The power fails while the second hundreds of rows are applied. */
    @Test
    void applyingThatBreaksOffInTheMiddleIsDoneOnceWhenRepeated() {
        imported(lostZeros(230));
        UUID batch = requested("station1");
        JsonNode sample = call(post("/api/v1/cleaning/batches/" + batch + "/samples"), "station1", Map.of(), 200);
        call(post("/api/v1/cleaning/batches/" + batch + "/samples/" + sample.path("id").asText() + "/accept"), "station1", null, 200);
        complete(batch, "reviewRows", "station1");
        sample = call(post("/api/v1/cleaning/batches/" + batch + "/samples"), "police1", Map.of(), 200);
        call(post("/api/v1/cleaning/batches/" + batch + "/samples/" + sample.path("id").asText() + "/accept"), "police1", null, 200);
        complete(batch, "compareByPolice", "police1");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        long unlucky = jdbc.sql("select citizen_id from cleaning_row where line = 215").query(Long.class).single();
        jdbc.sql("create function power_cut() returns trigger language plpgsql as $$ begin if new.citizen_id = " + unlucky
                + " then raise exception 'power cut'; end if; return new; end $$").update();
        jdbc.sql("create trigger power_cut before insert on record_change for each row execute function power_cut()").update();
        assertThatThrownBy(() -> complete(batch, "receiveList", "station1")).hasMessageContaining("power cut");
        assertThat(query("select count(*) from record_change where source = 'CLEANING' and field = 'idNumber'")).as("the first chunk alone").isEqualTo(200);
        assertThat(query("select count(*) from cleaning_row where state = 'CONFIRMED'")).isEqualTo(30);
        assertThat(query("select count(*) from citizen where identity_status = 'PRECHECK_FAILED'")).isEqualTo(30);

        jdbc.sql("drop trigger power_cut on record_change").update();
        clock.advance(Duration.ofMinutes(10));
        runJobsOnTwoNodes();
        assertThat(query("select count(*) from citizen where identity_status = 'MATCHED'")).isEqualTo(230);
        assertThat(query("select count(*) from record_change where source = 'CLEANING' and field = 'idNumber'")).isEqualTo(230);
        assertThat(query("select max(n) from (select count(*) as n from record_change where source = 'CLEANING' group by citizen_id, field) x")).isOne();
        assertThat(query("select sum((detail ->> 'rows')::int)::int from audit_event where action = 'cleaning.applied' and subject_id = '" + batch + "'")).isEqualTo(230);
        assertThat(query("select count(*) from citizen_alias")).as("each old number once").isEqualTo(230);
    }

    /** Two accept the same class, and one of them takes it back at once. */
    @Test
    void aClassIsAcceptedOnceAndTakenBackWholeOrNotAtAll() {
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        imported(lostZeros(40));
        UUID batch = requested("station1");
        Map<String, String> samples = new HashMap<>();
        for (String officer : List.of("station1", "station2")) {
            samples.put(officer, call(post("/api/v1/cleaning/batches/" + batch + "/samples"), officer, Map.of(), 200).path("id").asText());
        }
        List<Object> answers = atOnce(List.of(() -> acceptedOf(batch, "station1", samples), () -> acceptedOf(batch, "station2", samples)));
        assertThat(answers).containsExactlyInAnyOrder(40, 0);
        assertThat(query("select count(*) from cleaning_decision")).isEqualTo(40);
        String whose = jdbc.sql("select distinct decided_by from cleaning_row").query(String.class).single();
        List<Object> undone = atOnce(List.of(() -> send(post("/api/v1/cleaning/batches/" + batch + "/undo"), whose, null).status(),
                () -> send(post("/api/v1/cleaning/batches/" + batch + "/undo"), whose, null).status()));
        assertThat(undone).containsExactlyInAnyOrder(200, 409);
        assertThat(query("select count(*) from cleaning_row where state = 'OPEN' and decision is null")).isEqualTo(40);
    }

    private int acceptedOf(UUID batch, String officer, Map<String, String> samples) {
        return call(post("/api/v1/cleaning/batches/" + batch + "/samples/" + samples.get(officer) + "/accept"), officer, null, 200).path("done").asInt();
    }

    private int query(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
