package vn.minhxac.cleaning.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.citizen.VietnameseName;

/**
 * Proposals are no search in the population database. Of some ten thousand records with every kind of slip, and with numbers that are nothing
 * but noise: each candidate stands in what the person declared, in the other record, or in the registry's own answer. What may be read
 * out of a record is worked out here anew.
 */
class NoSearchTest {

    private static final int RECORDS = 12_000;
    private static final List<String> FIRST = List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Nông", "Ma", "Vũ");
    private static final List<String> LAST = List.of("Lan", "Hòa", "Thuỷ Tiên", "Minh Tú", "Phước", "Quỳnh Anh", "Cúc", "Đạt", "Thùy", "Nghĩa", "Sơn", "Yến Nhi");

    private final Candidates candidates = new Candidates();
    private final Random random = new Random(2262);

    @Test
    void everyCandidateIsWhatSomebodyDeclared() {
        int asked = 0;
        int changedNumbers = 0;
        for (int i = 0; i < RECORDS; i++) {
            String number = slipped(number());
            String other = number();
            String current = random.nextInt(10) == 0 ? number() : null;
            boolean twin = random.nextInt(5) == 0;
            Identity record = new Identity(1, "19", name(), random.nextBoolean() ? "F" : "M", LocalDate.of(1930 + random.nextInt(90), 1 + random.nextInt(12),
                    1 + random.nextInt(28)), "D", number, "CCCD", "VN", "05431", IdentityStatus.MISMATCHED, new byte[0]);
            Clues clues = new Clues(Map.of(), current, twin ? List.of(new OtherRecord(7, other, false, true, random.nextBoolean(), true, true)) : List.of());
            List<Candidate> derived = candidates.derive(record, clues);
            assertThat(derived).as("questions about one record").hasSizeLessThanOrEqualTo(8);
            for (Candidate candidate : derived) {
                asked++;
                Set<String> numbers = readings(number);
                if (current != null) {
                    numbers.add(current);
                }
                if (candidate.otherCitizenId() != null) {
                    numbers.add(other);
                }
                assertThat(numbers).as("%s is read as %s", number, candidate.idNumber()).contains(candidate.idNumber());
                changedNumbers += candidate.idNumber().equals(number) ? 0 : 1;
                assertThat(List.of(record.sex(), candidate.idNumber().length() == 12 && candidate.idNumber().charAt(3) % 2 == 1 ? "F" : "M")).contains(candidate.sex());
                bornAsDeclared(record.dateOfBirth(), candidate);
                assertThat(wordsApart(record.fullName(), candidate.fullName())).as("%s is read as %s", record.fullName(), candidate.fullName()).isLessThanOrEqualTo(2);
            }
        }
        assertThat(asked).as("records with something to ask").isGreaterThan(RECORDS / 2);
        assertThat(changedNumbers).isGreaterThan(RECORDS / 10);
    }

    /** Every number that the signs on the paper can be, without one digit that is not there but a lost zero in front. */
    private static Set<String> readings(String number) {
        Set<String> digits = new HashSet<>();
        String text = number.replace('O', '0').replace('o', '0').replace('I', '1').replace('l', '1');
        digits.add(text.replaceAll("[^0-9]", ""));
        digits.add(text.replaceAll("[.,]0{1,2}$", "").replaceAll("[^0-9]", ""));
        if (text.matches("[0-9][.,][0-9]+[eE]\\+?[0-9]+")) {
            String mantissa = text.replaceAll("[eE].*", "").replaceAll("[^0-9]", "");
            digits.clear();
            if (mantissa.length() == 1 + Integer.parseInt(text.replaceAll(".*[eE]\\+?", ""))) {
                digits.add(mantissa);
            }
        }
        Set<String> all = new HashSet<>();
        for (String one : digits) {
            all.addAll(List.of(one, "0" + one, "00" + one));
            if (one.length() > 1 && one.charAt(one.length() - 1) == one.charAt(one.length() - 2)) {
                all.add(one.substring(0, one.length() - 1));
            }
        }
        return all;
    }

    /** Day and month as declared or in each other's place; the year as declared or as the number says. */
    private static void bornAsDeclared(LocalDate declared, Candidate candidate) {
        LocalDate born = candidate.dateOfBirth();
        assertThat(born.getDayOfMonth() == declared.getDayOfMonth() && born.getMonthValue() == declared.getMonthValue()
                || born.getDayOfMonth() == declared.getMonthValue() && born.getMonthValue() == declared.getDayOfMonth()).as(declared + " " + born).isTrue();
        String number = candidate.idNumber();
        int said = number.length() == 12 ? 1900 + 100 * ((number.charAt(3) - '0') / 2) + Integer.parseInt(number.substring(4, 6)) : declared.getYear();
        assertThat(List.of(declared.getYear(), said)).as(declared + " " + born + " " + number).contains(born.getYear());
    }

    /** How many words of two names differ by more than marks; one that is not a slip away counts for many. */
    private static int wordsApart(String declared, String read) {
        List<String> from = List.of(VietnameseName.plain(declared).split(" "));
        List<String> to = List.of(VietnameseName.plain(read).split(" "));
        int least = from.size() == to.size() ? slips(from, to) : Integer.MAX_VALUE;
        for (int i = 1; i < to.size() && to.size() == from.size() + 1; i++) {
            if (to.get(i).equals("THI") || to.get(i).equals("VAN")) {
                // the middle name that is nearly always there
                List<String> without = new ArrayList<>(to);
                without.remove(i);
                least = Math.min(least, 1 + slips(from, without));
            }
        }
        return least;
    }

    private static int slips(List<String> from, List<String> to) {
        int apart = 0;
        for (int i = 0; i < from.size(); i++) {
            apart += from.get(i).equals(to.get(i)) ? 0 : letters(from.get(i), to.get(i)) == 1 ? 1 : 99;
        }
        return apart;
    }

    /** Letters put in, left out, replaced, or swapped with their neighbour. */
    private static int letters(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                d[i][j] = Math.min(d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private String number() {
        return random.nextInt(10) == 0 ? "%09d".formatted(random.nextInt(1_000_000_000)) : "0191%02d%06d".formatted(random.nextInt(100), random.nextInt(1_000_000));
    }

    private String slipped(String number) {
        String last = number.substring(number.length() - 1);
        return switch (random.nextInt(13)) {
            case 0 -> number.substring(1);
            case 1 -> number.substring(0, 3) + " " + number.substring(3);
            case 2 -> number.replace('0', 'O');
            case 3 -> number + ".0";
            case 4 -> number + last;
            case 5 -> number.substring(1, 2) + "." + number.substring(2) + "E+" + (number.length() - 2);
            case 6 -> number.substring(1, 2) + "." + number.substring(2, number.length() - 3) + "E+" + (number.length() - 2);
            case 7 -> number.substring(2);
            case 8 -> number.substring(0, number.length() - 1);
            case 9 -> Long.toString(random.nextLong(1_000_000_000_000_0L));
            case 10 -> number.substring(0, 5) + number.substring(6);
            case 11 -> number.replaceFirst("1", "l") + last + last;
            default -> number;
        };
    }

    private String name() {
        String name = FIRST.get(random.nextInt(FIRST.size())) + List.of(" Thị ", " Văn ", " ").get(random.nextInt(3)) + LAST.get(random.nextInt(LAST.size()));
        return switch (random.nextInt(4)) {
            case 0 -> VietnameseName.plain(name);
            case 1 -> name.substring(0, name.length() - 1);
            case 2 -> name.replaceFirst("n", "m");
            default -> name;
        };
    }
}
