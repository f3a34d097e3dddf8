package vn.minhxac.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.minhxac.passport.internal.dcc.Compression;

/** {@code mvn -Pbench verify} runs them all, {@code -Dbench=NAME} one. */
public final class Benchmarks {

    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("hc1-compressed-vs-openssl", () -> Hc1Bench.against(Compression.COMPRESS, "hc1-compressed-vs-openssl"));
        ALL.put("hc1-stored-vs-openssl", () -> Hc1Bench.against(Compression.STORED, "hc1-stored-vs-openssl"));
        ALL.put("hc1-persisted-vs-openssl", Hc1PersistedBench::run);
        ALL.put("import-vs-copy", ImportBench::run);
        ALL.put("compare-vs-exchange", CompareBench::run);
        ALL.put("proposals", ProposalBench::run);
        ALL.put("officer-grid", OfficerGridBench::run);
        ALL.put("complaints-vs-bare-engine", ComplaintBench::againstBareEngine);
        ALL.put("complaints-1m-vs-10k", ComplaintBench::growth);
    }

    private Benchmarks() {
    }

    public static void main(String[] args) {
        try {
            run(args);
            // Frameworks may leave threads behind.
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(String[] args) throws Exception {
        String wanted = args.length == 0 ? "" : args[0].trim();
        if (!wanted.isEmpty() && !ALL.containsKey(wanted)) {
            System.err.println("No benchmark is called " + wanted + "; there are " + String.join(", ", ALL.keySet()));
            System.exit(2);
        }
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, Benchmark> benchmark : ALL.entrySet()) {
            if (wanted.isEmpty() || wanted.equals(benchmark.getKey())) {
                System.out.println("== " + benchmark.getKey());
                figures.addAll(benchmark.getValue().run());
                System.out.println();
            }
        }
        figures.forEach(System.out::println);
    }
}
