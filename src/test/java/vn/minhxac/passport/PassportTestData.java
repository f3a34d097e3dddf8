package vn.minhxac.passport;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.IntegrationTest;
import vn.minhxac.common.Uuid7;
import vn.minhxac.signing.DosesSigned;
import vn.minhxac.citizen.VietnameseName;

/** People with doses on signed lists, straight in the tables. */
public abstract class PassportTestData extends IntegrationTest {

    protected static final LocalDate FIRST = LocalDate.of(2021, 9, 10);
    protected static final LocalDate SECOND = LocalDate.of(2021, 10, 12);
    protected static final LocalDate THIRD = LocalDate.of(2022, 2, 20);

    @Autowired
    protected ApplicationEventPublisher events;
    @Autowired
    protected PlatformTransactionManager transactions;

    /** A woman born on 7 February 1985, with phone, whose identity is matched. */
    protected long citizen(String recordId, String name, String idNumber) {
        return citizen(recordId, name, idNumber, "VN", "MATCHED", "0912345678");
    }

    protected long citizen(String recordId, String name, String idNumber, String nationality, String identity, String phone) {
        return jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type,
                                     nationality, phone, identity_status, status_since, created_at, updated_at)
                values ('19', :record, :name, :key, 'F', '1985-02-07', 'D', :number, :type, :nationality, :phone, :identity,
                        '2022-05-01Z', '2022-05-01Z', '2022-05-01Z') returning id""")
                .param("record", recordId).param("name", name).param("key", VietnameseName.key(name)).param("number", idNumber)
                .param("type", nationality.equals("VN") ? "CCCD" : "PASSPORT").param("nationality", nationality).param("phone", phone)
                .param("identity", identity).query(Long.class).single();
    }

    protected long dose(long citizen, int number, LocalDate date, String vaccine, String status) {
        return jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by,
                                  entered_at, source, status, status_since)
                values (:citizen, :number, :date, :vaccine, '19001', '19001', 'facility1', '2022-05-01Z', 'IMPORT', :status, '2022-05-01Z')
                returning id""")
                .param("citizen", citizen).param("number", number).param("date", date).param("vaccine", vaccine)
                .param("status", status).query(Long.class).single();
    }

    protected long signed(long citizen, int number, LocalDate date, String vaccine) {
        return dose(citizen, number, date, vaccine, "SIGNED");
    }

    /** People {@code from} to {@code to}, each with one signed dose; their ids in that order. */
    protected List<Long> crowd(int from, int to) {
        List<Long> people = jdbc.sql("""
                with person as (
                    insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number,
                                         id_type, identity_status, status_since, created_at, updated_at)
                    select '19', 'R' || n, 'Trần Văn Đông', 'TRẦN VĂN ĐÔNG', 'M', date '1960-01-01' + n % 9000, 'D',
                           '0190' || lpad(n::text, 8, '0'), 'CCCD', 'MATCHED', '2022-05-01Z', '2022-05-01Z', '2022-05-01Z'
                      from generate_series(cast(:from as int), cast(:to as int)) n
                    returning id)
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by,
                                  entered_at, source, status, status_since)
                select id, 1, '2021-09-10', 'PFIZER', '19001', '19001', 'facility1', '2022-05-01Z', 'IMPORT', 'SIGNED', '2022-05-01Z'
                  from person order by id returning citizen_id""").param("from", from).param("to", to).query(Long.class).list();
        // what autovacuum does in time
        jdbc.sql("analyze citizen, dose").update();
        return people;
    }

    protected UUID list(long... citizens) {
        return list(LongStream.of(citizens).boxed().toList());
    }

    /** A signed list with every signed dose of these people. */
    protected UUID list(List<Long> citizens) {
        UUID id = Uuid7.next();
        jdbc.sql("insert into signing_list (id, province_code, unit_code, status, created_at) values (:id, '19', '19001', 'SIGNED', '2022-05-03Z')")
                .param("id", id).update();
        jdbc.sql("""
                insert into signing_item (list_id, dose_id, citizen_id, dose_version, salt, content, leaf_hash, state)
                select :list, d.id, d.citizen_id, d.version, '', '{}', '', 'INCLUDED' from dose d
                 where d.citizen_id = any(:citizens) and d.status = 'SIGNED'""")
                .param("list", id).param("citizens", citizens.toArray(Long[]::new)).update();
        return id;
    }

    /** Tells that a list was signed, in a transaction. */
    protected void tell(UUID list) {
        new TransactionTemplate(transactions).executeWithoutResult(tx -> events.publishEvent(new DosesSigned(list, PROVINCE)));
    }

    protected UUID batchOf(UUID list) {
        return jdbc.sql("select id from passport_batch where signing_list_id = :list and status <> 'STOPPED'")
                .param("list", list).query(UUID.class).single();
    }

    protected int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
