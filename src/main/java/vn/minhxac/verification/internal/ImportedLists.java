package vn.minhxac.verification.internal;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.ImportCompleted;
import vn.minhxac.common.Uuid7;
import vn.minhxac.engine.Processes;
import vn.minhxac.signing.SigningIntake;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Makes verification lists of what an import brought: one for each commune of permanent residence, in the import's own transaction. */
@Component
class ImportedLists {

    /** More people make the next list: a list is what one unit can look through. */
    static final int MAX_PEOPLE = 20_000;

    private final JdbcClient jdbc;
    private final Units units;
    private final Processes processes;
    private final SigningIntake signing;
    private final Clock clock;

    ImportedLists(JdbcClient jdbc, Units units, Processes processes, SigningIntake signing, Clock clock) {
        this.jdbc = jdbc;
        this.units = units;
        this.processes = processes;
        this.signing = signing;
        this.clock = clock;
    }

    /** One list to be; the commune is empty where it is unknown. */
    private record Group(String commune, int part, int people) {
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ImportCompleted event) {
        if (event.changedPeople()) {
            List<UUID> lists = makeLists(event);
            // What follows at once is planned by statistics; autovacuum comes a minute later.
            jdbc.sql("analyze citizen, dose, verification_member").update();
            lists.forEach(list -> processes.start("fourStepVerification", list.toString(), event.provinceCode(),
                    Map.of("listId", list.toString())));
        }
        handOverNewDoses(event.provinceCode());
    }

    private List<UUID> makeLists(ImportCompleted event) {
        Map<String, String> communes = new HashMap<>();
        units.list(UnitKind.COMMUNE, event.provinceCode()).forEach(commune -> communes.put(commune.code(), commune.name()));
        gather(event.provinceCode(), communes.keySet().toArray(String[]::new));
        List<Group> groups = jdbc.sql("select commune, part, count(*) as people from new_member group by 1, 2 order by 1, 2")
                .query(Group.class).list();
        List<UUID> ids = groups.stream().map(group -> Uuid7.next()).toList();
        insert(event, groups, ids, communes);
        return ids;
    }

    /** Whoever is DRAFT and not on a list that will be checked anyway; those of unknown communes are the province's. */
    private void gather(String province, String[] communes) {
        jdbc.sql("drop table if exists pg_temp.new_member").update();
        jdbc.sql("""
                create temporary table new_member on commit drop as
                select id as citizen_id, commune, ((row_number() over (partition by commune order by id) - 1) / %d)::int as part
                from (select c.id, case when c.permanent_commune = any(:communes) then c.permanent_commune else '' end as commune
                      from citizen c
                      where c.province_code = :province and c.identity_status = 'DRAFT' and c.merged_into is null
                        and not exists (select from verification_member m join verification_list l on l.id = m.list_id
                                        where m.citizen_id = c.id and l.status = 'DRAFT')) c""".formatted(MAX_PEOPLE))
                .param("communes", communes).param("province", province).update();
    }

    private void insert(ImportCompleted event, List<Group> groups, List<UUID> ids, Map<String, String> communes) {
        Unit province = units.find(UnitKind.PROVINCE, event.provinceCode()).orElse(null);
        String provinceName = province == null ? event.provinceCode() : province.name();
        jdbc.sql("""
                with list as (
                    insert into verification_list (id, province_code, unit_kind, unit_code, source, import_id, title, status, people, created_by, created_at)
                    select g.id, :province, case when g.commune = '' then 'PROVINCE' else 'COMMUNE' end, coalesce(nullif(g.commune, ''), :province), 'IMPORT',
                           :import, g.title, 'DRAFT', g.people, :createdBy, :at
                    from unnest(:ids, :communes, :parts, :peoples, :titles) as g (id, commune, part, people, title))
                insert into verification_member (list_id, citizen_id)
                select g.id, n.citizen_id from new_member n
                join unnest(:ids, :communes, :parts) as g (id, commune, part) on g.commune = n.commune and g.part = n.part""")
                .param("province", event.provinceCode()).param("import", event.importId()).param("createdBy", event.createdBy())
                .param("at", Timestamp.from(clock.instant()))
                .param("ids", ids.toArray(UUID[]::new))
                .param("communes", groups.stream().map(Group::commune).toArray(String[]::new))
                .param("parts", groups.stream().map(Group::part).toArray(Integer[]::new))
                .param("peoples", groups.stream().map(Group::people).toArray(Integer[]::new))
                .param("titles", groups.stream().map(group -> title(group, provinceName, communes)).toArray(String[]::new))
                .update();
    }

    private static String title(Group group, String provinceName, Map<String, String> communes) {
        String unit = group.commune().isEmpty() ? provinceName + " – chưa rõ xã, phường" : communes.get(group.commune());
        return "Nhập từ tệp – " + unit + (group.part() == 0 ? "" : " (" + (group.part() + 1) + ")");
    }

    /** People whose identity stands already need no comparison: their new and changed doses go straight on. */
    private void handOverNewDoses(String province) {
        List<Long> people = jdbc.sql("""
                select distinct c.id from dose d join citizen c on c.id = d.citizen_id
                where d.status = 'DRAFT' and c.province_code = :province and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER')
                order by 1""").param("province", province).query(Long.class).list();
        if (!people.isEmpty()) {
            signing.handOver(province, people);
        }
    }
}
