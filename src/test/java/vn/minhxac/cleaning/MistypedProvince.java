package vn.minhxac.cleaning;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import vn.minhxac.citizen.VietnameseName;

/** Fictional people as the population database has them, and as somebody typed them into the platform, in the usual wrong ways. */
public final class MistypedProvince {

    /** What went wrong, and how often in a thousand people. */
    public enum Slip {
        NONE(573), NO_NUMBER(35), LOST_ZERO(40), SEPARATORS(6), LETTER_O(3), DECIMAL_TAIL(3), DOUBLED_LAST(3), ALL_DIGITS_SCIENTIFIC(2),
        LOSSY_SCIENTIFIC(2), DROPPED_LAST(3), OLD_NUMBER(30), NUMBER_TYPO(20), NO_MARKS(40), LETTER(30), LOST_MARK(15), WORD_MISSING(20),
        DAY_AND_MONTH(20), FIRST_OF_JANUARY(10), YEAR(15), SEX(28), TWO(20), COLLISION(4), DUPLICATE(6), UNVERIFIABLE(20),
        DECOMPOSED(18), OLD_TONE(16), CASE_AND_SPACES(18);

        private final int perMille;

        Slip(int perMille) {
            this.perMille = perMille;
        }

        /** Whether the record is the same as the registry's after normalisation. */
        public boolean isEqual() {
            return this == NONE || this == DECOMPOSED || this == OLD_TONE || this == CASE_AND_SPACES;
        }
    }

    /** Name, sex, date of birth and number. */
    public record Facts(String fullName, String sex, LocalDate born, String number) {

        public boolean isSame(Facts other) {
            return VietnameseName.same(fullName, other.fullName) && sex.equals(other.sex) && born.equals(other.born)
                    && number.equals(other.number);
        }

        Facts named(String other) {
            return new Facts(other, sex, born, number);
        }

        Facts withSex(String other) {
            return new Facts(fullName, other, born, number);
        }

        Facts born(LocalDate other) {
            return new Facts(fullName, sex, other, number);
        }

        Facts numbered(String other) {
            return new Facts(fullName, sex, born, other);
        }
    }

    /**
     * @param oldNumber nine digits, or null
     * @param complete  false: the registry cannot verify this person
     */
    public record Person(String recordId, Slip slip, Facts typed, Facts truth, String oldNumber, boolean complete, String phone, String commune) {
    }

    private static final String SURNAMES = "Nguyễn:38 Trần:11 Lê:9 Phạm:7 Hoàng:4 Huỳnh:2 Phan:4 Vũ:3 Võ:2 Đặng:3 Bùi:3 Đỗ:2 Hồ:1 Ngô:2 Dương:2 Lý:1 "
            + "Đinh:1 Nông:2 Lường:1 Ma:2 Triệu:1 Hà:1 Đoàn:1 Mai:1 Trịnh:1 Lầu:1 Giàng:1 Sùng:1 Vàng:1 Bàn:1 Lò:1 "
            + "Quàng:1 Thạch:1 Trương:2 Tạ:1 Phùng:1";
    private static final String MIDDLE_M = "Văn:30 Đức:6 Quang:5 Ngọc:4 Xuân:4 Hữu:4 Đình:4 Minh:5 Công:3 Thành:3 Duy:3 "
            + "Trọng:2 Mạnh:2 Tiến:2 Viết:1 Bá:1 Thế:1 Gia:1";
    private static final String MIDDLE_F = "Thị:60 Thị_Thu:3 Thị_Thanh:4 Thị_Ngọc:4 Thị_Hồng:3 Thu:4 Ngọc:5 Phương:3 "
            + "Khánh:2 Thúy:2 Mỹ:1 Kim:2 Quỳnh:2 Diệu:1 Thùy:1";
    private static final List<String> GIVEN_M = List.of(("Hùng Dũng Tuấn Hải Nam Long Sơn Thắng Hòa Khoa Phúc Quý Bảo "
            + "Đạt Trung Hiếu Kiên Cường Toàn Vinh Thủy Tiến Việt Huy Lâm Hậu "
            + "Nghĩa Tùng Đông Khánh Lợi Quyết Luân Chiến Thưởng Trường Quân Hưng Tú Bình Páo Sình Thắm Lộc Phước Điệp "
            + "Doanh Khải Tấn Thìn Sửu Út Năm").split(" "));
    private static final List<String> GIVEN_F = List.of(("Hoa Lan Hương Mai Hạnh Hòa Thúy Thủy Loan Oanh Ngân Quỳnh "
            + "Trang Linh Nga Yến Vân Dung Hiền Nhung Huệ Ánh Tuyết Khuê "
            + "Uyên Thảo Ly Mỹ Vy Thoa Hằng Giang Nguyệt Hường Phượng Quyên Duyên Trinh Diễm Cúc Nụ Nhài Thơm Mỷ Dợ "
            + "Bích Hảo Liễu Thắm Út Sáu").split(" "));
    private static final String[] ORIGINS = {"019", "019", "019", "019", "019", "019", "019", "001", "006", "008", "020", "024", "034", "038"};
    private static final String LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy";

