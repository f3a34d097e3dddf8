package vn.minhxac.signing.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.common.Copy;

/** The table {@code signing_item}, and what stands in {@code dose} and {@code citizen} about its rows. */
@Repository
class SigningItems {

    private static final String FACTS = """
            d.id, d.version, d.status, d.dose_number, d.vaccination_date, d.vaccine_code, d.lot_number, d.facility_code,
            d.entering_unit, c.id citizen_id, c.record_id, c.identity_status, c.full_name, c.sex, c.date_of_birth,
            c.dob_precision, c.id_number
            """;
    private static final String IN_NO_OPEN_LIST = """
            not exists (select 1 from signing_item i join signing_list l on l.id = i.list_id where i.dose_id = d.id
             and l.status in ('IN_REVIEW', 'IN_APPROVAL', 'WAITING_FOR_CERTIFICATE'))""";
    private static final String ITEM = "dose_id, citizen_id, salt, content, leaf_hash, state, reason ";

    private final JdbcClient jdbc;
    private final Copy copy;

    SigningItems(JdbcClient jdbc, Copy copy) {
        this.jdbc = jdbc;
        this.copy = copy;
    }

    /** The units that entered doses of these people which may be signed and are in no open list. */
    Set<String> unitsWaiting(String province, Collection<Long> citizenIds) {
        // Person by person, whatever the statistics say: the states have just changed, and the planner takes them for rare.
        return jdbc.sql("""
                select distinct d.entering_unit from unnest(:people) p(id)
                cross join lateral (select 1 from citizen c where c.id = p.id and c.province_code = :province
                  and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER') offset 0) c
                cross join lateral (select d.id, d.entering_unit, d.status from dose d
                  where d.citizen_id = p.id and d.status <> 'VOID' offset 0) d
                where d.status = 'READY_TO_SIGN' and""" + " " + IN_NO_OPEN_LIST)
                .param("people", citizenIds.toArray(Long[]::new)).param("province", province).query(String.class).set();
    }

    /** The first doses of a unit that may be signed and are in no open list. */
    List<DoseFacts> waiting(String province, String unit, int limit) {
        // The unit's doses once, then each one's person: joined freely, stale statistics walk the doses anew for each person.
        return jdbc.sql("select " + FACTS + """
                 from (select * from dose where entering_unit = :unit and status = 'READY_TO_SIGN' offset 0) d
                cross join lateral (select * from citizen where id = d.citizen_id and province_code = :province
                  and identity_status in ('MATCHED', 'EXEMPT_FOREIGNER') offset 0) c
                where""" + " " + IN_NO_OPEN_LIST + " order by d.citizen_id, d.id limit :limit")
                .param("unit", unit).param("province", province).param("limit", limit).query(this::facts).list();
    }

    void insert(UUID list, List<FrozenDose> doses) {
        copy.in("signing_item (list_id, dose_id, citizen_id, dose_version, salt, content, leaf_hash, state)", rows -> {
            for (FrozenDose dose : doses) {
                rows.row(list, dose.facts().doseId(), dose.facts().citizenId(), dose.facts().doseVersion(), dose.salt(),
                        dose.content(), dose.leafHash(), "INCLUDED");
            }
        });
    }

    /** The rows of a list in one state, in the order of the tree's leaves. */
    List<SigningItem> list(UUID list, SigningItem.State state) {
        return jdbc.sql("select " + ITEM + " from signing_item where list_id = :list and state = :state order by citizen_id, dose_id")
                .param("list", list).param("state", state.name()).query(this::item).list();
    }

    /** What the tables say now about the doses of a list and whose they are, kept from change until the transaction ends, in the same order. */
    List<DoseFacts> lockFacts(UUID list) {
        return jdbc.sql("select " + FACTS + """
                 from signing_item i join dose d on d.id = i.dose_id join citizen c on c.id = d.citizen_id
                where i.list_id = :list order by i.citizen_id, i.dose_id for no key update of d for share of c""")
                .param("list", list).query(this::facts).list();
    }

    int exclude(UUID list, Collection<Long> doses, String reason, String officer) {
        return jdbc.sql("""
                update signing_item set state = 'EXCLUDED', reason = :reason, decided_by = :officer
                where list_id = :list and dose_id = any(:doses) and state = 'INCLUDED'""")
                .param("reason", reason).param("officer", officer).param("list", list)
                .param("doses", doses.toArray(Long[]::new)).update();
    }

