package vn.minhxac.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;

import vn.minhxac.cleaning.MistypedProvince;
import vn.minhxac.cleaning.MistypedProvince.Facts;
import vn.minhxac.cleaning.MistypedProvince.Person;

/** A province as files: its units, the registry's people, the platform's export, and the truth. */
final class PopulationFiles {

    private static final int COMMUNES = 60;

    private PopulationFiles() {
    }

    static Map<String, Truth> truths(Path folder) throws IOException {
        Map<String, Truth> truths = new HashMap<>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("truth.csv"))) {
            rows.forEach(row -> truths.put(row.getField("record_id"), new Truth(row.getField("error_class"), row.getField("full_name"),
                    row.getField("sex"), row.getField("date_of_birth"), row.getField("id_number"))));
        }
        return truths;
    }

    /** Our own generator's people, two doses each. */
    static Path write(Path folder, int people) throws IOException {
        List<String> communes = IntStream.range(0, COMMUNES).mapToObj(n -> "%05d".formatted(5_431 + 3 * n)).toList();
        List<Person> province = MistypedProvince.make(1, people, communes);
        List<String[]> units = new ArrayList<>();
        units.add(new String[] {"code", "kind", "name", "parent_code", "valid_from", "valid_to", "email"});
        units.add(new String[] {"19", "PROVINCE", "Tỉnh", "", "2020-01-01", "", ""});
        communes.forEach(code -> units.add(new String[] {code, "COMMUNE", "Xã " + code, "19", "2020-01-01", "", ""}));
        units.add(new String[] {"19001", "FACILITY", "Cơ sở", "19", "2020-01-01", "", ""});
        write(folder.resolve("units.csv"), units);
        List<String[]> registry = new ArrayList<>();
        registry.add(new String[] {"id_number", "full_name", "sex", "date_of_birth", "old_id_number", "permanent_commune", "complete"});
        List<String[]> truth = new ArrayList<>();
        truth.add(new String[] {"record_id", "error_class", "full_name", "sex", "date_of_birth", "id_number"});
        List<String[]> platform = new ArrayList<>();
        platform.add(new String[] {"record_id", "full_name", "sex", "date_of_birth", "id_number", "id_type", "nationality", "phone", "permanent_commune",
            "dose_number", "vaccination_date", "vaccine", "lot_number", "facility_code"});
        for (Person person : province) {
            Facts is = person.truth();
            registry.add(new String[] {is.number(), is.fullName(), is.sex(), is.born().toString(), person.oldNumber() == null ? "" : person.oldNumber(),
                person.commune(), Boolean.toString(person.complete())});
            truth.add(new String[] {person.recordId(), person.slip().name(), is.fullName(), is.sex(), is.born().toString(), is.number()});
            Facts typed = person.typed();
            for (String dose : List.of("1", "2")) {
                platform.add(new String[] {person.recordId(), typed.fullName(), typed.sex(), typed.born().toString(), typed.number(),
                    typed.number().length() == 9 ? "CMND" : "CCCD", "VN", person.phone(), person.commune(), dose, "2021-0" + (6 + Integer.parseInt(dose)) + "-01",
                    "Pfizer", "PF1001", "19001"});
            }
        }
        write(folder.resolve("registry.csv"), registry);
        write(folder.resolve("truth.csv"), truth);
        write(folder.resolve("platform.csv"), platform);
        return folder;
    }

    private static void write(Path file, List<String[]> rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            rows.forEach(csv::writeRecord);
        }
    }
}
