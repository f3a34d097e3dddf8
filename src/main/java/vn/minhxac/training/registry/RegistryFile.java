package vn.minhxac.training.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import vn.minhxac.training.registry.RegistrySimulator.Entry;

/** The simulator's people from a CSV file: {@code id_number, full_name, sex, date_of_birth, old_id_number, permanent_commune, complete}. */
final class RegistryFile {

    private RegistryFile() {
    }

    static void load(Path file, RegistrySimulator simulator) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file); Stream<NamedCsvRecord> rows = reader.stream()) {
            simulator.load(rows.map(RegistryFile::entry));
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("Không đọc được tệp CSDL dân cư mô phỏng (minhxac.training.registry-file): " + file, e);
        }
    }

    private static Entry entry(NamedCsvRecord row) {
        try {
            return new Entry(row.getField("id_number").strip(), row.getField("full_name"), row.getField("sex").strip(),
                    LocalDate.parse(row.getField("date_of_birth").strip()), row.findField("old_id_number").map(String::strip).orElse(""),
                    !"false".equalsIgnoreCase(row.findField("complete").orElse("").strip()));
        } catch (DateTimeParseException | java.util.NoSuchElementException e) {
            throw new IllegalStateException("Dòng " + row.getStartingLineNumber() + " của tệp minhxac.training.registry-file không đọc được: "
                    + "cần các cột id_number, full_name, sex, date_of_birth (YYYY-MM-DD)", e);
        }
    }
}
