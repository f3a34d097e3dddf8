package vn.minhxac.citizen.internal.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.IntegrationTest;
import vn.minhxac.citizen.Imports;

/** Files in, tables out. */
abstract class ImportTestBase extends IntegrationTest {

    static final String HEADER = "record_id,full_name,sex,date_of_birth,id_number,id_type,nationality,phone,permanent_commune,"
        + "dose_number,vaccination_date,vaccine,lot_number,facility_code\n";
    static final String HOA_1 = "R1,Nguyễn Thị Hòa,F,1990-02-28,019190001234,CCCD,VN,0912345678,05431,1,2021-08-01,AstraZeneca,AS1,19001\n";
    static final String HOA_2 = "R1,Nguyễn Thị Hòa,F,1990-02-28,019190001234,CCCD,VN,0912345678,05431,2,2021-10-01,Pfizer,PF1,19002\n";
    static final String NAM_1 = "R2,Trần Văn Nam,M,15/03/1985,019085004321,CCCD,VN,0987654321,05434,1,02/08/2021,Vero Cell,VC1,19001\n";

    @Autowired
    Imports imports;
    @Autowired
    ImportStore store;
    @Autowired
    TransactionTemplate transaction;

    UUID accept(String csv) {
        return accept(csv.getBytes(StandardCharsets.UTF_8), false);
    }

    UUID accept(byte[] bytes, boolean dryRun) {
        Path file = null;
        try {
            file = Files.createTempFile("import-test", null);
            Files.write(file, bytes);
            Path sent = file;
            return imports.accept(sent, "xuat-du-lieu.csv", dryRun, PROVINCE, "facility1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    ImportView run(String csv) {
        UUID id = accept(csv);
        imports.runWaiting();
        return store.find(id).orElseThrow();
    }

    ImportView run(byte[] bytes, boolean dryRun) {
        UUID id = accept(bytes, dryRun);
        imports.runWaiting();
        return store.find(id).orElseThrow();
    }

    /** Line and code of the rejected rows of an import, as {@code 3 UNKNOWN_VACCINE}. */
    List<String> errors(ImportView found) {
        return jdbc.sql("select line || ' ' || code from import_error where import_id = :id order by line")
            .param("id", UUID.fromString(found.id())).query(String.class).list();
    }

    List<Map<String, Object>> people() {
        return jdbc.sql("""
            select record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type, nationality, phone,
                permanent_commune, identity_status, version from citizen order by record_id""").query().listOfRows();
    }

    List<Map<String, Object>> doses() {
        return jdbc.sql("""
            select c.record_id, d.dose_number, d.vaccination_date, d.vaccine_code, d.lot_number, d.facility_code, d.entering_unit, d.source,
                d.status, d.version from dose d join citizen c on c.id = d.citizen_id order by 1, 2, d.id""").query().listOfRows();
    }
}
