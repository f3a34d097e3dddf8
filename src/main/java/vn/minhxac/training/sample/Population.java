package vn.minhxac.training.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes the people of the province, household by household: families share a surname, an address and often a phone. */
final class Population {

    /** Whose villages these are, by district; the towns are mostly Kinh. */
    private static final Map<String, String> PEOPLES = Map.of(
            "167", "TAY:55 KINH:32 NUNG:4 DAO:4 SANCHAY:5",
            "168", "KINH:50 TAY:20 SANCHAY:12 NUNG:6 DAO:8 HMONG:4",
            "169", "KINH:52 NUNG:18 SANDIU:18 TAY:4 HMONG:5 DAO:3",
            "170", "TAY:26 KINH:32 NUNG:18 DAO:12 HMONG:9 SANCHAY:3",
            "171", "KINH:72 TAY:12 NUNG:7 SANDIU:4 DAO:5");
    private static final String LOWLAND = "KINH:90 SANDIU:4 TAY:3 NUNG:3";
    /** Rough shares of the province's people. */
    private static final Weighted DISTRICTS = new Weighted("164:26 165:6 167:8 168:8 169:8 170:6 171:14 172:14 173:10");
    /** The commune of the training accounts has enough to do. */
    static final String TRAINING_COMMUNE = "05503";
    private static final int TRAINING_COMMUNE_PEOPLE = 140;

    private static final Weighted ORIGIN = new Weighted("019:88 006:2 008:1 020:2 024:3 001:2 025:1 026:1");
    private static final Weighted OPERATORS = new Weighted("098:8 097:8 096:6 086:3 035:4 033:4 036:3 091:6 094:5 088:2 090:4 093:3 070:2 077:2");
    private static final Weighted COUNTRIES = new Weighted("KR:7 CN:3 JP:2 FR:1 DE:1 US:1 GB:1");

    private final Random random;
    private final Names names;
    private final ThaiNguyen province;
    private final Set<String> numbers = new HashSet<>();
    private int household;

    Population(Random random, ThaiNguyen province) {
        this.random = random;
        this.names = new Names(random);
        this.province = province;
    }

    /** Households until there are this many people. */
    List<List<Person>> households(int people) {
        List<List<Person>> households = new ArrayList<>();
        int made = 0;
        while (made < people) {
            ThaiNguyen.Commune commune = made < Math.min(TRAINING_COMMUNE_PEOPLE, people / 10) ? trainingCommune() : commune();
            List<Person> household = household(commune);
            households.add(household);
            made += household.size();
        }
        return households;
    }

    List<Person> foreigners(int number) {
        List<Person> foreigners = new ArrayList<>();
        List<ThaiNguyen.Commune> towns = province.communes().stream().filter(ThaiNguyen.Commune::urban).toList();
        for (int i = 0; i < number; i++) {
            String passport = "%c%08d".formatted("MKGEC".charAt(random.nextInt(5)), random.nextInt(100_000_000));
            foreigners.add(new Person(names.foreigner(), random.nextBoolean() ? "M" : "F", birthday(1960 + random.nextInt(40)), passport,
                    null, COUNTRIES.pick(random), phone(), towns.get(random.nextInt(towns.size())), "", true));
        }
        return foreigners;
    }

    private List<Person> household(ThaiNguyen.Commune commune) {
        Names.People people = Names.People.valueOf(new Weighted(commune.urban() ? LOWLAND
                : PEOPLES.getOrDefault(commune.districtCode(), LOWLAND)).pick(random));
        String surname = names.surname(people);
        String phone = phone();
        this.household++;
        int head = 2022 - (24 + random.nextInt(55));
        List<Person> household = new ArrayList<>();
        household.add(person(people, surname, "M", head, phone, commune));
        if (random.nextInt(10) < 8) {
            household.add(person(people, names.surname(people), "F", head + 4 - random.nextInt(7), random.nextInt(3) == 0 ? phone : phone(), commune));
        }
        for (int child = 0, born = head + 20 + random.nextInt(10); child < 3 && born < 2017; child++, born += 2 + random.nextInt(6)) {
            if (random.nextInt(10) < 7 && 2022 - born < 38) {
                household.add(person(people, surname, random.nextBoolean() ? "M" : "F", born, 2022 - born < 16 ? phone : phone(), commune));
            }
        }
        if (random.nextInt(10) < 2 && head > 1962) {
            household.add(person(people, random.nextBoolean() ? surname : names.surname(people), random.nextInt(3) == 0 ? "M" : "F",
                    head - 22 - random.nextInt(12), phone, commune));
        }
        return household;
    }

    private Person person(Names.People people, String surname, String sex, int year, String phone, ThaiNguyen.Commune commune) {
        LocalDate born = birthday(Math.max(1925, year));
        return new Person(names.full(people, surname, sex, born.getYear()), sex, born, number(sex, born),
                born.getYear() < 2003 ? "%09d".formatted(90_000_000 + random.nextInt(10_000_000)) : null, "VN", phone, commune, Hamlets.of(commune, household), true);
    }

    /** Twelve digits: place of birth registration, century and sex, year of birth, random (Decree 137/2015, Art. 13). */
    private String number(String sex, LocalDate born) {
        int century = (born.getYear() < 2000 ? 0 : 2) + (sex.equals("M") ? 0 : 1);
        while (true) {
            String number = "%s%d%02d%06d".formatted(ORIGIN.pick(random), century, born.getYear() % 100, random.nextInt(1_000_000));
            if (numbers.add(number)) {
                return number;
            }
        }
    }

    private LocalDate birthday(int year) {
        return LocalDate.ofYearDay(year, 1 + random.nextInt(365));
    }

    private String phone() {
        return "%s%07d".formatted(OPERATORS.pick(random), random.nextInt(10_000_000));
    }

    private ThaiNguyen.Commune trainingCommune() {
        return province.communes().stream().filter(c -> c.code().equals(TRAINING_COMMUNE)).findFirst().orElseThrow();
    }

    private ThaiNguyen.Commune commune() {
        String code = DISTRICTS.pick(random);
        List<ThaiNguyen.Commune> communes = province.districts().stream().filter(d -> d.code().equals(code)).findFirst().orElseThrow().communes();
        return communes.get(random.nextInt(communes.size()));
    }
}
