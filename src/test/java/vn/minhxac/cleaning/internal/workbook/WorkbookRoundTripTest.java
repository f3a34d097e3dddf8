package vn.minhxac.cleaning.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** Missing and malformed numbers go out as an Excel file, come back filled in, and the people match in the end. */
class WorkbookRoundTripTest extends WorkbookScene {

    private UUID batch;

    /** R1 to R3 without a number, R4 and R5 with a malformed one, R6 with nothing but a wrong name: not for the file. */
    private void sixPeople() {
        known("019185000001", "Nguyễn Thị Hòa", "F", "1985-03-07");
        known("019185000002", "Trần Văn Nam", "M", "1985-03-08");
        known("019085000004", "Lê Văn Bốn", "M", "1985-03-10");
        known("019085000006", "Phạm Văn Sáu", "M", "1985-03-12");
        imported(Line.of("R1", "Nguyễn Thị Hòa", "F", "1985-03-07", ""), Line.of("R2", "Trần Văn Nam", "M", "1985-03-08", ""),
                Line.of("R3", "Lý Thị Ba", "F", "1985-03-09", ""), Line.of("R4", "Lê Văn Bốn", "M", "1985-03-10", "19085000004"),
                Line.of("R5", "Vũ Thị Năm", "F", "1985-03-11", "0191850"), Line.of("R6", "Phạm Văn Sấu", "M", "1985-03-12", "019085000006"));
        batch = requested("station1");
    }

    @Test
    void downloadedFilledInCheckedAppliedConfirmedMatched() throws Exception {
        sixPeople();
        TestSheet sheet = TestSheet.of(downloaded(batch, "station1"));
        assertThat(sheet.rows).as("header and the five without a good number").hasSize(6);
        assertThat(sheet.get("R1", "Lỗi")).isEqualTo("Thiếu số định danh");
        assertThat(sheet.get("R4", "Lỗi")).isEqualTo("Số có thể bị mất số 0 ở đầu");
        assertThat(sheet.get("R4", "Số hiện có")).isEqualTo("19085000004");
        assertThat((String) sheet.get("R4", "Đề xuất")).contains("019085000004");
        assertThat(sheet.get("R1", "Ngày sinh")).isEqualTo("07/03/1985");
        assertThat(sheet.get("R1", "Giới tính")).isEqualTo("Nữ");

        sheet.set("R1", NUMBER, "019185000001").set("R4", NUMBER, " 019085000004 ").set("R3", RESULT, "Không tìm thấy").set("R5", NUMBER, "0191850");
        String before = rowsAndDecisions();
        JsonNode dry = uploaded(batch, "station1", sheet.xlsx(), true);
        assertThat(dry.path("rowsRead").asInt()).isEqualTo(5);
        assertThat(dry.path("filled").asInt()).isEqualTo(3);
        assertThat(dry.path("unchanged").asInt()).isEqualTo(1);
        assertThat(dry.path("applied").asInt()).isZero();
        assertThat(errors(dry)).isEqualTo(Map.of(sheet.rowOf("R5"), "BAD_NUMBER"));
        assertThat(rowsAndDecisions()).as("a dry run changes nothing").isEqualTo(before);

        JsonNode done = uploaded(batch, "station1", sheet.xlsx(), false);
        assertThat(done.path("applied").asInt()).isEqualTo(3);
        assertThat(errors(done)).isEqualTo(errors(dry));
        assertThat(row(batch, "station1", "R1").path("decision").path("changes").path("idNumber").path("to").asText()).isEqualTo("019185000001");
        assertThat(row(batch, "station1", "R3").path("decision").path("decision").asText()).isEqualTo("NOT_FOUND");
        assertThat(row(batch, "station1", "R5").path("state").asText()).isEqualTo("OPEN");

        agreedByAll(batch);
        assertThat(status("R1")).isEqualTo("MATCHED");
        assertThat(status("R4")).isEqualTo("MATCHED");
        assertThat(fact("R4", "id_number")).isEqualTo("019085000004");
        assertThat(jdbc.sql("select changed_by || ' ' || confirmed_by from record_change where citizen_id = :id and field = 'idNumber'")
                .param("id", citizen("R1")).query(String.class).single()).as("four eyes, as in the grid").isEqualTo("station1 police1");
    }

