package vn.minhxac.complaint.internal.store;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.RecordsMerged;

/** Open complaints about a record that was merged go on with the one that is left. */
@Component
class MergedComplainants {

    private final JdbcClient jdbc;

    MergedComplainants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RecordsMerged event) {
        jdbc.sql("update complaint set citizen_id = :into where citizen_id = :from and closed_at is null")
                .param("from", event.from()).param("into", event.into()).update();
    }
}