    private final Random random;
    private final Set<String> numbers = new HashSet<>();

    private MistypedProvince(long seed) {
        random = new Random(seed);
    }

    /** The same seed makes the same people. A duplicate is a second record after the one it duplicates. */
    public static List<Person> make(long seed, int people, List<String> communes) {
        return new MistypedProvince(seed).people(people, communes);
    }

    private List<Person> people(int size, List<String> communes) {
        List<Person> people = new ArrayList<>();
        while (people.size() < size) {
            Facts truth = somebody();
            Slip slip = slip();
            Facts typed = typed(slip, truth, people);
            if (typed == null) {
                slip = Slip.NONE;
                typed = truth;
            }
            String commune = communes.get(random.nextInt(communes.size()));
            String phone = "09%08d".formatted(random.nextInt(100_000_000));
            String old = slip == Slip.OLD_NUMBER ? typed.number : null;
            if (slip == Slip.DUPLICATE) {
                people.add(new Person(id(people), slip, truth, truth, null, true, phone, commune));
                typed = truth.numbered(random.nextBoolean() ? "" : mistyped(truth.number));
            }
            people.add(new Person(id(people), slip, typed, truth, old, slip != Slip.UNVERIFIABLE, phone, commune));
        }
        return people;
    }

    private static String id(List<Person> people) {
        return "R%09d".formatted(people.size() + 1);
    }

    private Slip slip() {
        int roll = random.nextInt(1_000);
        for (Slip slip : Slip.values()) {
            roll -= slip.perMille;
            if (roll < 0) {
                return slip;
            }
        }
        return Slip.NONE;
    }

    private Facts somebody() {
        boolean man = random.nextBoolean();
        int year = 1930 + random.nextInt(85);
        LocalDate born = LocalDate.ofYearDay(year, 1 + random.nextInt(365));
        String middle = random.nextInt(25) == 0 ? "" : pick(man ? MIDDLE_M : MIDDLE_F) + " ";
        List<String> given = man ? GIVEN_M : GIVEN_F;
        String name = pick(SURNAMES) + " " + middle + given.get(random.nextInt(given.size()));
        String number;
        do {
            number = "%s%d%02d%06d".formatted(ORIGINS[random.nextInt(ORIGINS.length)], (year < 2000 ? 0 : 2) + (man ? 0 : 1), year % 100,
                    random.nextInt(1_000_000));
        } while (!numbers.add(number));
        return new Facts(name, man ? "M" : "F", born, number);
    }

    private String pick(String weighted) {
        String[] choices = weighted.split(" ");
        int roll = random.nextInt(Arrays.stream(choices).mapToInt(MistypedProvince::weight).sum());
        for (String choice : choices) {
            roll -= weight(choice);
            if (roll < 0) {
                return choice.substring(0, choice.indexOf(':')).replace('_', ' ');
            }
        }
        throw new IllegalStateException();
    }

    private static int weight(String choice) {
        return Integer.parseInt(choice.substring(choice.indexOf(':') + 1));
    }

