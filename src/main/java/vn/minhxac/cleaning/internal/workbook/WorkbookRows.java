package vn.minhxac.cleaning.internal.workbook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.cleaning.internal.batch.Decision;
import vn.minhxac.cleaning.internal.batch.RowState;

/** What a workbook shows of a batch, and what one that comes back is compared with. */
@Repository
class WorkbookRows {

    private static final String SELECT = """
            select c.id as citizen_id, r.line, c.record_id, c.full_name, c.sex, c.date_of_birth, c.dob_precision, r.hamlet, c.phone, c.id_number,
                   c.nationality = 'VN' as vietnamese, c.identity_status, cleaning_content_hash(c) as content_hash, r.state, r.decision,
                   case when r.decision = 'EDIT' and num_nonnulls(r.to_full_name, r.to_sex, r.to_date_of_birth, r.to_nationality, r.to_phone) = 0
                        then r.to_id_number end as to_number, r.version
            from cleaning_row r join citizen c on c.id = r.citizen_id
            where r.batch_id = :batch and""";

    private final JdbcClient jdbc;

    WorkbookRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RowKeys keys(UUID batch) {
        return new RowKeys(jdbc.sql("select workbook_key from cleaning_batch where id = :batch").param("batch", batch).query(byte[].class).single());
    }

    /** Rows to be reviewed whose number is missing or malformed, by line. */
    List<WorkbookRow> toFill(UUID batch) {
        return jdbc.sql(SELECT + " r.state = 'OPEN' and r.classes && array['M1', 'M2'] order by r.line").param("batch", batch)
                .query(WorkbookRows::row).list();
    }

    Map<Long, WorkbookRow> byCitizen(UUID batch, Collection<Long> citizens) {
        Map<Long, WorkbookRow> rows = new HashMap<>();
        jdbc.sql(SELECT + " r.citizen_id = any(:citizens)").param("batch", batch).param("citizens", citizens.toArray(Long[]::new))
                .query(WorkbookRows::row).list().forEach(row -> rows.put(row.citizenId(), row));
        return rows;
    }

    /** A decision about a row, with the version it gave the row. */
    record Decided(long citizenId, int rowVersion, boolean undone) {
    }

    List<Decided> decisions(UUID batch, Collection<Long> citizens) {
        return jdbc.sql("""
                select citizen_id, row_version, undone_at is not null as undone from cleaning_decision
                where batch_id = :batch and citizen_id = any(:citizens)""")
                .param("batch", batch).param("citizens", citizens.toArray(Long[]::new)).query(Decided.class).list();
    }

    /** Those of these numbers whose owner the registry has matched in this province. */
    Set<String> matched(String province, Collection<String> numbers) {
        return Set.copyOf(jdbc.sql("""
                select distinct n.number from unnest(:numbers) as n (number) join citizen c on c.person_key = 'VN:' || n.number
                where c.province_code = :province and c.identity_status = 'MATCHED' and c.merged_into is null""")
                .param("numbers", numbers.toArray(String[]::new)).param("province", province).query(String.class).list());
    }

    /** Which of these numbers are decided already for rows of this batch: number → citizens. */
    Map<String, Set<Long>> decidedNumbers(UUID batch, Collection<String> numbers) {
        Map<String, Set<Long>> decided = new HashMap<>();
        jdbc.sql("""
                select to_id_number, citizen_id from cleaning_row
                where batch_id = :batch and state in ('REVIEWED', 'CONFIRMED') and to_id_number = any(:numbers)""")
                .param("batch", batch).param("numbers", numbers.toArray(String[]::new))
                .query(row -> {
                    decided.computeIfAbsent(row.getString(1), number -> new java.util.HashSet<>()).add(row.getLong(2));
                });
        return decided;
    }

    private static WorkbookRow row(ResultSet row, int number) throws SQLException {
        String decision = row.getString("decision");
        return new WorkbookRow(row.getLong("citizen_id"), row.getInt("line"), row.getString("record_id"), row.getString("full_name"),
                row.getString("sex"), row.getObject("date_of_birth", LocalDate.class), row.getString("dob_precision"), row.getString("hamlet"),
                row.getString("phone"), row.getString("id_number"), row.getBoolean("vietnamese"),
                IdentityStatus.valueOf(row.getString("identity_status")), row.getBytes("content_hash"), RowState.valueOf(row.getString("state")),
                decision == null ? null : Decision.valueOf(decision), row.getString("to_number"), row.getInt("version"));
    }
}
