export type SnippetLanguage = 'kcat' | 'cli' | 'java' | 'python' | 'node' | 'go'

export interface Snippet {
  readonly id: SnippetLanguage
  readonly label: string
  readonly write: (bootstrapServers: string) => string
}

export const SNIPPETS: readonly Snippet[] = [
  {
    id: 'kcat',
    label: 'kcat',
    write: (servers) => `kcat -b ${servers} -L
echo 'hello' | kcat -b ${servers} -P -t test
kcat -b ${servers} -C -t test -o beginning -e`,
  },
  {
    id: 'cli',
    label: 'Kafka CLI',
    write: (servers) => `kafka-topics.sh --bootstrap-server ${servers} --list
kafka-console-producer.sh --bootstrap-server ${servers} --topic test
kafka-console-consumer.sh --bootstrap-server ${servers} --topic test --from-beginning`,
  },
  {
    id: 'java',
    label: 'Java',
    write: (servers) => `var config = Map.<String, Object>of("bootstrap.servers", "${servers}");
try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
  producer.send(new ProducerRecord<>("test", "key", "hello")).get();
}`,
  },
  {
    id: 'python',
    label: 'Python',
    write: (servers) => `from confluent_kafka import Producer

producer = Producer({"bootstrap.servers": "${servers}"})
producer.produce("test", key="key", value="hello")
producer.flush()`,
  },
  {
    id: 'node',
    label: 'Node.js',
    write: (servers) => `import { Kafka } from 'kafkajs'

const kafka = new Kafka({ brokers: [${servers
      .split(',')
      .map((server) => `'${server}'`)
      .join(', ')}] })
const producer = kafka.producer()
await producer.connect()
await producer.send({ topic: 'test', messages: [{ key: 'key', value: 'hello' }] })
await producer.disconnect()`,
  },
  {
    id: 'go',
    label: 'Go',
    write: (servers) => `client, err := kgo.NewClient(kgo.SeedBrokers(${servers
      .split(',')
      .map((server) => `"${server}"`)
      .join(', ')}))
if err != nil {
	log.Fatal(err)
}
defer client.Close()
record := &kgo.Record{Topic: "test", Key: []byte("key"), Value: []byte("hello")}
err = client.ProduceSync(ctx, record).FirstErr()`,
  },
]