    /** Null where it cannot go wrong in this way. */
    private Facts typed(Slip slip, Facts truth, List<Person> others) {
        String number = truth.number;
        Facts typed = switch (slip) {
            case NONE, DUPLICATE, UNVERIFIABLE -> truth;
            case NO_NUMBER -> truth.numbered("");
            case LOST_ZERO -> truth.numbered(number.replaceFirst("^0+", ""));
            case SEPARATORS -> truth.numbered(random.nextBoolean()
                    ? number.replaceFirst("^(...)(...)", "$1 $2 ") : number.replaceFirst("^(.{6})", "$1."));
            case LETTER_O -> truth.numbered(number.replaceFirst("0", "O"));
            case DECIMAL_TAIL -> truth.numbered((random.nextBoolean() ? number : number.replaceFirst("^0+", "")) + ".0");
            case DOUBLED_LAST -> truth.numbered(number + number.charAt(11));
            case ALL_DIGITS_SCIENTIFIC -> truth.numbered(scientific(digits(number), digits(number).length()));
            case LOSSY_SCIENTIFIC -> truth.numbered(scientific(digits(number), 6));
            case DROPPED_LAST -> truth.numbered(number.substring(0, 11));
            case OLD_NUMBER -> truth.born.getYear() > 2002 ? null : truth.numbered("%09d".formatted(random.nextInt(1_000_000_000)));
            case NUMBER_TYPO -> truth.numbered(mistyped(number));
            case NO_MARKS -> truth.named(random.nextBoolean()
                    ? VietnameseName.plain(truth.fullName) : VietnameseName.display(VietnameseName.plain(truth.fullName)));
            case LETTER -> truth.named(withoutOneLetter(truth.fullName));
            case LOST_MARK -> truth.named(withoutOneMark(truth.fullName));
            case WORD_MISSING -> truth.fullName.split(" ").length < 3 ? null : truth.named(truth.fullName.replaceFirst(" \\S+", ""));
            case DAY_AND_MONTH -> truth.born.getDayOfMonth() > 12 ? null
                    : truth.born(LocalDate.of(truth.born.getYear(), truth.born.getDayOfMonth(), truth.born.getMonthValue()));
            case FIRST_OF_JANUARY -> truth.born(truth.born.withDayOfYear(1));
            case YEAR -> truth.born(truth.born.plusYears(List.of(1, -1, 10, -10).get(random.nextInt(4))));
            case SEX -> truth.withSex(truth.sex.equals("M") ? "F" : "M");
            case TWO -> two(truth, others);
            case COLLISION -> others.isEmpty() ? null : truth.numbered(others.get(random.nextInt(others.size())).truth.number);
            case DECOMPOSED -> truth.named(Normalizer.normalize(truth.fullName, Normalizer.Form.NFD));
            case OLD_TONE -> truth.named(truth.fullName.replace("òa", "oà").replace("úy", "uý").replace("ủy", "uỷ").replace("ùy", "uỳ"));
            case CASE_AND_SPACES -> truth.named(random.nextBoolean() ? truth.fullName.toUpperCase() : truth.fullName.replace(" ", "  ") + "\u00A0");
        };
        return typed == null || !slip.isEqual() && slip != Slip.UNVERIFIABLE && slip != Slip.DUPLICATE && typed.isSame(truth) ? null : typed;
    }

    private Facts two(Facts truth, List<Person> others) {
        List<Slip> both = List.of(List.of(Slip.SEX, Slip.NO_MARKS), List.of(Slip.SEX, Slip.LETTER), List.of(Slip.SEX, Slip.LOST_ZERO),
                List.of(Slip.LOST_ZERO, Slip.NO_MARKS), List.of(Slip.LOST_ZERO, Slip.DAY_AND_MONTH), List.of(Slip.DAY_AND_MONTH, Slip.NO_MARKS),
                List.of(Slip.DAY_AND_MONTH, Slip.LETTER), List.of(Slip.LOST_ZERO, Slip.LETTER), List.of(Slip.YEAR, Slip.NO_MARKS))
                .get(random.nextInt(9));
        Facts one = typed(both.get(0), truth, others);
        return one == null ? null : typed(both.get(1), one, others);
    }

    /** As a spreadsheet shows a long number, with so many of its digits. */
    private static String scientific(String digits, int shown) {
        return "%s.%sE+%d".formatted(digits.charAt(0), digits.substring(1, shown), digits.length() - 1);
    }

    private static String digits(String number) {
        return number.replaceFirst("^0+", "");
    }

    /** One of the last six digits mistaken, or two of them swapped. */
    private String mistyped(String number) {
        int at = 6 + random.nextInt(5);
        char a = number.charAt(at);
        char b = number.charAt(at + 1);
        return a != b && random.nextBoolean() ? number.substring(0, at) + b + a + number.substring(at + 2)
                : number.substring(0, at) + (a - '0' + 1 + random.nextInt(9)) % 10 + number.substring(at + 1);
    }

    /** A letter inside a word mistaken, left out, doubled, or swapped with the next. */
    private String withoutOneLetter(String name) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + 1 < name.length(); i++) {
            if (Character.isLowerCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i + 1))) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return name;
        }
        int at = places.get(random.nextInt(places.size()));
        String before = name.substring(0, at);
        String after = name.substring(at + 1);
        return switch (random.nextInt(5)) {
            case 0 -> before + after;
            case 1 -> before + name.charAt(at) + name.charAt(at) + after;
            case 2 -> before + after.charAt(0) + name.charAt(at) + after.substring(1);
            default -> before + LETTERS.charAt(random.nextInt(LETTERS.length())) + after;
        };
    }

    private String withoutOneMark(String name) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7F) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return name;
        }
        int at = places.get(random.nextInt(places.size()));
        String parts = Normalizer.normalize(name.substring(at, at + 1), Normalizer.Form.NFD);
        String rest = name.charAt(at) == 'đ' ? "d" : name.charAt(at) == 'Đ' ? "D"
                : Normalizer.normalize(parts.substring(0, parts.length() - 1), Normalizer.Form.NFC);
        return name.substring(0, at) + rest + name.substring(at + 1);
    }
}
