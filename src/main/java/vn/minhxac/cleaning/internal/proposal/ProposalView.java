package vn.minhxac.cleaning.internal.proposal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.Proposals;
import vn.minhxac.common.Texts;

/**
 * Confirmed is what the registry answered MATCH, alone of all candidates, as long as the record says what it said, has not matched
 * otherwise, and nobody else on the platform may be meant. The rest is hints.
 */
@Service
public class ProposalView implements Proposals {

    private static final int HINTS = 3;
    private static final Set<IdentityStatus> PROVEN = Set.of(IdentityStatus.MATCHED, IdentityStatus.EXEMPT_FOREIGNER);

    private final ProposalRepository proposals;
    private final Identities identities;
    private final Texts texts;

    ProposalView(ProposalRepository proposals, Identities identities, Texts texts) {
        this.proposals = proposals;
        this.identities = identities;
        this.texts = texts;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, List<Proposal>> of(Collection<Long> citizenIds) {
        Map<Long, List<StoredProposal>> stored = proposals.latest(citizenIds).stream()
                .collect(Collectors.groupingBy(StoredProposal::citizenId, LinkedHashMap::new, Collectors.toList()));
        Map<Long, Identity> people = identities.find(stored.keySet()).stream().filter(person -> !PROVEN.contains(person.status()))
                .filter(person -> Arrays.equals(person.contentHash(), stored.get(person.id()).get(0).contentHash()))
                .collect(Collectors.toMap(Identity::id, Function.identity()));
        stored.keySet().retainAll(people.keySet());
        Set<Long> doubtful = doubtful(stored.values().stream().flatMap(List::stream)
                .filter(proposal -> proposal.isMatch() && !proposal.changesNumberOnly()).toList());
        Map<Long, List<Proposal>> shown = new LinkedHashMap<>();
        stored.forEach((id, candidates) -> {
            List<Proposal> list = shown(people.get(id), candidates, doubtful);
            if (!list.isEmpty()) {
                shown.put(id, list);
            }
        });
        return shown;
    }

    private Set<Long> doubtful(List<StoredProposal> matches) {
        return matches.isEmpty() ? Set.of() : new HashSet<>(proposals.doubtful(matches,
                matches.stream().map(match -> VietnameseName.key(match.fullName())).toList()));
    }

    private static List<Proposal> shown(Identity person, List<StoredProposal> candidates, Set<Long> doubtful) {
        List<StoredProposal> matches = candidates.stream().filter(StoredProposal::isMatch).toList();
        if (matches.size() == 1 && !doubtful.contains(matches.get(0).id())) {
            return List.of(proposal(person, matches.get(0), true));
        }
        return candidates.stream().filter(candidate -> !candidate.isRefuted() || candidate.isFromNumber()).limit(HINTS)
                .map(candidate -> proposal(person, candidate, false)).toList();
    }

    private static Proposal proposal(Identity person, StoredProposal stored, boolean confirmed) {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (String field : stored.changed()) {
            changes.put(field, switch (field) {
                case "fullName" -> new Change(person.fullName(), stored.fullName());
                case "sex" -> new Change(person.sex(), stored.sex());
                case "dateOfBirth" -> new Change(person.dateOfBirth().toString(), stored.dateOfBirth().toString());
                default -> new Change(person.idNumber(), stored.idNumber());
            });
        }
        return new Proposal(stored.id(), stored.rule(), changes, confirmed, stored.otherCitizenId());
    }

    @Override
    public String text(String rule) {
        return Arrays.stream(rule.split("\\+")).map(code -> texts.get("cleaning.rule." + code)).collect(Collectors.joining("; "));
    }

    @Override
    @Transactional(readOnly = true)
    public boolean answeredSince(Instant instant) {
        return proposals.anyAnsweredSince(instant);
    }
}
