package vn.minhxac.complaint.internal.routing;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.complaint.internal.message.OfficerMessages;
import vn.minhxac.complaint.internal.store.Recording;
import vn.minhxac.engine.Tasks;
import vn.minhxac.engine.Tasks.WaitingTask;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** 9458: each day the health authorities assign officers to what has nobody: the pool, vacant units, and what absent officers have. */
@Service
public class DailyAssignment {

    /** Stands for complaints whose province is not known. */
    private static final String NOWHERE = "-";
    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Set<String> ASSIGNABLE = Set.of("reviewByFacility", "reviewByStation", "reviewByDistrict", "reviewByProvince", "triageComplaint");

    private final Tasks tasks;
    private final Assigning assigning;
    private final Handlers handlers;
    private final Duty duty;
    private final OfficerMessages messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    DailyAssignment(Tasks tasks, Assigning assigning, Handlers handlers, Duty duty, OfficerMessages messages, JdbcClient jdbc, Clock clock) {
        this.tasks = tasks;
        this.assigning = assigning;
        this.handlers = handlers;
        this.duty = duty;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Codes of the provinces in which something waits for an officer. */
    @Transactional(readOnly = true)
    public List<String> provinces() {
        return List.copyOf(pending().keySet());
    }

    /** Assigns what waits in one province; returns how much is left because nobody is there. */
    @Transactional
    public int assign(String province) {
        int assigned = 0;
        int left = 0;
        for (WaitingTask task : pending().getOrDefault(province, List.of())) {
            if (assigning.assignPending(UUID.fromString(task.businessKey()), task.id())) {
                assigned++;
            } else {
                left++;
            }
        }
        jdbc.sql("""
                insert into daily_assignment (province_code, day, started_at, assigned, left_over) values (:province, :day, :at, :assigned, :left)
                on conflict (province_code, day) do update set assigned = daily_assignment.assigned + excluded.assigned, left_over = excluded.left_over""")
                .param("province", province).param("day", Date.valueOf(today())).param("at", Timestamp.from(clock.instant()))
                .param("assigned", assigned).param("left", left).update();
        return left;
    }

    /** Tells each province what nobody could be found for today. */
    @Transactional
    public void report() {
        jdbc.sql("select province_code, left_over from daily_assignment where day = :day and left_over > 0").param("day", Date.valueOf(today()))
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2))).list()
                .forEach(left -> messages.unassigned(left.getKey(), left.getValue(), provincials(left.getKey())));
    }

    private List<Officer> provincials(String province) {
        Handler handler = handlers.province(province.equals(NOWHERE) ? null : province);
        return handler.kind() == null ? List.of() : duty.of(Role.PROVINCIAL_HEALTH, UnitKind.PROVINCE, handler.code());
    }

    private Map<String, List<WaitingTask>> pending() {
        List<WaitingTask> waiting = tasks.unassigned(Recording.PROCESS, duty.absentToday()).stream()
                .filter(task -> ASSIGNABLE.contains(task.definition())).toList();
        Map<String, String> provinces = jdbc.sql("select id::text, coalesce(province_code, :nowhere) from complaint where id = any(:ids)")
                .param("nowhere", NOWHERE).param("ids", waiting.stream().map(task -> UUID.fromString(task.businessKey())).toArray(UUID[]::new))
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return waiting.stream().collect(Collectors.groupingBy(task -> provinces.get(task.businessKey()), TreeMap::new,
                Collectors.mapping(Function.identity(), Collectors.toList())));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(VIET_NAM));
    }
}
