package vn.minhxac.report.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.report.internal.HistoryView.Item;

/** Signatures over the record's doses, those that were refused, and doses that wait for one. */
@Repository
class SigningStrand implements HistoryStrand {

    private final JdbcClient jdbc;
    private final HistoryTexts texts;

    SigningStrand(JdbcClient jdbc, HistoryTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    @Override
    public List<Event> of(long citizenId) {
        List<Event> events = new ArrayList<>(jdbc.sql("""
                select i.dose_id as id, i.state, i.reason, d.dose_number, l.id as source_id,
                       case i.state when 'EXCLUDED' then coalesce(l.reviewed_at, l.signed_at, l.frozen_at) else l.signed_at end as at,
                       case i.state when 'EXCLUDED' then coalesce(o.display_name, i.decided_by) else l.signed_by end as who
                from signing_item i join dose d on d.id = i.dose_id join signing_list l on l.id = i.list_id
                left join officer o on o.user_id = i.decided_by
                where (i.citizen_id = :id or d.citizen_id = :id) and (l.status = 'SIGNED' or i.state <> 'INCLUDED')""")
                .param("id", citizenId).query((row, n) -> event(row, row.getString("reason"))).list());
        events.addAll(jdbc.sql("""
                select id, status as state, dose_number, null as source_id, status_since as at, null as who from dose
                where citizen_id = :id and status in ('READY_TO_SIGN', 'CONFIRMED_BY_MINUTES')""")
                .param("id", citizenId).query((row, n) -> event(row, null)).list());
        return events.stream().filter(event -> event.item().at() != null).toList();
    }

    /** A signer is told by the subject of the certificate: the name in it is enough. */
    private static String commonName(String who) {
        if (who == null || !who.contains("CN=")) {
            return who;
        }
        try {
            return new LdapName(who).getRdns().stream().filter(rdn -> rdn.getType().equalsIgnoreCase("CN")).map(rdn -> rdn.getValue().toString())
                    .findFirst().orElse(who);
        } catch (InvalidNameException e) {
            return who;
        }
    }

    private Event event(ResultSet row, String reason) throws SQLException {
        Integer dose = row.getInt("dose_number");
        String who = commonName(row.getString("who"));
        return new Event(Step.SIGNED, row.getLong("id"), new Item(HistoryStrand.instant(row, "at"), who == null ? texts.system() : who,
                texts.get("signing." + row.getString("state"), dose.toString()), texts.reason(reason), null, dose, null, null, null, "SIGNING",
                row.getString("source_id")));
    }
}