    int include(UUID list, Collection<Long> doses) {
        return jdbc.sql("""
                update signing_item set state = 'INCLUDED', reason = null, decided_by = null
                where list_id = :list and dose_id = any(:doses) and state = 'EXCLUDED'""")
                .param("list", list).param("doses", doses.toArray(Long[]::new)).update();
    }

    int known(UUID list, Collection<Long> doses) {
        return jdbc.sql("select count(*) from signing_item where list_id = :list and dose_id = any(:doses)")
                .param("list", list).param("doses", doses.toArray(Long[]::new)).query(Integer.class).single();
    }

    void drop(UUID list, Collection<Long> doses, String reason) {
        jdbc.sql("update signing_item set state = 'DROPPED', reason = :reason where list_id = :list and dose_id = any(:doses)")
                .param("reason", reason).param("list", list).param("doses", doses.toArray(Long[]::new)).update();
    }

    /** Numbers the leaves of the signed tree. */
    void number(UUID list) {
        jdbc.sql("""
                update signing_item i set leaf_index = n.index
                from (select dose_id, row_number() over (order by citizen_id, dose_id) - 1 as index
                      from signing_item where list_id = :list and state = 'INCLUDED') n
                where i.list_id = :list and i.dose_id = n.dose_id""").param("list", list).update();
    }

    List<byte[]> leaves(UUID list) {
        return jdbc.sql("select leaf_hash from signing_item where list_id = :list and leaf_index is not null order by leaf_index")
                .param("list", list).query((row, n) -> row.getBytes(1)).list();
    }

    /** The signed leaves of one record: signed under its name, or of doses that came to it when records were merged. */
    List<Leaf> leavesOf(UUID list, String recordId) {
        return jdbc.sql("""
                select i.dose_id, i.leaf_index, i.salt, i.content, i.leaf_hash
                from signing_item i join dose d on d.id = i.dose_id join citizen c on c.id in (i.citizen_id, d.citizen_id)
                where i.list_id = :list and c.record_id = :record and i.leaf_index is not null order by i.leaf_index""")
                .param("list", list).param("record", recordId)
                .query((row, n) -> new Leaf(row.getLong("dose_id"), row.getInt("leaf_index"), row.getBytes("salt"),
                        row.getString("content"), row.getBytes("leaf_hash"))).list();
    }

    List<ListedItem> page(UUID list, SigningItem.State state, int limit, long offset) {
        return jdbc.sql("""
                select dose_id, content, state, reason, decided_by from signing_item
                where list_id = :list and (:state::text is null or state = :state)
                order by citizen_id, dose_id limit :limit offset :offset""")
                .param("list", list).param("state", state == null ? null : state.name()).param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> new ListedItem(row.getLong("dose_id"), row.getString("content"), row.getString("state"),
                        row.getString("reason"), row.getString("decided_by"))).list();
    }

    int count(UUID list, SigningItem.State state) {
        return jdbc.sql("""
                select count(*) from signing_item where list_id = :list and (:state::text is null or state = :state)""")
                .param("list", list).param("state", state == null ? null : state.name()).query(Integer.class).single();
    }

    /** A row as officers see it. */
    record ListedItem(long doseId, String content, String state, String reason, String decidedBy) {
    }

    record Leaf(long doseId, int index, byte[] salt, String content, byte[] hash) {
    }

    /** @param content canonical JSON, hashed as it is */
    record FrozenDose(DoseFacts facts, byte[] salt, String content, byte[] leafHash) {
    }

    private SigningItem item(ResultSet row, int n) throws SQLException {
        return new SigningItem(row.getLong("dose_id"), row.getLong("citizen_id"), row.getBytes("salt"), row.getString("content"),
                row.getBytes("leaf_hash"), SigningItem.State.valueOf(row.getString("state")), row.getString("reason"));
    }

    private DoseFacts facts(ResultSet row, int n) throws SQLException {
        return new DoseFacts(row.getLong("id"), row.getInt("version"), row.getString("status"), row.getInt("dose_number"),
                row.getObject("vaccination_date", LocalDate.class), row.getString("vaccine_code"), row.getString("lot_number"),
                row.getString("facility_code"), row.getString("entering_unit"), row.getLong("citizen_id"),
                row.getString("record_id"), row.getString("identity_status"), row.getString("full_name"), row.getString("sex"),
                row.getObject("date_of_birth", LocalDate.class), row.getString("dob_precision"), row.getString("id_number"));
    }
}
