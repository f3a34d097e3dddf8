package vn.minhxac.training.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import vn.minhxac.training.TrainingPki;
import vn.minhxac.training.internal.Console;
import vn.minhxac.unit.Delegations.RoutingProfile;
import vn.minhxac.unit.UnitImport;
import vn.minhxac.unit.UnitKind;

/**
 * Fills an empty database with the sample province, once, while the application is already in use. Each step is noted in the
 * database when it is done, so that a start after an interruption goes on where the last one stopped; every step may be
 * repeated.
 */
@Component
@Profile("training")
@ConditionalOnProperty(name = "minhxac.training.sample", havingValue = "true", matchIfMissing = true)
class SampleSeeder {

    private static final Logger LOG = LoggerFactory.getLogger(SampleSeeder.class);
    private static final Duration IMPORT_PATIENCE = Duration.ofMinutes(10);

    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private final JdbcClient jdbc;
    private final SampleRegistry registry;
    private final SampleProgress progress;
    private final SampleComplaints complaints;
    private final SampleCleaning cleaning;
    private final UnitImport units;
    private final TrainingPki pki;
    private final Clock clock;
    private volatile Thread worker;

    SampleSeeder(JdbcClient jdbc, SampleRegistry registry, SampleProgress progress, SampleComplaints complaints,
                 SampleCleaning cleaning, UnitImport units, TrainingPki pki, Clock clock) {
        this.jdbc = jdbc;
        this.registry = registry;
        this.progress = progress;
        this.complaints = complaints;
        this.cleaning = cleaning;
        this.units = units;
        this.pki = pki;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            String address = "http://127.0.0.1:" + web.getWebServer().getPort();
            worker = new Thread(() -> seed(address), "sample-province");
            worker.setDaemon(true);
            worker.start();
        }
    }

    @EventListener
    void stop(ContextClosedEvent event) {
        if (worker != null) {
            worker.interrupt();
        }
    }

    private void seed(String address) {
        Instant begun = Instant.now();
        OfficerAtDesk reviewer = new OfficerAtDesk(address, "province1");
        OfficerAtDesk approver = new OfficerAtDesk(address, "province2");
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("units", this::saveUnits);
        steps.put("delegations", () -> delegate(reviewer));
        steps.put("earlier", () -> bringIn(reviewer, "tiem-chung-thai-nguyen-dot-1.csv", registry.province().earlier()));
        steps.put("own-list", () -> progress.reviewOwnList(new OfficerAtDesk(address, "facility1")));
        steps.put("earlier-lists", () -> progress.reviewAndApprove(reviewer, approver));
        steps.put("later", () -> bringIn(reviewer, "tiem-chung-thai-nguyen-dot-2.csv", registry.province().later()));
        steps.put("later-lists", () -> progress.reviewAndApprove(reviewer, approver));
        steps.put("passports", progress::untilPassportsAreIssued);
        steps.put("cleaning", cleaning::listEveryCommune);
        steps.put("cleaning-police", () -> cleaning.handOverSome(new OfficerAtDesk(address, "station1")));
        steps.put("complaints", () -> complaints.file(new OfficerAtDesk(address, "facility1")));
        try {
            jdbc.sql("create table if not exists training_sample (step text primary key, done_at timestamptz not null)").update();
            boolean worked = false;
            for (Map.Entry<String, Step> step : steps.entrySet()) {
                if (!done(step.getKey())) {
                    if (!worked) {
                        Console.print("  Đang nạp tỉnh mẫu ở chế độ nền, mất vài phút… (The sample province is being filled; this takes some minutes.)");
                    }
                    step.getValue().run();
                    jdbc.sql("insert into training_sample values (:step, :now)").param("step", step.getKey())
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
                    worked = true;
                }
            }
            if (worked) {
                Console.print(ready(Duration.between(begun, Instant.now())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("The sample province is not complete; the next start goes on from here", e);
            }
        }
    }

    private void saveUnits() throws IOException {
        UnitImport.Result result = units.read(new ByteArrayInputStream(registry.province().unitsCsv().getBytes(StandardCharsets.UTF_8)), false);
        if (!result.errors().isEmpty()) {
            throw new IllegalStateException("units of the sample: " + result.errors().get(0));
        }
        // The centre the training accounts work for signs in its own name; the province's central signer serves the others.
        pki.issue(Map.of("19H164", "Trung tâm Y tế thành phố Thái Nguyên"));
    }

    /** Three tiers; the city's health centre and the station of Tân Cương, where the training accounts work, handle complaints themselves. */
    private static void delegate(OfficerAtDesk province) {
        province.chooseProfile(RoutingProfile.THREE_TIER_2021);
        province.delegate(UnitKind.DISTRICT, "164");
        province.delegate(UnitKind.COMMUNE, "05503");
    }

    private void bringIn(OfficerAtDesk officer, String fileName, List<Entry> export) throws InterruptedException {
        String id = officer.upload(fileName, SampleProvince.csv(export));
        Instant until = Instant.now().plus(IMPORT_PATIENCE);
        String status = officer.statusOfImport(id);
        while (status.equals("RUNNING") && Instant.now().isBefore(until)) {
            TimeUnit.SECONDS.sleep(1);
            status = officer.statusOfImport(id);
        }
        if (!status.equals("DONE")) {
            throw new IllegalStateException("import of the sample: " + status);
        }
        progress.untilListsWait();
    }

    private boolean done(String step) {
        return jdbc.sql("select exists (select 1 from training_sample where step = :step)").param("step", step).query(Boolean.class).single();
    }

    private String ready(Duration took) {
        return "  Tỉnh mẫu đã sẵn sàng sau %d giây: %d người, %d hộ chiếu đã cấp, %d danh sách chờ rà soát, %d chờ phê duyệt, %d hồ sơ sai lệch trong %d danh sách làm sạch, %d phản ánh đang xử lý. (The sample province is ready.)"
                .formatted(took.toSeconds(), count("citizen", "true"), count("passport", "status = 'ACTIVE'"),
                        count("signing_list", "status = 'IN_REVIEW'"), count("signing_list", "status = 'IN_APPROVAL'"),
                        count("cleaning_case", "status = 'OPEN'"), count("cleaning_batch", "stage <> 'DONE'"), count("complaint", "recorded_at is not null and closed_at is null"));
    }

    private long count(String table, String condition) {
        return jdbc.sql("select count(*) from " + table + " where " + condition).query(Long.class).single();
    }
}
