package vn.minhxac.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Complaints from the first call until they are closed, as many a second as two cores allow, clients and database included: with the
 * application and with a bare engine that runs the same diagram. In turns; the figure is the median of the rounds.
 */
final class ComplaintBench {

    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int WARM_UP = 3;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    /** More than are filed in all windows. */
    private static final int PEOPLE = 100_000;
    /** Who has complained before. */
    private static final int EARLIER = 300_000;
    private static final int LARGE = Integer.getInteger("large", 1_000_000);
    private static final int SMALL = Integer.getInteger("small", 10_000);

    private ComplaintBench() {
    }

    static List<Figure> againstBareEngine() throws Exception {
        try (BenchPostgres postgres = new BenchPostgres();
             Platform platform = new Platform(postgres.database("platform"), postgres.folder("platform"));
             BareEngine bare = new BareEngine(postgres.database("bare"), false);
             BareEngine tuned = new BareEngine(postgres.database("tuned"), true)) {
            platform.people(1, PEOPLE);
            platform.jdbc().sql("analyze").update();
            AtomicInteger next = new AtomicInteger(1);
            double asShipped = ratio(postgres, platform, next, "application", bare, "bare engine");
            System.out.println("For information, against the bare engine with the application's settings of history:");
            ratio(postgres, platform, next, "application", tuned, "bare, tuned");
            return List.of(Figure.ratio("complaints-vs-bare-engine", asShipped));
        }
    }

    /** The same load on two databases, which differ in how many complaints are stored already. */
    static List<Figure> growth() throws Exception {
        try (BenchPostgres postgres = new BenchPostgres();
             Platform large = stored(postgres, "large", LARGE);
             Platform small = stored(postgres, "small", SMALL)) {
            return List.of(Figure.ratio("complaints-1m-vs-10k", ratio(postgres, large, new AtomicInteger(1), "%,d stored".formatted(LARGE), small, "%,d stored".formatted(SMALL))));
        }
    }

    private static Platform stored(BenchPostgres postgres, String name, int complaints) throws Exception {
        Platform platform = new Platform(postgres.database(name), postgres.folder(name));
        try {
            platform.people(1, PEOPLE + EARLIER);
            ComplaintSeed.seed(platform, complaints, PEOPLE + 1, EARLIER - LARGE / 500, PEOPLE + EARLIER - LARGE / 500);
            System.out.println(platform.jdbc().sql("""
                    select format('%s complaints stored, of which %s open; the database has %s', count(*), count(*) filter (where closed_at is null),
                                  pg_size_pretty(pg_database_size(current_database()))) from complaint""").query(String.class).single());
            return platform;
        } catch (Exception e) {
            platform.close();
            throw e;
        }
    }

    /** Median of the rounds' ratios of complaints a second. */
    private static double ratio(BenchPostgres postgres, Lifecycles measured, AtomicInteger nextMeasured, String name, Lifecycles floor,
                                String floorName) throws Exception {
        AtomicInteger nextFloor = new AtomicInteger(1);
        List<Double> ratios = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int round = 1 - WARM_UP; round <= ROUNDS; round++) {
            Window a = window(postgres, measured, nextMeasured, name, round);
            Window b = window(postgres, floor, nextFloor, floorName, round);
            if (round > 0) {
                ratios.add(a.perSecond() / b.perSecond());
                cpu.add(a.perCpuSecond() / b.perCpuSecond());
            }
        }
        System.out.printf("medians: %.3f by the clock, %.3f by processor time%n", median(ratios), median(cpu));
        return median(ratios);
    }

    private static Window window(BenchPostgres postgres, Lifecycles engine, AtomicInteger next, String name, int round) throws Exception {
        int first = next.get();
        long commits = engine.commits();
        Window window = ClosedLoop.run(engine, next, SECONDS, postgres::cpuSeconds);
        System.out.printf("%-9s %-14s %7.1f complaints/s, %6.2f ms of processor time each, %5.1f commits each%n", round <= 0 ? "warm-up" : "round " + round,
                name, window.perSecond(), 1_000 / window.perCpuSecond(), (engine.commits() - commits) / (double) (next.get() - first));
        return window;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElse(Double.NaN);
    }
}
