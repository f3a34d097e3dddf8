package vn.minhxac.cleaning.internal.batch;

import java.util.Map;

import vn.minhxac.citizen.VietnameseName;

/**
 * Which rows of a batch are meant; null: any.
 *
 * @param rule   of the confirmed proposal (or of the one accepted), codes joined by {@code +}
 * @param hamlet as stored; empty: not known
 * @param query  part of a name, with or without marks, or of a record id
 * @param kind   PROPOSAL: confirmed by the registry; HINT: not confirmed; NONE: neither
 */
record RowFilter(String mismatchClass, String rule, String hamlet, RowState state, String query, Kind kind) {

    RowFilter {
        PlainText.check(mismatchClass, rule, hamlet, query);
    }

    enum Kind {
        PROPOSAL, HINT, NONE
    }

    /** All rows. */
    static RowFilter none() {
        return new RowFilter(null, null, null, null, null, null);
    }

    /** Conditions over the rows of {@link GridQuery}. */
    String sql() {
        return """
                 and (:class::text is null or :class = any(g.classes)) and (:rule::text is null or g.rule = :rule)
                 and (:hamlet::text is null or coalesce(g.hamlet, '') = :hamlet) and (:state::text is null or g.state = :state)
                 and (:query::text is null or strpos(g.name_plain, :query) > 0 or strpos(upper(g.record_id), :query) > 0)
                 and (:marked::text is null or strpos(g.name_key, :marked) > 0)
                 and (:kind::text is null or g.kind = :kind)
                """;
    }

    /** A query with marks means them: {@code hòa} does not find {@code hoa}. */
    void addTo(Map<String, Object> params) {
        String text = query == null || query.isBlank() ? null : query;
        String plain = text == null ? null : VietnameseName.plain(text);
        String key = text == null ? null : VietnameseName.key(text);
        params.put("class", mismatchClass);
        params.put("rule", rule);
        params.put("hamlet", hamlet);
        params.put("state", state == null ? null : state.name());
        params.put("query", plain);
        params.put("marked", key == null || key.equals(plain) ? null : key);
        params.put("kind", kind == null ? null : kind.name());
    }

    @Override
    public String toString() {
        return "RowFilter[…]";
    }
}
