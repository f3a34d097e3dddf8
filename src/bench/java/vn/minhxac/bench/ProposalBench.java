package vn.minhxac.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.MinhXac;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.Imports;
import vn.minhxac.cleaning.Proposals;
import vn.minhxac.cleaning.Proposals.Proposal;
import vn.minhxac.cleaning.internal.proposal.Candidates;
import vn.minhxac.cleaning.internal.proposal.Clues;
import vn.minhxac.unit.UnitImport;

/**
 * A province through import, comparison and proposals, and what came of it: who of the people that did not match got a proposal the
 * registry confirmed, and whether each one is the truth. {@code -Dpopulation.dir} names a folder with {@code units.csv},
 * {@code registry.csv}, {@code platform.csv} and {@code truth.csv}; without it, 50,000 people of our own generator.
 */
final class ProposalBench {

    private static final int PEOPLE = Integer.getInteger("people", 50_000);

    /** @param confirmed those with a confirmed proposal */
    private record Share(int people, int confirmed) {

        Share plus(Share other) {
            return new Share(people + other.people, confirmed + other.confirmed);
        }

        double ratio() {
            return (double) confirmed / people;
        }
    }

    private ProposalBench() {
    }

    static List<Figure> run() throws Exception {
        try (BenchPostgres postgres = new BenchPostgres()) {
            String given = System.getProperty("population.dir", "");
            Path population = given.isBlank() ? PopulationFiles.write(postgres.folder("population"), PEOPLE) : Path.of(given);
            try (ConfigurableApplicationContext context = application(postgres, population)) {
                return measure(context, population);
            }
        }
    }

    private static ConfigurableApplicationContext application(BenchPostgres postgres, Path population) throws Exception {
        return new SpringApplication(MinhXac.class).run("--spring.profiles.active=training", "--minhxac.training.sample=false",
                "--minhxac.training.postgres=external", "--minhxac.training.data-dir=" + postgres.folder("data"),
                "--minhxac.training.registry-file=" + population.resolve("registry.csv"), "--spring.datasource.url=" + url(postgres),
                "--spring.datasource.username=postgres", "--spring.datasource.password=postgres", "--minhxac.signing.collection=P1D",
                "--server.port=0", "--logging.level.root=WARN");
    }

    private static String url(BenchPostgres postgres) throws SQLException {
        return postgres.database("proposals");
    }

    private static List<Figure> measure(ConfigurableApplicationContext context, Path population) throws Exception {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        long start = System.nanoTime();
        bringIn(context, population);
        untilDone(context, jdbc);
        double seconds = (System.nanoTime() - start) / 1e9;

        Map<String, Truth> truths = PopulationFiles.truths(population);
        Map<String, Long> ids = new TreeMap<>();
        jdbc.sql("select record_id, id from citizen where identity_status not in ('MATCHED', 'EXEMPT_FOREIGNER')").query(row -> {
            ids.put(row.getString(1), row.getLong(2));
        });
        Map<Long, Identity> people = new TreeMap<>();
        context.getBean(Identities.class).find(ids.values()).forEach(person -> people.put(person.id(), person));
        long reading = System.nanoTime();
        Map<Long, List<Proposal>> proposals = context.getBean(Proposals.class).of(ids.values());
        System.out.printf(Locale.ROOT, "proposals of %,d people read in %.0f ms%n", ids.size(), (System.nanoTime() - reading) / 1e6);
        Map<String, Share> shares = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        ids.forEach((record, id) -> {
            Truth truth = truths.get(record);
            Proposal best = proposals.containsKey(id) ? proposals.get(id).get(0) : null;
            boolean confirmed = best != null && best.confirmedByRegistry();
            shares.merge(truth.errorClass(), new Share(1, confirmed ? 1 : 0), Share::plus);
            if (confirmed && !truth.isCorrected(people.get(id), best)) {
                wrong.add(record + " " + truth.errorClass() + " " + best.rule());
            }
        });
        return report(jdbc, shares, wrong, seconds, derivation(new ArrayList<>(people.values()), context.getBean(Candidates.class)));
    }

    private static void bringIn(ConfigurableApplicationContext context, Path population) throws Exception {
        try (var units = Files.newInputStream(population.resolve("units.csv"))) {
            var result = context.getBean(UnitImport.class).read(units, false);
            if (!result.errors().isEmpty()) {
                throw new IllegalStateException("units: " + result.errors().get(0));
            }
        }
        String province = context.getBean(JdbcClient.class).sql("select code from unit where kind = 'PROVINCE'").query(String.class).single();
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(tx -> {
            try {
                context.getBean(Imports.class).accept(population.resolve("platform.csv"), "platform.csv", false, province, "admin");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void untilDone(ConfigurableApplicationContext context, JdbcClient jdbc) throws InterruptedException {
        Instant until = Instant.now().plusSeconds(3_600);
        RuntimeService runtime = context.getBean(RuntimeService.class);
        while (jdbc.sql("""
                select exists (select from import where status = 'RUNNING') or not exists (select from verification_list)
                       or exists (select from verification_list where status <> 'DONE')""").query(Boolean.class).single()
                || runtime.createProcessInstanceQuery().processDefinitionKey("proposalCheck").count() > 0) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("not done: " + context.getBean(ManagementService.class).createJobQuery().withException().count()
                        + " jobs failed");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Microseconds a record for the derivation alone, in one thread, without what the registry said. */
    private static double derivation(List<Identity> people, Candidates candidates) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (Identity person : people) {
                candidates.derive(person, Clues.NONE);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / people.size());
        }
        return best;
    }

    private static List<Figure> report(JdbcClient jdbc, Map<String, Share> shares, List<String> wrong, double seconds, double derivation) {
        shares.forEach((name, share) -> System.out.printf(Locale.ROOT, "%-24s %6d people, %6d confirmed, %5.1f %%%n", name, share.people,
                share.confirmed, 100 * share.ratio()));
        Share all = shares.values().stream().reduce(new Share(0, 0), Share::plus);
        double asked = count(jdbc, "select count(*) from cleaning_proposal where asked_at is not null");
        double derived = count(jdbc, "select count(*) from cleaning_proposal");
        double calls = count(jdbc, "select count(distinct request_id) from cleaning_proposal");
        int everybody = count(jdbc, "select count(*) from citizen");
        System.out.printf(Locale.ROOT, "%-24s %6d people, %6d confirmed, %5.1f %%; wrong: %d%n", "not matched", all.people,
                all.confirmed, 100 * all.ratio(), wrong.size());
        System.out.printf(Locale.ROOT, "%.2f candidates a person, %.2f of them asked about, %.1f calls for 1,000 people%n",
                derived / all.people, asked / all.people, 1_000 * calls / all.people);
        System.out.printf(Locale.ROOT, "derived in %.1f ms for 1,000 records, one thread; "
                + "%,d people from the file to the last answer in %.0f s (%.1f s for 1,000)%n",
                derivation, everybody, seconds, 1_000 * seconds / everybody);
        List<String> needless = jdbc.sql("""
                select c.record_id || ' ' || k.mismatch_class from cleaning_case k join citizen c on c.id = k.citizen_id
                where k.status = 'OPEN' and c.identity_status = 'MATCHED' and k.mismatch_class <> 'M5'""").query(String.class).list();
        System.out.printf(Locale.ROOT, "%,d people match, %d of them with a case that is no duplicate%n",
                count(jdbc, "select count(*) from citizen where identity_status = 'MATCHED'"), needless.size());
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("wrongly confirmed: " + wrong);
        }
        return List.of(Figure.ratio("proposals", all.ratio()));
    }

    private static int count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
