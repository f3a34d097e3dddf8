package vn.minhxac.training.sample;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/** Types people into the platform as busy people do: mostly right, and wrong in the usual ways. */
final class Typist {

    private static final DateTimeFormatter VIETNAMESE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    /** New and old placement of the tone; spelled differently, the same name. */
    private static final String[][] TONES = { { "òa", "oà" }, { "óa", "oá" }, { "ỏa", "oả" }, { "ọa", "oạ" }, { "òe", "oè" }, { "óe", "oé" },
            { "ùy", "uỳ" }, { "úy", "uý" }, { "ủy", "uỷ" }, { "ụy", "uỵ" } };
    private static final String[] MISTAKEN = { "ă", "â", "ê", "ô", "ơ", "ư", "i", "y", "n", "h", "g" };

    private final Random random;

    Typist(Random random) {
        this.random = random;
    }

    /** The entry with this slip, or null where the slip cannot happen to this person. */
    Entry type(String recordId, Person person, List<Campaign.Dose> doses, Slip slip, Person other) {
        String name = person.fullName();
        String sex = person.sex();
        LocalDate born = person.dateOfBirth();
        String date = random.nextInt(3) == 0 ? born.format(VIETNAMESE) : born.toString();
        String number = person.idNumber();
        switch (slip) {
            case DECOMPOSED_UNICODE -> name = Normalizer.normalize(name, Normalizer.Form.NFD);
            case TONE_PLACEMENT -> name = oldTones(name);
            case CASE_AND_SPACES -> name = switch (random.nextInt(3)) {
                case 0 -> name.toUpperCase();
                case 1 -> name.replace(" ", "  ");
                default -> name + "\u00a0";
            };
            case NO_NUMBER -> number = "";
            case LOST_ZERO -> number = number.replaceFirst("^0+", "");
            case NUMBER_FORMAT -> number = format(number);
            case OLD_NUMBER -> number = person.oldIdNumber();
            case NUMBER_TYPO -> number = typo(number);
            case NO_DIACRITICS -> name = plain(name);
            case NAME_TYPO -> name = misspelled(name);
            case WORD_MISSING -> name = withoutMiddle(name);
            case DAY_MONTH_SWAPPED -> date = born.getDayOfMonth() > 12 || born.getDayOfMonth() == born.getMonthValue() ? null
                    : LocalDate.of(born.getYear(), born.getDayOfMonth(), born.getMonthValue()).toString();
            case FIRST_OF_JANUARY -> date = born.getDayOfYear() == 1 ? null : LocalDate.of(born.getYear(), 1, 1).toString();
            case BIRTH_YEAR -> date = born.plusYears(random.nextBoolean() ? 1 : -1).toString();
            case YEAR_ONLY -> date = born.getYear() > 1960 ? null : Integer.toString(born.getYear());
            case WRONG_SEX -> sex = sex.equals("M") ? "F" : "M";
            case OTHER_PERSONS_NUMBER -> number = other.idNumber();
            case NONE, DUPLICATE, UNVERIFIABLE, FOREIGNER -> { }
        }
        boolean changed = name != null && date != null && number != null && (same(slip) || !(name.equals(person.fullName())
                && sex.equals(person.sex()) && number.equals(person.idNumber()) && (date.equals(born.toString()) || date.equals(born.format(VIETNAMESE)))));
        return changed ? new Entry(recordId, name, sex, date, number, idType(person, number), person.nationality(), person.phone(),
                person.commune().code(), person.hamlet(), doses, slip) : null;
    }

    private static boolean same(Slip slip) {
        return slip == Slip.NONE || slip == Slip.DUPLICATE || slip == Slip.UNVERIFIABLE || slip == Slip.FOREIGNER;
    }


    private static String idType(Person person, String number) {
        return person.foreign() ? "PASSPORT" : number.matches("[0-9]{8,9}") ? "CMND" : "CCCD";
    }

    private String format(String number) {
        return switch (random.nextInt(5)) {
            case 0 -> number.substring(0, 3) + " " + number.substring(3, 6) + " " + number.substring(6);
            case 1 -> number.replaceFirst("0", "O");
            case 2 -> number.substring(0, 6) + "." + number.substring(6);
            case 3 -> number.substring(0, 11);
            default -> number + ".0";
        };
    }

    /** Two neighbouring digits exchanged, or one struck wrong, among those that carry no meaning. */
    private String typo(String number) {
        int i = 6 + random.nextInt(5);
        if (number.charAt(i) != number.charAt(i + 1)) {
            return number.substring(0, i) + number.charAt(i + 1) + number.charAt(i) + number.substring(i + 2);
        }
        return number.substring(0, i) + (char) ('0' + (number.charAt(i) - '0' + 1 + random.nextInt(9)) % 10) + number.substring(i + 1);
    }

    private String plain(String name) {
        String plain = Normalizer.normalize(name.replace('Đ', 'D').replace('đ', 'd'), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.equals(name) ? null : random.nextBoolean() ? plain.toUpperCase() : plain;
    }

    private String misspelled(String name) {
        int last = name.lastIndexOf(' ') + 1;
        for (int i = name.length() - 1; i > last; i--) {
            String letter = MISTAKEN[random.nextInt(MISTAKEN.length)];
            if (Character.isLowerCase(name.charAt(i)) && !letter.equals(name.substring(i, i + 1))) {
                return name.substring(0, i) + letter + name.substring(i + 1);
            }
        }
        return null;
    }

    private static String withoutMiddle(String name) {
        String[] words = name.split(" ");
        return words.length < 3 ? null : words[0] + name.substring(words[0].length() + 1 + words[1].length());
    }

    private static String oldTones(String name) {
        String old = name;
        for (String[] pair : TONES) {
            old = old.replace(pair[0], pair[1]);
        }
        return old.equals(name) ? null : old;
    }
}
