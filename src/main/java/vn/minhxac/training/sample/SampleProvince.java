package vn.minhxac.training.sample;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import de.siegmar.fastcsv.writer.CsvWriter;
import vn.minhxac.unit.Unit;

/**
 * A fictional Thái Nguyên of a few thousand people: its units, its people as the population database has them, and the
 * platform's two exports of them. The same seed gives the same province to the last letter. No person in it exists.
 *
 * @param registered everybody the population database knows
 * @param earlier    the export of the first months: most people
 * @param later      a later export of the rest
 */
record SampleProvince(List<Unit> units, List<Person> registered, List<Entry> earlier, List<Entry> later) {

    static final long SEED = 19_042_022;
    static final int PEOPLE = 4_000;

    static SampleProvince make() {
        return make(SEED, PEOPLE);
    }

    static SampleProvince make(long seed, int size) {
        Random random = new Random(seed);
        ThaiNguyen province = new ThaiNguyen();
        Population population = new Population(random, province);
        List<List<Person>> households = population.households(size);
        return new Scribe(random, new Campaign(random, province)).write(province.units(), households, population.foreigners(Math.max(1, size / 330)));
    }

    /** Writes people down as the platform and the population database have them. */
    private static final class Scribe {

        private final Random random;
        private final Campaign campaign;
        private final Typist typist;
        private final List<Person> registered = new ArrayList<>();
        private final List<Entry> earlier = new ArrayList<>();
        private final List<Entry> later = new ArrayList<>();
        private final Map<Slip, Integer> owed = new HashMap<>();
        private int records;
        private int seen;

        Scribe(Random random, Campaign campaign) {
            this.random = random;
            this.campaign = campaign;
            this.typist = new Typist(random);
        }

        SampleProvince write(List<Unit> units, List<List<Person>> households, List<Person> foreigners) {
            Person before = households.get(0).get(0);
            for (List<Person> household : households) {
                List<Entry> export = random.nextInt(100) < 72 ? earlier : later;
                for (Person person : household) {
                    enter(export, person, before);
                    before = person;
                }
            }
            for (Person foreigner : foreigners) {
                earlier.add(typist.type(nextRecord(), foreigner, campaign.doses(foreigner), Slip.FOREIGNER, before));
            }
            return new SampleProvince(units, List.copyOf(registered), List.copyOf(earlier), List.copyOf(later));
        }

        private void enter(List<Entry> export, Person person, Person other) {
            String record = nextRecord();
            List<Campaign.Dose> doses = campaign.doses(person);
            Slip slip = Slip.NONE;
            Entry entry = null;
            seen++;
            // Whoever cannot have a certain slip leaves it to the next, so that the shares come out as they should.
            List<Slip> due = new ArrayList<>();
            for (Slip candidate : Slip.values()) {
                if (candidate.perMille * seen / 1_000.0 - owed.getOrDefault(candidate, 0) >= 1) {
                    due.add(candidate);
                }
            }
            if (!due.isEmpty() && random.nextInt(3) > 0) {
                slip = due.get(random.nextInt(due.size()));
                entry = typist.type(record, person, doses, slip, other);
            }
            if (entry == null) {
                slip = Slip.NONE;
                entry = typist.type(record, person, doses, slip, other);
            }
            owed.merge(slip, 1, Integer::sum);
            registered.add(slip == Slip.UNVERIFIABLE ? person.unverifiable() : person);
            export.add(entry);
            if (slip == Slip.DUPLICATE) {
                export.add(typist.type(nextRecord(), person, doses.subList(0, 1), slip, other));
            }
        }

        private String nextRecord() {
            return "TN%07d".formatted(++records);
        }
    }

    private static final String[] HEADER = { "record_id", "full_name", "sex", "date_of_birth", "id_number", "id_type", "nationality", "phone",
            "permanent_commune", "hamlet", "dose_number", "vaccination_date", "vaccine", "lot_number", "facility_code" };

    /** An export as the platform writes it: one row a dose (contract §2). */
    static String csv(List<Entry> entries) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(HEADER);
            for (Entry e : entries) {
                for (Campaign.Dose dose : e.doses()) {
                    csv.writeRecord(e.recordId(), e.fullName(), e.sex(), e.dateOfBirth(), e.idNumber(), e.idType(), e.nationality(), e.phone(),
                            e.commune(), e.hamlet(), Integer.toString(dose.number()), dose.date().toString(), dose.vaccine(), dose.lot(), dose.facility());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The units as the units file of contract §2. */
    String unitsCsv() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("code", "kind", "name", "parent_code", "valid_from", "valid_to", "email");
            for (Unit u : units) {
                csv.writeRecord(u.code(), u.kind().name(), u.name(), u.parentCode(), u.validFrom().toString(),
                        u.validTo() == null ? "" : u.validTo().toString(), u.email());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
