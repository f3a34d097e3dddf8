package vn.minhxac.passport.internal.issue;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.RecordsMerged;

/** Passports stay with their person when records are merged; their codes and what was certified do not change. */
@Component
class MergedHolders {

    private final JdbcClient jdbc;

    MergedHolders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RecordsMerged event) {
        jdbc.sql("update passport set citizen_id = :into where citizen_id = :from").param("from", event.from()).param("into", event.into()).update();
    }
}
