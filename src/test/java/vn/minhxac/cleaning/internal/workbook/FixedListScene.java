package vn.minhxac.cleaning.internal.workbook;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.engine.Processes;

/** A list whose ids are fixed, so that the keys of workbooks made long ago are its rows'. Some of its people have names like formulas. */
abstract class FixedListScene extends WorkbookScene {

    static final UUID BATCH = UUID.fromString("01977777-7777-7777-8777-777777777777");
    private static final long FIRST = 900_000_001L;

    @Autowired
    Processes processes;

    @BeforeEach
    void theListThatLibreOfficeWasGiven() {
        jdbc.sql("""
                insert into cleaning_batch (id, province_code, commune_code, stage, created_by, created_at, workbook_key)
                values (:id, '19', '05431', 'REVIEW', 'system', :at, decode('000102030405060708090a0b0c0d0e0f', 'hex'))""")
                .param("id", BATCH).param("at", Timestamp.from(clock.instant())).update();
        person(1, "Nguyễn Thị Hòa", "F", null, "0912345678", "Xóm Đồng", "M1");
        person(2, "Trần Văn Nam", "M", "19085000002", "0912345679", "Xóm Đồng", "M2");
        person(3, "Lý Thị Bưởi", "F", null, null, "Xóm Núi", "M1");
        person(4, "=HYPERLINK(\"http://127.0.0.1/\",\"Lê\")", "M", "=1+1", "+84912345670", "@SUM(1+1)", "M2");
        person(5, "Vũ Thị Năm", "F", null, "-2+3", "+cmd|' /C calc'!A0", "M1");
        person(6, "Đặng Văn Sáu", "M", "_x003D_1+1", null, "\t=1+1", "M2");
        person(7, "Hoàng Thị Bảy", "F", "\r=1+1", null, "\uFF1D1+1", "M2");
        person(8, "Phạm Văn Tám", "M", null, null, null, "M1");
        processes.start("dataCleaning", BATCH.toString(), PROVINCE, Map.of("batchId", BATCH.toString()));
        runJobs();
    }

    private void person(int n, String name, String sex, String number, String phone, String hamlet, String mismatch) {
        jdbc.sql("""
                insert into citizen (id, province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, nationality, phone,
                    permanent_commune, hamlet, identity_status, status_since, created_at, updated_at) overriding system value
                values (:id, '19', :record, :name, :key, :sex, :born, 'D', :number, 'VN', :phone, '05431', :hamlet, 'PRECHECK_FAILED', :at, :at, :at)""")
                .param("id", FIRST + n).param("record", "LO-" + n).param("name", name).param("key", VietnameseName.key(name)).param("sex", sex)
                .param("born", LocalDate.of(1985, 3, n)).param("number", number).param("phone", phone).param("hamlet", hamlet)
                .param("at", Timestamp.from(clock.instant())).update();
        jdbc.sql("insert into cleaning_case (citizen_id, mismatch_class, status, opened_at) values (:id, :class, 'OPEN', :at)")
                .param("id", FIRST + n).param("class", mismatch).param("at", Timestamp.from(clock.instant())).update();
        jdbc.sql("""
                insert into cleaning_row (batch_id, citizen_id, line, classes, main_class, hamlet, name_plain, content_hash, state)
                select :batch, c.id, :line, array[:class], :class, c.hamlet, 'X', cleaning_content_hash(c), 'OPEN' from citizen c where c.id = :id""")
                .param("batch", BATCH).param("line", n).param("class", mismatch).param("id", FIRST + n).update();
    }

    String decided(int n) {
        return jdbc.sql("select decision || ' ' || coalesce(to_id_number, '-') from cleaning_row where citizen_id = :id").param("id", FIRST + n)
                .query(String.class).single();
    }

    static byte[] file(String name) throws IOException {
        try (var in = FixedListScene.class.getResourceAsStream("/cleaning/" + name)) {
            return in.readAllBytes();
        }
    }
}
