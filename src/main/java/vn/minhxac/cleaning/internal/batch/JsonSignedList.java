package vn.minhxac.cleaning.internal.batch;

import java.util.List;

import org.springframework.stereotype.Component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One line a row, in the order of the list. */
@Component
class JsonSignedList implements SignedList {

    private final RowRepository rows;
    private final ObjectMapper json;

    JsonSignedList(RowRepository rows, ObjectMapper json) {
        this.rows = rows;
        this.json = json;
    }

    @Override
    public byte[] freeze(Batch batch) {
        try {
            List<Row> judged = rows.inStates(batch.id(), RowState.CONFIRMED, RowState.RETURNED);
            return json.writeValueAsBytes(judged);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are not JSON");
        }
    }
}
