package vn.minhxac.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Complaints from the first call until they are closed, on one engine. How it is seen where they stand is the same for all engines. */
abstract class Lifecycles implements AutoCloseable {

    /** A task that waits for its officer. */
    record Review(String taskId, String complaint, String officer) {
    }

    /** One complaint in this many is approved, with a change of a dose; the others are rejected. */
    static final int APPROVED_ONE_IN = 4;

    abstract JdbcClient jdbc();

    /** The citizen's part; returns the business key. */
    abstract String begin(int n) throws Exception;

    /** The officer's part. */
    abstract void review(Review review, boolean approved) throws Exception;

    static boolean approved(int n) {
        return n % APPROVED_ONE_IN == 0;
    }

    /** Those of these complaints that came to an officer. */
    List<Review> waiting(Collection<String> complaints) {
        return complaints.isEmpty() ? List.of() : jdbc().sql("""
                select t.id_, e.business_key_, t.assignee_ from act_ru_execution e join act_ru_task t on t.proc_inst_id_ = e.proc_inst_id_
                where e.business_key_ = any(:keys)""").param("keys", complaints.toArray(String[]::new))
                .query((row, n) -> new Review(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    /** Those of these complaints whose process still runs. */
    Collection<String> open(Collection<String> complaints) {
        return complaints.isEmpty() ? List.of() : jdbc().sql("select business_key_ from act_ru_execution where business_key_ = any(:keys)")
                .param("keys", complaints.toArray(String[]::new)).query(String.class).set();
    }

    /** What went wrong in jobs, for whoever reads the figures. */
    Map<String, Long> failures() {
        return jdbc().sql("select exception_msg_ from act_ru_job where exception_msg_ is not null").query(String.class).list().stream()
                .collect(Collectors.groupingBy(text -> text, Collectors.counting()));
    }

    long commits() {
        return jdbc().sql("select xact_commit from pg_stat_database where datname = current_database()").query(Long.class).single();
    }

    @Override
    public abstract void close();
}
