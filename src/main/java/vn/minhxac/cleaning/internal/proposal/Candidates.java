package vn.minhxac.cleaning.internal.proposal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import vn.minhxac.citizen.Hint;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.VietnameseName;

/**
 * Derives what a record may have been meant to say, from what it says: one slip, or two. Needs no database and keeps no state. A malformed
 * number is repaired in every candidate, and sex and year of birth are held against the repaired one; without a number that can be one
 * there is no candidate but the number of another record of the same person.
 */
@Component
public class Candidates {

    /** The most of one record. */
    public static final int MOST = 8;
    /** Who slips once slips again more easily. */
    private static final double TWO_SLIPS = Math.log(3);

    private final NameReadings names = new NameReadings(SyllableTable.load());

    /** @return likeliest first, at most {@value #MOST}, each with a name, a sex, a full date of birth and a well-formed number */
    public List<Candidate> derive(Identity record, Clues clues) {
        if (!record.vietnamese() || record.dateOfBirth() == null || !"D".equals(record.dobPrecision())
                || VietnameseName.key(record.fullName()).isEmpty()) {
            return List.of();
        }
        Ranking ranking = new Ranking();
        OtherRecords.of(record, clues).ifPresent(ranking::first);
        for (Reading<String> number : numbers(record, clues)) {
            combine(record, number, clues, ranking);
        }
        return ranking.best(MOST);
    }

    private static List<Reading<String>> numbers(Identity record, Clues clues) {
        if (isSomebodyElses(record, clues)) {
            return List.of();
        }
        String current = clues.currentIdNumber();
        if (IdNumber.isWellFormed(current, true) && !current.equals(record.idNumber())) {
            return List.of(new Reading<>(current, List.of(Rule.ID_REPLACED), 0));
        }
        // No correction of the other fields makes a number known that is not.
        return clues.mayKeep("idNumber") ? NumberReadings.of(record.idNumber()) : List.of();
    }

    /**
     * Whether the number may be another person's: a record of somebody with another phone bears it too, and it does not fit this one
     * better. The registry would confirm that person, not this one.
     */
    private static boolean isSomebodyElses(Identity record, Clues clues) {
        boolean fits = fits(record.idNumber(), record.sex(), record.dateOfBirth());
        return clues.others().stream().anyMatch(other -> other.sameNumber() && !other.samePhone() && (!fits || other.fitsItsNumber()));
    }

    /** Whether a number says this sex and this year of birth. */
    static boolean fits(String number, String sex, LocalDate dateOfBirth) {
        return IdNumber.isPersonal(number) && IdNumber.hints(number, sex, dateOfBirth, true).stream()
                .noneMatch(hint -> hint == Hint.SEX_AGAINST_ID || hint == Hint.YEAR_AGAINST_ID);
    }

    private void combine(Identity record, Reading<String> number, Clues clues, Ranking ranking) {
        boolean woman = IdNumber.sexOf(number.value()).orElse(String.valueOf(record.sex())).equals("F");
        List<Reading<String>> sexes = allowed(SexReadings.of(record.sex(), number.value()), "sex", clues);
        List<Reading<LocalDate>> births = allowed(BirthReadings.of(record.dateOfBirth(), number.value()), "dateOfBirth", clues);
        List<Reading<String>> allNames = names.of(record.fullName(), woman);
        allNames.stream().filter(name -> !name.isChange()).forEach(ranking::unexplained);
        List<Reading<String>> namesLeft = allowed(allNames, "fullName", clues);
        for (Reading<String> sex : sexes) {
            for (Reading<LocalDate> birth : births) {
                for (Reading<String> name : namesLeft) {
                    add(number, sex, birth, name, ranking);
                }
            }
        }
    }

    private static <T> List<Reading<T>> allowed(List<Reading<T>> readings, String field, Clues clues) {
        return readings.stream().filter(reading -> reading.isChange() ? clues.mayChange(field) : clues.mayKeep(field)).toList();
    }

    private static void add(Reading<String> number, Reading<String> sex, Reading<LocalDate> birth, Reading<String> name, Ranking ranking) {
        List<Rule> rules = new ArrayList<>(sex.rules());
        rules.addAll(birth.rules());
        rules.addAll(name.rules());
        int slips = rules.size() + (number.isChange() ? 1 : 0);
        if (slips == 0 || slips > 2 || rules.contains(Rule.SEX_FROM_ID) && rules.contains(Rule.YEAR_FROM_ID)) {
            return;
        }
        double log = sex.log() + birth.log() + name.log() + (rules.size() > 1 ? TWO_SLIPS : 0);
        rules.addAll(0, number.rules());
        ranking.add(new Candidate(name.value(), sex.value(), birth.value(), number.value(), List.copyOf(rules), null, log));
    }
}
