package vn.minhxac.signing.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code signing_list}. */
@Repository
class SigningLists {

    private static final String COLUMNS = """
            id, province_code, unit_code, status, people, doses, frozen_at, frozen_root, reviewed_by, reviewed_root,
            approved_by, merkle_root, signed_by, signed_at, remark, created_at
            """;

    private final JdbcClient jdbc;

    SigningLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends: many may hand doses of a unit over at once, but nobody while its list is being frozen. */
    void lockUnit(String province, String unit, boolean exclusive) {
        jdbc.sql("select pg_advisory_xact_lock" + (exclusive ? "" : "_shared") + "(hashtextextended(:unit, 0))::text")
                .param("unit", "signing_list/" + province + "/" + unit).query(String.class).optional();
    }

    /** Opens a list for the unit unless one is gathering already. */
    boolean open(UUID id, String province, String unit, Instant at) {
        return jdbc.sql("""
                insert into signing_list (id, province_code, unit_code, status, created_at)
                values (:id, :province, :unit, 'COLLECTING', :at) on conflict do nothing""")
                .param("id", id).param("province", province).param("unit", unit).param("at", Timestamp.from(at)).update() == 1;
    }

    Optional<SigningList> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from signing_list where id = :id").param("id", id).query(this::list).optional();
    }

    /** The list, kept from others until the transaction ends. */
    SigningList lock(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from signing_list where id = :id for update").param("id", id)
                .query(this::list).optional().orElseThrow(() -> new IllegalStateException("No signing list " + id));
    }

    List<SigningList> recent(ListStatus status, String province, String unit, int limit, int offset) {
        return jdbc.sql("select " + COLUMNS + """
                 from signing_list
                where (:status::text is null or status = :status) and (:province::text is null or province_code = :province)
                  and (:unit::text is null or unit_code = :unit)
                order by created_at desc, id desc limit :limit offset :offset""")
                .param("status", status == null ? null : status.name()).param("province", province).param("unit", unit)
                .param("limit", limit).param("offset", offset).query(this::list).list();
    }

    void frozen(UUID id, int people, int doses, byte[] root, Instant at) {
        jdbc.sql("""
                update signing_list set status = :status, people = :people, doses = :doses, frozen_root = :root, frozen_at = :at
                where id = :id""")
                .param("status", (doses > 0 ? ListStatus.IN_REVIEW : ListStatus.EMPTY).name()).param("people", people)
                .param("doses", doses).param("root", root).param("at", Timestamp.from(at)).param("id", id).update();
    }

    void submitted(UUID id, String officer, byte[] root, int people, int doses, String remark, Instant at) {
        jdbc.sql("""
                update signing_list set status = 'IN_APPROVAL', reviewed_by = :officer, reviewed_at = :at, reviewed_root = :root,
                  people = :people, doses = :doses, remark = :remark where id = :id""")
                .param("officer", officer).param("at", Timestamp.from(at)).param("root", root).param("people", people)
                .param("doses", doses).param("remark", remark).param("id", id).update();
    }

    /** The reviewer gives the whole list back; its doses follow in {@link Closing#release}. */
    void notSubmitted(UUID id, String officer, String remark, Instant at) {
        jdbc.sql("update signing_list set reviewed_by = :officer, reviewed_at = :at, remark = :remark where id = :id")
                .param("officer", officer).param("at", Timestamp.from(at)).param("remark", remark).param("id", id).update();
    }

    void approved(UUID id, String officer, String remark, Instant at) {
        jdbc.sql("update signing_list set approved_by = :officer, approved_at = :at, remark = :remark where id = :id")
                .param("officer", officer).param("at", Timestamp.from(at)).param("remark", remark).param("id", id).update();
    }

    void backToReview(UUID id, String remark) {
        jdbc.sql("""
                update signing_list set status = 'IN_REVIEW', reviewed_by = null, reviewed_at = null, reviewed_root = null,
                  remark = :remark where id = :id""").param("remark", remark).param("id", id).update();
    }

    void status(UUID id, ListStatus status, String remark) {
        jdbc.sql("update signing_list set status = :status, remark = :remark where id = :id")
                .param("status", status.name()).param("remark", remark).param("id", id).update();
    }

    void signed(UUID id, Manifest manifest, byte[] manifestBytes, byte[] signature, String chainPem, String signer, Instant at) {
        jdbc.sql("""
                update signing_list set status = 'SIGNED', people = :people, doses = :doses, merkle_root = :root,
                  manifest = :manifest, signature = :signature, chain_pem = :chain, signed_by = :signer, signed_at = :at
                where id = :id and signature is null""")
                .param("people", manifest.people()).param("doses", manifest.leafCount()).param("root", manifest.merkleRoot())
                .param("manifest", manifestBytes).param("signature", signature).param("chain", chainPem)
                .param("signer", signer).param("at", Timestamp.from(at)).param("id", id).update();
    }

    /** The stored manifest or signature, by column. */
    Optional<byte[]> document(UUID id, Document document) {
        return jdbc.sql("select " + document.column + " from signing_list where id = :id and status = 'SIGNED'").param("id", id)
                .query((row, n) -> row.getBytes(1)).optional();
    }

    enum Document {
        MANIFEST("manifest"), SIGNATURE("signature"), CHAIN("convert_to(chain_pem, 'UTF8')");

        private final String column;

        Document(String column) {
            this.column = column;
        }
    }

    private SigningList list(ResultSet row, int n) throws SQLException {
        return new SigningList(row.getObject("id", UUID.class), row.getString("province_code"), row.getString("unit_code"),
                ListStatus.valueOf(row.getString("status")), row.getInt("people"), row.getInt("doses"),
                instant(row, "frozen_at"), row.getBytes("frozen_root"), row.getString("reviewed_by"),
                row.getBytes("reviewed_root"), row.getString("approved_by"), row.getBytes("merkle_root"),
                row.getString("signed_by"), instant(row, "signed_at"), row.getString("remark"), instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
