package vn.minhxac.training.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who was vaccinated when, with what and where: the waves of 2021–22, in sessions that whole communes attend. */
final class Campaign {

    private static final LocalDate EXPORTED = LocalDate.of(2022, 6, 15);
    private static final Weighted ADULT = new Weighted("AstraZeneca:36 Pfizer:27 Vero_Cell:24 Moderna:9 Sputnik_V:1 Hayat-Vax:2 Abdala:1");
    private static final Weighted CHILD = new Weighted("Pfizer:60 Moderna:40");
    private static final Weighted BOOSTER = new Weighted("Pfizer:55 AstraZeneca:28 Moderna:17");

    record Dose(int number, LocalDate date, String vaccine, String lot, String facility) {
    }

    private final Random random;
    private final ThaiNguyen province;

    Campaign(Random random, ThaiNguyen province) {
        this.random = random;
        this.province = province;
    }

    List<Dose> doses(Person person) {
        int age = EXPORTED.getYear() - person.dateOfBirth().getYear();
        List<Dose> doses = new ArrayList<>();
        if (age < 12) {
            basic(doses, person, LocalDate.of(2022, 4, 18), CHILD.pick(random), 28, random.nextInt(10) < 6 ? 2 : 1);
        } else if (age < 18) {
            basic(doses, person, LocalDate.of(2021, 11, 8), "Pfizer", 24, random.nextInt(20) == 0 ? 1 : 2);
            booster(doses, person, LocalDate.of(2022, 5, 25), 25);
        } else {
            boolean early = random.nextInt(12) == 0;
            String vaccine = early ? "AstraZeneca" : ADULT.pick(random);
            LocalDate wave = early ? LocalDate.of(2021, 5, 10) : LocalDate.of(2021, vaccine.equals("Abdala") ? 10 : 8, age > 64 ? 12 : 2 + random.nextInt(20));
            int wanted = vaccine.equals("Abdala") ? 3 : random.nextInt(25) == 0 ? 1 : 2;
            basic(doses, person, wave.plusDays(random.nextInt(4) * 14L), vaccine, vaccine.equals("AstraZeneca") ? 63 : 28, wanted);
            booster(doses, person, LocalDate.of(2022, 1, 6).plusDays(random.nextInt(3) * 21L), 78);
            if (age >= 50) {
                booster(doses, person, LocalDate.of(2022, 5, 26), 35);
            }
        }
        return doses;
    }

    private void basic(List<Dose> doses, Person person, LocalDate from, String vaccine, int interval, int wanted) {
        LocalDate date = session(person, from);
        String facility = facility(person);
        for (int number = 1; number <= wanted && !date.isAfter(EXPORTED); number++) {
            doses.add(dose(number, date, vaccine, number == 1 || random.nextInt(10) < 8 ? facility : facility(person)));
            date = session(person, date.plusDays(interval));
        }
    }

    /** One more dose for those whose basic doses are complete and lie three months back. */
    private void booster(List<Dose> doses, Person person, LocalDate from, int percent) {
        Dose last = doses.isEmpty() ? null : doses.get(doses.size() - 1);
        if (last == null || last.number() < 2 || random.nextInt(100) >= percent) {
            return;
        }
        LocalDate due = last.date().plusDays(91);
        LocalDate date = session(person, due.isAfter(from) ? due : from);
        if (!date.isAfter(EXPORTED)) {
            doses.add(dose(last.number() + 1, date, BOOSTER.pick(random), facility(person)));
        }
    }

    private Dose dose(int number, LocalDate date, String vaccine, String facility) {
        return new Dose(number, date, vaccine, lot(vaccine, date), facility);
    }

    /** A commune's people come on the same few days. */
    private LocalDate session(Person person, LocalDate from) {
        LocalDate date = from.plusDays(Math.floorMod(Integer.parseInt(person.commune().code()) / 3, 5) + random.nextInt(2) * 7L);
        return date.getDayOfWeek() == DayOfWeek.SUNDAY ? date.plusDays(1) : date;
    }

    private String facility(Person person) {
        int roll = random.nextInt(100);
        if (person.commune().code().equals(Population.TRAINING_COMMUNE)) {
            return roll < 55 ? person.commune().districtCentre() : person.commune().station();
        }
        if (roll < 40) {
            return person.commune().districtCentre();
        }
        if (roll < 70) {
            return person.commune().station();
        }
        return roll < 82 ? province.cdc() : province.hospitals().get(random.nextInt(province.hospitals().size()));
    }

    /** Made up, but as lots are: of one vaccine, the same for everybody within two weeks. */
    private static String lot(String vaccine, LocalDate date) {
        int fortnight = (int) (date.toEpochDay() / 14);
        String digits = "%04d".formatted(Math.floorMod(fortnight * 7919 + vaccine.hashCode(), 10_000));
        return switch (vaccine) {
            case "Pfizer" -> "F" + (char) ('A' + fortnight % 20) + digits;
            case "Moderna" -> "0" + digits + "A";
            case "Vero Cell" -> "2021" + digits + "V";
            case "AstraZeneca" -> "NK" + digits;
            default -> vaccine.substring(0, 2).toUpperCase() + digits;
        };
    }
}