    @Test
    void theSameFileAgainChangesNothingAndAFileIsUndoneAtOnce() throws Exception {
        sixPeople();
        byte[] file = TestSheet.of(downloaded(batch, "station1")).set("R1", NUMBER, "019185000001").set("R3", RESULT, "Đã mất")
                .set("R2", NUMBER, "019185000002").xlsx();
        assertThat(uploaded(batch, "station1", file, false).path("applied").asInt()).isEqualTo(3);
        String after = rowsAndDecisions();
        JsonNode again = uploaded(batch, "station1", file, false);
        assertThat(again.path("applied").asInt()).isZero();
        assertThat(again.path("errors")).isEmpty();
        assertThat(rowsAndDecisions()).isEqualTo(after);

        JsonNode undone = call(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(
                "/api/v1/cleaning/batches/" + batch + "/undo"), "station1", null, 200);
        assertThat(undone.path("count").asInt()).isEqualTo(3);
        assertThat(index(batch, "station1", Map.of("state", "OPEN")).path("lines").size()).isEqualTo(6);
        JsonNode corrected = uploaded(batch, "station1", TestSheet.of(file).set("R3", RESULT, "Không tìm thấy").xlsx(), false);
        assertThat(corrected.path("applied").asInt()).as("what was taken back may be filled in again, from the same file").isEqualTo(3);
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        sixPeople();
        byte[] file = TestSheet.of(downloaded(batch, "station1")).set("R1", NUMBER, "019185000001").set("R2", NUMBER, "019185000002")
                .set("R3", NUMBER, "019185000003").set("R4", NUMBER, "019085000004").set("R5", NUMBER, "019185000005").xlsx();
        decided(batch, "station1", edit("R1", "idNumber", "019185000009"));
        jdbc.sql("update citizen set identity_status = 'MATCHED' where record_id = 'R2'").update();
        jdbc.sql("update citizen set full_name = 'Lý Thị Bà' where record_id = 'R3'").update();
        jdbc.sql("update citizen set sex = 'F' where record_id = 'R4'").update();
        JsonNode report = uploaded(batch, "station1", file, false);
        TestSheet sheet = TestSheet.of(file);
        assertThat(errors(report)).isEqualTo(Map.of(sheet.rowOf("R1"), "ROW_CHANGED", sheet.rowOf("R2"), "MATCHED",
                sheet.rowOf("R3"), "READ_ONLY", sheet.rowOf("R4"), "RECORD_CHANGED"));
        assertThat(report.path("applied").asInt()).isOne();
        assertThat(row(batch, "station1", "R1").path("decision").path("changes").path("idNumber").path("to").asText()).isEqualTo("019185000009");
    }

    @Test
    void theFileOfAnotherListIsNotTaken() throws Exception {
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, "05434");
        imported(Line.of("R1", "Nguyễn Thị Hòa", "F", "1985-03-07", ""), Line.of("R2", "Trần Văn Nam", "M", "1985-03-08", ""),
                Line.of("Q1", "Lý Thị Ba", "F", "1985-03-09", "").in("05434"));
        UUID ours = requested("station1");
        UUID theirs = requested("station2");
        TestSheet mine = TestSheet.of(downloaded(ours, "station1")).set("R1", NUMBER, "019185000001");
        TestSheet other = TestSheet.of(downloaded(theirs, "station2")).set("Q1", NUMBER, "019185000003");
        assertThat(refused(ours, "station1", other.xlsx(), 422, "cleaning.workbook.otherBatch").path("title").asText())
                .isEqualTo("Tệp này thuộc một danh sách khác");

