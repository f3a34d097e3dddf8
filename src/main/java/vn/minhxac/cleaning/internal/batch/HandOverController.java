package vn.minhxac.cleaning.internal.batch;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import vn.minhxac.common.Sha256;

/** What the forms of signing and receiving show before somebody puts a name to it. */
@RestController
@RequestMapping("/api/v1/cleaning/batches/{id}/hand-over")
@Tag(name = "cleaning")
class HandOverController {

    private final BatchAccess access;
    private final RowRepository rows;
    private final SignedList list;

    HandOverController(BatchAccess access, RowRepository rows, SignedList list) {
        this.access = access;
        this.rows = rows;
        this.list = list;
    }

    @GetMapping
    @Transactional(readOnly = true)
    @Operation(summary = "Counts and hash of the list that the police hand over")
    public ResponseEntity<HandOverView> handOver(@PathVariable UUID id) {
        Batch batch = access.see(id).batch();
        List<Row> judged = rows.inStates(id, RowState.CONFIRMED, RowState.RETURNED);
        byte[] hash = batch.signedHash() == null ? Sha256.of(list.freeze(batch)) : batch.signedHash();
        int confirmed = (int) judged.stream().filter(HandOverController::isConfirmed).count();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new HandOverView(HexFormat.of().formatHex(hash),
                batch.hasScan(), confirmed, judged.size() - confirmed, parts(judged, row -> List.of(row.decision().name())), parts(judged, Row::classes)));
    }

    private static boolean isConfirmed(Row row) {
        return row.state() == RowState.CONFIRMED;
    }

    private static List<HandOverView.Part> parts(List<Row> judged, Function<Row, Collection<String>> codes) {
        Map<String, int[]> sums = new TreeMap<>();
        judged.forEach(row -> codes.apply(row).forEach(code -> sums.computeIfAbsent(code, key -> new int[2])[isConfirmed(row) ? 0 : 1]++));
        return sums.entrySet().stream().map(sum -> new HandOverView.Part(sum.getKey(), sum.getValue()[0], sum.getValue()[1])).toList();
    }
}
