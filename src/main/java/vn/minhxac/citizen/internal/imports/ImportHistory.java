package vn.minhxac.citizen.internal.imports;

import vn.minhxac.citizen.internal.DoseText;

/**
 * What an import changes in records that were there before, for {@code record_change}: one statement for all of them, run before the change
 * itself under the locks that {@link ImportMerge#check} has taken. {@code %1$s} is the staging table.
 */
final class ImportHistory {

    /** The hamlet is the file's; one of another commune than the file's is none. */
    static final String HAMLET = """
        coalesce(r.hamlet, case when r.permanent_commune is null or r.permanent_commune is not distinct from c.permanent_commune
            then c.hamlet end)""";

    private static final String INTO = """
        insert into record_change (citizen_id, at, changed_by, source, source_id, field, dose_number, from_value, to_value)
        """;
    private static final String BIRTH = """
        to_char(%1$s.date_of_birth, case %1$s.dob_precision when 'Y' then 'YYYY' when 'M' then 'YYYY-MM' else 'YYYY-MM-DD' end)""";

    static final String PEOPLE = INTO + """
        select c.id, :at, :by, 'IMPORT', :import, v.field, null::int, v.from_value, v.to_value
        from import_person p join %%1$s r on r.line = p.person join citizen c on c.id = p.citizen_id
        cross join lateral (values
            (1, 'fullName', c.full_name, case when p.confirmed then c.full_name else r.full_name end),
            (2, 'sex', c.sex, r.sex),
            (3, 'dateOfBirth', %s, %s),
            (4, 'idNumber', c.id_number, r.id_number),
            (5, 'idType', c.id_type, case when p.confirmed then c.id_type else r.id_type end),
            (6, 'nationality', c.nationality, r.nationality),
            (7, 'phone', c.phone, coalesce(r.phone, c.phone)),
            (8, 'permanentCommune', c.permanent_commune, coalesce(r.permanent_commune, c.permanent_commune)),
            (9, 'hamlet', c.hamlet, %s)) v (place, field, from_value, to_value)
        where not p.is_new and p.person = p.main and (p.identity_differs and not p.confirmed or p.rest_differs and not p.identity_differs)
          and v.from_value is distinct from v.to_value
        order by c.id, v.place""".formatted(BIRTH.formatted("c"), BIRTH.formatted("r"), HAMLET);

    /** Around the insert of doses into records that were there before. */
    static final String NEW_DOSES = "with d as (%s returning *) " + INTO + """
        select d.citizen_id, :at, :by, 'IMPORT', :import, 'dose', d.dose_number, null, %s from d order by d.citizen_id, d.dose_number"""
        .formatted(DoseText.SQL.formatted("d"));

    /** Followed by the condition of the change. */
    static final String DOSES = INTO + """
        select d.citizen_id, :at, :by, 'IMPORT', :import, 'dose', d.dose_number, t.from_value, t.to_value
        from import_change x join %%1$s r on r.line = x.line join dose d on d.id = x.id
        cross join lateral (select %s as from_value, to_char(r.vaccination_date, 'YYYY-MM-DD') || ' ' || r.vaccine_code || ' '
            || coalesce(r.lot_number, d.lot_number, '-') || ' ' || r.facility_code as to_value) t
        where t.from_value <> t.to_value and """.formatted(DoseText.SQL.formatted("d"));

    private ImportHistory() {
    }
}