        mine.rows.add(other.rows.get(1));
        JsonNode report = uploaded(ours, "station1", mine.xlsx(), false);
        assertThat(errors(report)).isEqualTo(Map.of(4, "OTHER_BATCH"));
        assertThat(report.path("applied").asInt()).isOne();
    }

    @Test
    void keysCannotBeMadeOrMoved() throws Exception {
        sixPeople();
        TestSheet sheet = TestSheet.of(downloaded(batch, "station1"));
        int first = sheet.rowOf("R1");
        int second = sheet.rowOf("R2");
        assertThat(sheet.rows.toString()).as("no key says anything about a person").doesNotContain(Long.toString(citizen("R1")) + "]");
        sheet.set("R1", NUMBER, "019185000001").set("R2", NUMBER, "019185000002").swapInColumn(KEY, first, second);
        String changed = (String) sheet.get("R3", KEY);
        sheet.set("R3", KEY, changed.substring(0, 40) + (changed.charAt(40) == 'A' ? 'B' : 'A') + changed.substring(41)).set("R3", NUMBER,
                "019185000003");
        sheet.set("R4", KEY, null).set("R4", NUMBER, "019085000004");
        sheet.set("R5", KEY, 12345).set("R5", NUMBER, "019185000005");
        JsonNode report = uploaded(batch, "station1", sheet.xlsx(), false);
        assertThat(errors(report)).isEqualTo(Map.of(first, "MIXED", second, "MIXED", sheet.rowOf("R3"), "KEY_BROKEN",
                sheet.rowOf("R4"), "NO_KEY", sheet.rowOf("R5"), "KEY_BROKEN"));
        assertThat(message(report, first)).contains("nhầm người");
        assertThat(report.path("applied").asInt()).isZero();
    }

    @Test
    void everyCellIsAnsweredClearly() throws Exception {
        known("019085000099", "Phạm Văn Chín", "M", "1985-03-12");
        imported(Line.of("M", "Phạm Văn Chín", "M", "1985-03-12", "019085000099"));
        assertThat(status("M")).isEqualTo("MATCHED");
        Line[] people = new Line[24];
        for (int i = 0; i < people.length; i++) {
            people[i] = Line.of("P" + (10 + i), "Nguyễn Thị " + (char) ('A' + i) + "nh", "F", "1985-03-07", "");
        }
        imported(people);
        batch = requested("station1");
        TestSheet sheet = TestSheet.of(downloaded(batch, "station1"));
        List<Object[]> cells = List.of(
                new Object[] {NUMBER, 19185000001L, "NUMBER_CELL_MEANT", "019185000001"},
                new Object[] {NUMBER, 123456789, "NUMBER_CELL_MEANT", "123456789"},
                new Object[] {NUMBER, 12345678, "NUMBER_CELL_MEANT", "012345678"},
                new Object[] {NUMBER, 1.5, "NUMBER_CELL", "Văn bản"},
                new Object[] {NUMBER, 1.9E30, "NUMBER_CELL", "Văn bản"},
                new Object[] {NUMBER, "19185000001", "BAD_NUMBER_MEANT", "019185000001"},
                new Object[] {NUMBER, "019 185 000 001", "BAD_NUMBER_MEANT", "019185000001"},
                new Object[] {NUMBER, "O19185000001", "BAD_NUMBER_MEANT", "019185000001"},
                new Object[] {NUMBER, "1.9185E+10", "BAD_NUMBER", "12 chữ số"},
                new Object[] {NUMBER, "003185000001", "BAD_NUMBER", "mã tỉnh"},
                new Object[] {NUMBER, "chưa có", "BAD_NUMBER", "12 chữ số"},
                new Object[] {NUMBER, true, "BAD_NUMBER", "12 chữ số"},
                new Object[] {NUMBER, new TestSheet.Formula("\"019185000001\""), "FORMULA", NUMBER},
                new Object[] {"Họ và tên", new TestSheet.Formula("1+1"), "FORMULA", "Họ và tên"},
                new Object[] {NUMBER, "019085000099", "NUMBER_TAKEN", "gộp hồ sơ"},
                new Object[] {NUMBER, "019185000050", "NUMBER_TWICE", "hai người"},
                new Object[] {NUMBER, "'019185000050", "NUMBER_TWICE", "hai người"},
                new Object[] {RESULT, "đã chuyển đi", "MOVED", "màn hình rà soát"},
                new Object[] {RESULT, "bận", "UNKNOWN_RESULT", "Không tìm thấy"},
                new Object[] {RESULT, 5, "UNKNOWN_RESULT", "Không tìm thấy"});
        for (int i = 0; i < cells.size(); i++) {
            sheet.set("P" + (10 + i), (String) cells.get(i)[0], cells.get(i)[1]);
        }
        sheet.set("P30", NUMBER, "019185000030").set("P30", RESULT, "Đã mất");
        sheet.set("P31", NUMBER, "'019185000031").set("P32", NUMBER, "019185000032").set("P33", RESULT, " đã  mất ");
        JsonNode report = uploaded(batch, "station1", sheet.xlsx(), false);
        Map<Integer, String> errors = errors(report);
        for (int i = 0; i < cells.size(); i++) {
            int row = sheet.rowOf("P" + (10 + i));
            if (i == 13) {
                row = 1 + sheet.rows.indexOf(sheet.rows.stream().filter(one -> one.contains(cells.get(13)[1])).findFirst().orElseThrow());
            }
            assertThat(errors.get(row)).as("row of " + cells.get(i)[1]).isEqualTo(cells.get(i)[2]);
            assertThat(message(report, row)).contains((String) cells.get(i)[3]);
        }
        assertThat(errors.get(sheet.rowOf("P30"))).isEqualTo("BOTH");
        assertThat(errors).hasSize(cells.size() + 1);
        assertThat(report.path("applied").asInt()).isEqualTo(3);
        assertThat(row(batch, "station1", "P31").path("decision").path("changes").path("idNumber").path("to").asText()).isEqualTo("019185000031");
    }

    @Test
    void rowsMayBeDeletedAndSortedAndCopiedButNotContradictThemselves() throws Exception {
        sixPeople();
        TestSheet sheet = TestSheet.of(downloaded(batch, "station1")).set("R1", NUMBER, "019185000001").set("R2", NUMBER, "019185000002");
        sheet.rows.remove(sheet.rowOf("R3") - 1);
        sheet.rows.add(List.copyOf(sheet.rows.get(sheet.rowOf("R1") - 1).stream().map(cell -> cell == null ? "" : cell).toList()));
        int copy = sheet.rows.size();
        sheet.rows.add(new java.util.ArrayList<>(sheet.rows.get(sheet.rowOf("R2") - 1)));
        sheet.setRow(sheet.rows.size(), NUMBER, "019185000007");
        int other = sheet.rows.size();
        sheet.rows.add(new java.util.ArrayList<>(java.util.Arrays.asList("99", "NEW", "Người Mới")));
        JsonNode report = uploaded(batch, "station1", sheet.xlsx(), false);
        assertThat(errors(report)).isEqualTo(Map.of(sheet.rowOf("R2"), "ROW_TWICE", other, "ROW_TWICE", other + 1, "NO_KEY"));
        assertThat(report.path("applied").asInt()).as("a copy that says the same is no contradiction").isOne();
        assertThat(copy).isLessThan(other);
    }

    @Test
    void columnsMayBeMovedButNotLost() throws Exception {
        sixPeople();
        byte[] file = downloaded(batch, "station1");
        refused(batch, "station1", TestSheet.of(file).rename(NUMBER, "Số đúng").xlsx(), 422, "cleaning.workbook.columnsMissing");
        JsonNode problem = refused(batch, "station1", TestSheet.of(file).withoutColumn(KEY).xlsx(), 422, "cleaning.workbook.columnsMissing");
        assertThat(problem.path("errors").get(0).path("field").asText()).isEqualTo(KEY);
        assertThat(problem.path("detail").asText()).contains("cột ẩn");
        refused(batch, "station1", TestSheet.of(file).rename("Thôn", NUMBER).xlsx(), 422, "cleaning.workbook.columnsTwice");
        refused(batch, "station1", new TestSheet().xlsx(), 422, "cleaning.workbook.columnsMissing");

        TestSheet moved = TestSheet.of(file).set("R1", NUMBER, "019185000001").withoutColumn("Số điện thoại").withoutColumn("Đề xuất")
                .rename("Thôn", "Tổ").columnsReversed();
        assertThat(uploaded(batch, "station1", moved.xlsx(), false).path("applied").asInt()).isOne();
    }

    @Test
    void aListWithoutSuchRowsIsAnEmptyTable() throws Exception {
        known("019085000006", "Phạm Văn Sáu", "M", "1985-03-12");
        imported(Line.of("R6", "Phạm Văn Sấu", "M", "1985-03-12", "019085000006"));
        batch = requested("station1");
        byte[] file = downloaded(batch, "station1");
        assertThat(TestSheet.of(file).rows).hasSize(1);
        assertThat(uploaded(batch, "station1", file, false).path("rowsRead").asInt()).isZero();
    }

    @Test
    void answersAreInTheLanguageOfTheOfficer() throws Exception {
        sixPeople();
        byte[] file = TestSheet.of(downloaded(batch, "station1")).set("R1", NUMBER, 19185000001L).xlsx();
        var response = web.perform(request(batch, "station1", file, true).header("Accept-Language", "en")).andReturn().getResponse();
        assertThat(response.getContentAsString()).contains("type: 019185000001").doesNotContain("''");
    }

    @Test
    void onlyWhoReviewsMayAndOnlyWhileItIsReviewed() throws Exception {
        sixPeople();
        byte[] file = TestSheet.of(downloaded(batch, "station1")).set("R1", NUMBER, "019185000001").xlsx();
        for (String stranger : List.of("facility1", "analyst1", "ministry1")) {
            assertThat(upload(batch, stranger, file, false).getStatus()).isEqualTo(404);
            assertThat(web.perform(get(path(batch)).with(user(stranger))).andReturn().getResponse().getStatus()).isEqualTo(404);
        }
        assertThat(upload(batch, "police1", file, false).getStatus()).as("not their turn").isEqualTo(409);
        assertThat(upload(UUID.randomUUID(), "station1", file, false).getStatus()).isEqualTo(404);
        assertThat(uploaded(batch, "station1", file, false).path("applied").asInt()).isOne();
        complete(batch, "reviewRows", "station1");
        assertThat(upload(batch, "station1", file, false).getStatus()).isEqualTo(409);
        assertThat(upload(batch, "police1", file, false).getStatus()).as("their turn, but nothing is reviewed").isEqualTo(409);
    }
}
