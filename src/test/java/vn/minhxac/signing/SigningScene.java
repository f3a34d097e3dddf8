package vn.minhxac.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.minhxac.TestClock;
import vn.minhxac.training.TrainingPki;
import vn.minhxac.training.internal.TestCa;

/** People, doses and certificates for tests of signing. */
public final class SigningScene {

    private final JdbcClient jdbc;
    private final TrainingPki pki;

    public SigningScene(JdbcClient jdbc, TrainingPki pki) {
        this.jdbc = jdbc;
        this.pki = pki;
    }

    /** Matched people with one draft dose each, entered by the unit. */
    public List<Long> people(int count, String unit) {
        return IntStream.range(0, count).mapToObj(i -> person("R" + unit + "-" + i, "Nguyễn Thị Đào " + i, "MATCHED", unit)).toList();
    }

    public long person(String recordId, String name, String identity, String unit) {
        long id = jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number,
                  id_type, nationality, identity_status, status_since, created_at, updated_at)
                values ('19', :record, :name, upper(:name), 'F', :birth, 'D', :number, 'CCCD', 'VN', :identity, :at, :at, :at)
                returning id""")
                .param("record", recordId).param("name", name).param("birth", LocalDate.of(1990, 1, 2))
                .param("number", "0191900" + String.format("%05d", Math.abs(recordId.hashCode()) % 100_000))
                .param("identity", identity).param("at", Timestamp.from(TestClock.START)).query(Long.class).single();
        dose(id, 1, unit);
        return id;
    }

    long dose(long citizen, int number, String unit) {
        return jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code,
                  entering_unit, entered_by, entered_at, source, status, status_since)
                values (:citizen, :number, :date, 'PFIZER', 'FK0112', :unit, :unit, 'facility1', :at, 'IMPORT', 'DRAFT', :at)
                returning id""")
                .param("citizen", citizen).param("number", number).param("date", LocalDate.of(2021, 9, number)).param("unit", unit)
                .param("at", Timestamp.from(TestClock.START)).query(Long.class).single();
    }

    long doseOf(long citizen) {
        return jdbc.sql("select min(id) from dose where citizen_id = :c").param("c", citizen).query(Long.class).single();
    }

    public String doseStatus(long citizen) {
        return jdbc.sql("select status from dose where citizen_id = :c order by id limit 1").param("c", citizen)
                .query(String.class).single();
    }

    UUID onlyList() {
        return jdbc.sql("select id from signing_list").query(UUID.class).single();
    }

    String listStatus(UUID list) {
        return jdbc.sql("select status from signing_list where id = :id").param("id", list).query(String.class).single();
    }

    String itemState(UUID list, long citizen) {
        return jdbc.sql("select state || coalesce(' ' || reason, '') from signing_item where list_id = :id and citizen_id = :c")
                .param("id", list).param("c", citizen).query(String.class).single();
    }

    TestCa issuing() throws GeneralSecurityException, IOException {
        KeyStore store = open(pki.signingKeystore().resolveSibling("issuing-ca.p12"));
        return new TestCa((PrivateKey) store.getKey("ca", password()), (X509Certificate) store.getCertificate("ca"));
    }

    X509Certificate root() throws GeneralSecurityException, IOException {
        return (X509Certificate) open(pki.signingKeystore().resolveSibling("issuing-ca.p12")).getCertificateChain("ca")[1];
    }

    /** Gives the unit a certificate of this authority, valid between these instants. */
    X509Certificate certificate(String alias, TestCa authority, Instant from, Instant to) throws GeneralSecurityException, IOException {
        KeyPair keys = TestCa.newKeys();
        X509Certificate signer = authority.signer("TEST " + alias, keys.getPublic(), from, to);
        KeyStore store = open(pki.signingKeystore());
        X509Certificate root = root();
        boolean ours = authority.certificate().getIssuerX500Principal().equals(root.getSubjectX500Principal());
        store.setKeyEntry(alias, keys.getPrivate(), password(), ours
                ? new Certificate[] {signer, authority.certificate(), root} : new Certificate[] {signer, authority.certificate()});
        save(store, pki.signingKeystore());
        return signer;
    }

    void withoutCertificate(String alias) throws GeneralSecurityException, IOException {
        KeyStore store = open(pki.signingKeystore());
        store.deleteEntry(alias);
        save(store, pki.signingKeystore());
    }

    private static KeyStore open(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, password());
        }
        return store;
    }

    private static void save(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password());
        }
    }

    private static char[] password() {
        return TrainingPki.PASSWORD.toCharArray();
    }
}
