package vn.minhxac.cleaning.internal.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.Proposals.Proposal;
import vn.minhxac.cleaning.Proposals;

/** What decisions are judged against, read for many at once: the records, their proposals, and whose numbers are whose. */
record Surroundings(Map<Long, Identity> people, Map<Long, List<Proposal>> proposals, Map<String, List<Identity>> owners,
                    Map<String, Identity> others) {

    Identity person(Row row) {
        return people.get(row.citizenId());
    }

    /** Whether the registry has said that this is who it says. */
    static boolean proven(Identity person) {
        return person.status() == IdentityStatus.MATCHED || person.status() == IdentityStatus.EXEMPT_FOREIGNER;
    }

    /** Whether these are two records of one person, to be merged: name and date of birth are the same. */
    static boolean samePerson(Identity one, Identity other) {
        return VietnameseName.same(one.fullName(), other.fullName()) && one.dateOfBirth() != null && one.dateOfBirth().equals(other.dateOfBirth());
    }

    /** Other records of the province with this number. */
    List<Identity> others(String number, long except) {
        return number == null ? List.of() : owners.getOrDefault(number, List.of()).stream().filter(one -> one.id() != except).toList();
    }

    Optional<Proposal> proposal(Row row, Long id) {
        return proposals.getOrDefault(row.citizenId(), List.of()).stream().filter(one -> id != null && one.id() == id).findFirst();
    }

    /** Reads them. */
    @Component
    static class Reader {

        private final JdbcClient jdbc;
        private final Identities identities;
        private final Proposals proposals;

        Reader(JdbcClient jdbc, Identities identities, Proposals proposals) {
            this.jdbc = jdbc;
            this.identities = identities;
            this.proposals = proposals;
        }

        Surroundings read(String province, Collection<Row> rows, Collection<DecisionInput> inputs) {
            List<Long> ids = rows.stream().map(Row::citizenId).toList();
            Map<Long, Identity> people = byId(identities.find(ids));
            List<Long> accepted = inputs.stream().anyMatch(input -> input.decision() == Decision.ACCEPT) ? ids : List.of();
            Collection<String> numbers = Stream.concat(people.values().stream().map(Identity::idNumber), inputs.stream()
                    .filter(input -> input.changes() != null).map(input -> vn.minhxac.citizen.IdNumber.strip(input.changes().get("idNumber"))))
                    .filter(number -> number != null).collect(Collectors.toSet());
            Map<String, List<Identity>> owners = new HashMap<>();
            identities.find(withNumbers(province, numbers)).forEach(one -> owners.computeIfAbsent(one.idNumber(), n -> new ArrayList<>()).add(one));
            List<String> named = inputs.stream().map(DecisionInput::otherRecordId).filter(id -> id != null).distinct().toList();
            return new Surroundings(people, proposals.of(accepted), owners, named(province, named));
        }

        private List<Long> withNumbers(String province, Collection<String> numbers) {
            return jdbc.sql("""
                    select id from citizen where person_key = any(:keys) and province_code = :province and merged_into is null""")
                    .param("keys", numbers.stream().map(number -> "VN:" + number).toArray(String[]::new)).param("province", province)
                    .query(Long.class).list();
        }

        private Map<String, Identity> named(String province, List<String> recordIds) {
            Map<Long, String> ids = new HashMap<>();
            jdbc.sql("""
                    select id, record_id from citizen where province_code = :province and record_id = any(:records) and merged_into is null""")
                    .param("province", province).param("records", recordIds.toArray(String[]::new))
                    .query(row -> {
                        ids.put(row.getLong(1), row.getString(2));
                    });
            return identities.find(ids.keySet()).stream().collect(Collectors.toMap(one -> ids.get(one.id()), one -> one));
        }

        private static Map<Long, Identity> byId(List<Identity> list) {
            return list.stream().collect(Collectors.toMap(Identity::id, one -> one));
        }
    }
}
