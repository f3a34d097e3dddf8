package vn.minhxac.report.internal;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.report.internal.HistoryStrand.Event;

/** Where a record stands, and how it came there. */
@RestController
class RecordController {

    private static final Comparator<Event> IN_ORDER = Comparator.comparing((Event event) -> event.item().at()).thenComparing(Event::step)
            .thenComparingLong(Event::id);

    private final RecordAccess access;
    private final RecordQuery records;
    private final List<HistoryStrand> strands;

    RecordController(RecordAccess access, RecordQuery records, List<HistoryStrand> strands) {
        this.access = access;
        this.records = records;
        this.strands = strands;
    }

    @GetMapping("/api/v1/records/{recordId}")
    RecordView record(@PathVariable String recordId) {
        return records.view(access.find(recordId));
    }

    /** Everything that happened to the record, oldest first; values of the record in it: it is kept nowhere on the way. */
    @GetMapping("/api/v1/records/{recordId}/history")
    ResponseEntity<HistoryView> history(@PathVariable String recordId) {
        long citizen = access.find(recordId).citizenId();
        boolean identityOnly = access.identityOnly();
        var items = strands.stream().flatMap(strand -> strand.of(citizen).stream()).sorted(IN_ORDER).map(Event::item)
                .map(item -> identityOnly ? item.withoutDose() : item).toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new HistoryView(items));
    }
}
