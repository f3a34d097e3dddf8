package vn.minhxac.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.PassportFacts;
import vn.minhxac.passport.SelfCheck;
import vn.minhxac.passport.internal.check.IndependentChecker;
import vn.minhxac.passport.internal.check.IndependentSelfCheck;
import vn.minhxac.passport.internal.check.TrustStore;
import vn.minhxac.passport.internal.dcc.Compression;
import vn.minhxac.passport.internal.dcc.DccMaker;
import vn.minhxac.passport.internal.dcc.DocumentSigner;

/**
 * Complete HC1 texts a second against the bare ECDSA signatures a second of {@code openssl speed}, one thread each, in windows
 * that alternate. Rates are per second of processor time (all threads of this process count), so that other work on the
 * machine does not decide; the wall-clock rates are printed beside them.
 */
final class Hc1Bench {

    private static final int WINDOWS = 7;
    private static final long WINDOW_NANOS = 2_000_000_000L;
    private static final int PEOPLE = 20_000;
    private static final int WARM_UP = 50_000;

    private Hc1Bench() {
    }

    static List<Figure> against(Compression compression, String name) throws Exception {
        PassportFacts[] facts = Passports.facts(PEOPLE);
        DocumentSigner signer = Passports.signer();
        DccMaker maker = new DccMaker(() -> signer, compression, "MOH");
        TrustStore trust = new TrustStore(List.of(signer.certificate()));
        SelfCheck selfCheck = new IndependentSelfCheck(new IndependentChecker(() -> trust), 1);
        System.out.printf("signer: %s, %s; one thread on each side%n", signer.providerName(), compression);
        for (int i = 0; i < WARM_UP; i++) {
            IssuedCode code = maker.make(facts[i % PEOPLE], Passports.NOW);
            if (i % 5 == 0 && !selfCheck.passes(facts[i % PEOPLE], code)) {
                throw new IllegalStateException("The self-check refused a code");
            }
        }

        List<Window> floor = new ArrayList<>();
        List<Window> made = new ArrayList<>();
        List<Window> checked = new ArrayList<>();
        System.out.println("  window   openssl, per CPU s   per second   HC1, per CPU s   per second   HC1 checked, per CPU s");
        for (int i = 0; i < WINDOWS; i++) {
            floor.add(OpenSsl.signatures());
            made.add(window(facts, maker, null));
            checked.add(window(facts, maker, selfCheck));
            print(Integer.toString(i + 1), floor.get(i), made.get(i), checked.get(i));
        }
        Window signatures = Window.sum(floor);
        Window codes = Window.sum(made);
        Window checkedCodes = Window.sum(checked);
        print("all", signatures, codes, checkedCodes);
        double ratio = best(made) / best(floor);
        System.out.printf("best window of each: ratio %.3f; all windows: ratio %.3f%n", ratio, codes.perCpuSecond() / signatures.perCpuSecond());
        System.out.printf("self-check of every code: %.0f µs each, ratio %.3f%n", 1e6 / best(checked) - 1e6 / best(made),
                best(checked) / best(floor));
        System.out.printf("average length %.0f characters%n", averageLength(facts, maker));
        return List.of(Figure.ratio(name, ratio));
    }

    private static Window window(PassportFacts[] facts, DccMaker maker, SelfCheck selfCheck) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long cpuStart = system.getProcessCpuTime();
        long count = 0;
        while (System.nanoTime() - start < WINDOW_NANOS) {
            for (int i = 0; i < 100; i++) {
                PassportFacts one = facts[(int) (count++ % facts.length)];
                IssuedCode code = maker.make(one, Passports.NOW);
                if (selfCheck != null && !selfCheck.passes(one, code)) {
                    throw new IllegalStateException("The self-check refused a code");
                }
            }
        }
        return new Window(count, (system.getProcessCpuTime() - cpuStart) / 1e9, (System.nanoTime() - start) / 1e9);
    }

    private static void print(String window, Window signatures, Window codes, Window checked) {
        System.out.printf("%8s %20.0f %12.0f %16.0f %12.0f %24.0f%n", window, signatures.perCpuSecond(), signatures.perSecond(),
                codes.perCpuSecond(), codes.perSecond(), checked.perCpuSecond());
    }

    private static double best(List<Window> windows) {
        return windows.stream().mapToDouble(Window::perCpuSecond).max().orElseThrow();
    }

    private static double averageLength(PassportFacts[] facts, DccMaker maker) {
        long length = 0;
        for (int i = 0; i < 1_000; i++) {
            length += maker.make(facts[i], Passports.NOW).hc1().length();
        }
        return length / 1_000.0;
    }
}
