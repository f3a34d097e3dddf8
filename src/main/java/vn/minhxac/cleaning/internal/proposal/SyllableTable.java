package vn.minhxac.cleaning.internal.proposal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The syllables of Vietnamese names, ranked, by position: {@code names/syllables.tsv}. About a megabyte, read once. */
final class SyllableTable {

    private static final String FILE = "/names/syllables.tsv";
    /** Mothers' surnames and given names stand in the middle too. */
    private static final double SURNAME_IN_THE_MIDDLE = 0.02;
    private static final double GIVEN_IN_THE_MIDDLE = 0.10;
    /** Names of one sex are given to the other now and then. */
    private static final double OTHER_SEX = 0.03;

    /** Shares of one syllable among men and women. */
    private record Share(double men, double women) {

        Share plus(double factor, Share other) {
            return new Share(men + factor * other.men, women + factor * other.women);
        }
    }

    private final Map<Position, Syllables> positions = new EnumMap<>(Position.class);

    private SyllableTable(Map<Position, Map<String, Share>> shares) {
        Map<String, Share> middle = shares.get(Position.MIDDLE);
        shares.get(Position.SURNAME).forEach((name, share) -> middle.merge(name, new Share(0, 0).plus(SURNAME_IN_THE_MIDDLE, share),
                (a, b) -> a.plus(1, b)));
        shares.get(Position.GIVEN).forEach((name, share) -> middle.merge(name, new Share(0, 0).plus(GIVEN_IN_THE_MIDDLE, share),
                (a, b) -> a.plus(1, b)));
        shares.forEach((position, of) -> {
            Syllables.Builder builder = new Syllables.Builder();
            of.forEach((name, share) -> builder.add(name, Math.log(share.men + OTHER_SEX * share.women),
                    Math.log(share.women + OTHER_SEX * share.men)));
            positions.put(position, builder.build());
        });
    }

    static SyllableTable load() {
        Map<Position, Map<String, double[]>> weights = new EnumMap<>(Position.class);
        for (Position position : Position.values()) {
            weights.put(position, new TreeMap<>());
        }
        try (var file = new BufferedReader(new InputStreamReader(SyllableTable.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            file.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).forEach(cells -> weights
                    .get(Position.valueOf(cells[0].toUpperCase(Locale.ROOT)))
                    .put(cells[1], new double[] {Double.parseDouble(cells[2]), Double.parseDouble(cells[3])}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Position, Map<String, Share>> shares = new EnumMap<>(Position.class);
        weights.forEach((position, of) -> {
            double men = of.values().stream().mapToDouble(weight -> weight[0]).sum();
            double women = of.values().stream().mapToDouble(weight -> weight[1]).sum();
            Map<String, Share> share = new TreeMap<>();
            of.forEach((name, weight) -> share.put(name, new Share(weight[0] / men, weight[1] / women)));
            shares.put(position, share);
        });
        return new SyllableTable(shares);
    }

    Syllables at(Position position) {
        return positions.get(position);
    }
}
