package vn.minhxac.signing.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.signing.SigningSettings;
import vn.minhxac.signing.internal.SigningItems.FrozenDose;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Freezes a list: takes the unit's doses that may be signed, writes down their content, and binds them under one root. */
@Service
public class Freezing {

    private static final int SALT_BYTES = 16;

    private final SigningLists lists;
    private final SigningItems items;
    private final CollectingLists collecting;
    private final Officers officers;
    private final Units units;
    private final Audit audit;
    private final SigningSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Freezing(SigningLists lists, SigningItems items, CollectingLists collecting, Officers officers, Units units, Audit audit,
             SigningSettings settings, Clock clock) {
        this.lists = lists;
        this.items = items;
        this.collecting = collecting;
        this.officers = officers;
        this.units = units;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param doses how many the list has; none is no error, they may have been taken back in the meantime */
    public record Frozen(int doses, String unitName, String reviewGroup, String approveGroup) {
    }

    @Transactional
    public Frozen freeze(UUID listId) {
        SigningList list = lists.find(listId).orElseThrow();
        // Whoever hands doses over holds the shared lock: we wait, and then see their doses.
        lists.lockUnit(list.province(), list.unit(), true);
        list = lists.lock(listId);
        int doses = list.status() == ListStatus.COLLECTING ? fill(list) : list.doses();
        return new Frozen(doses, units.name(UnitKind.FACILITY, list.unit()),
                officers.groupFor(Role.FACILITY_OFFICER, UnitKind.FACILITY, list.unit(), list.province()),
                officers.groupFor(Role.FACILITY_HEAD, UnitKind.FACILITY, list.unit(), list.province()));
    }

    private int fill(SigningList list) {
        List<DoseFacts> waiting = items.waiting(list.province(), list.unit(), settings.maxList() + 1);
        boolean more = waiting.size() > settings.maxList();
        List<FrozenDose> frozen = (more ? waiting.subList(0, settings.maxList()) : waiting).stream().map(this::frozen).toList();
        byte[] root = new MerkleTree(frozen.stream().map(FrozenDose::leafHash).toList()).root();
        int people = (int) frozen.stream().mapToLong(d -> d.facts().citizenId()).distinct().count();
        items.insert(list.id(), frozen);
        lists.frozen(list.id(), people, frozen.size(), root, clock.instant());
        if (more) {
            collecting.ensure(list.province(), List.of(list.unit()));
        }
        audit.record("signing.frozen", "signing_list", list.id().toString(),
                Map.of("people", people, "doses", frozen.size(), "root", HexFormat.of().formatHex(root)));
        return frozen.size();
    }

    private FrozenDose frozen(DoseFacts facts) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String content = facts.content(salt);
        return new FrozenDose(facts, salt, content, MerkleTree.leafHash(content));
    }
}
