// Members of a share group that accept most records, release some once and reject some for good.
// Usage: java -cp JARS ShareDrill.java BOOTSTRAP TOPIC GROUP RECORDS MEMBERS, with values 0 to RECORDS - 1.
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;

public class ShareDrill {
    static final int REJECT_EVERY = 50;
    static final int RELEASE_EVERY = 30;
    static final long PATIENCE_MS = 60_000;

    final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    final Set<Integer> rejected = ConcurrentHashMap.newKeySet();
    final Set<Integer> released = ConcurrentHashMap.newKeySet();
    final AtomicInteger again = new AtomicInteger();
    final AtomicInteger errors = new AtomicInteger();

    public static void main(String[] args) throws Exception {
        ShareDrill drill = new ShareDrill();
        int records = Integer.parseInt(args[3]);
        int members = Integer.parseInt(args[4]);
        var pool = Executors.newFixedThreadPool(members);
        List<? extends Future<?>> running = IntStream.range(0, members)
            .mapToObj(member -> pool.submit(() -> drill.read(args[0], args[1], args[2], records)))
            .toList();
        for (Future<?> each : running) each.get();
        pool.shutdown();
        System.out.printf("accepted=%d rejected=%d again=%d errors=%d%n", drill.accepted.size(),
            drill.rejected.size(), drill.again.get(), drill.errors.get());
    }

    void read(String bootstrap, String topic, String group, int records) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("group.id", group);
        properties.put("share.acknowledgement.mode", "explicit");
        properties.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
        properties.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
        long deadlineMs = System.currentTimeMillis() + PATIENCE_MS;
        try (var consumer = new KafkaShareConsumer<String, String>(properties)) {
            consumer.subscribe(List.of(topic));
            while (accepted.size() + rejected.size() < records && System.currentTimeMillis() < deadlineMs) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    int value = Integer.parseInt(record.value());
                    if (accepted.contains(value) || rejected.contains(value)) again.incrementAndGet();
                    if (value % REJECT_EVERY == 0) {
                        rejected.add(value);
                        consumer.acknowledge(record, AcknowledgeType.REJECT);
                    } else if (value % RELEASE_EVERY == 0 && released.add(value)) {
                        consumer.acknowledge(record, AcknowledgeType.RELEASE);
                    } else {
                        accepted.add(value);
                        consumer.acknowledge(record, AcknowledgeType.ACCEPT);
                    }
                }
                consumer.commitSync().values().forEach(error -> {
                    if (error.isPresent()) errors.incrementAndGet();
                });
            }
        }
    }
}
