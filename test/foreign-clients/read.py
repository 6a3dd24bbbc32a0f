"""All that is committed in a topic, as a service in Python reads it: one JSON object a line, with the CloudEvent that
the CloudEvents project's own package makes of the record. What is not a CloudEvent in binary mode ends it with an error.

read.py BROKERS TOPIC GROUP ISOLATION
"""

import json
import sys

from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.formats.json import JSONFormat
from confluent_kafka import Consumer, KafkaError

brokers, topic, group, isolation = sys.argv[1:]
consumer = Consumer(
    {
        "bootstrap.servers": brokers,
        "group.id": group,
        "isolation.level": isolation,
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "enable.partition.eof": True,
    }
)
consumer.subscribe([topic])
unread = set(consumer.list_topics(topic).topics[topic].partitions)
while unread:
    record = consumer.poll(30)
    if record is None:
        sys.exit(f"Nothing came for 30 s, and partitions {sorted(unread)} have not ended")
    if record.error():
        if record.error().code() != KafkaError._PARTITION_EOF:
            sys.exit(str(record.error()))
        unread.discard(record.partition())
        continue
    headers = record.headers() or []
    event = from_binary(KafkaMessage(dict(headers), record.key(), record.value()), JSONFormat())
    told = {
        "partition": record.partition(),
        "key": record.key().decode(),
        "value": record.value().decode(),
        "headers": {name: value.decode() for name, value in headers},
        "event": json.loads(JSONFormat().write(event)),
    }
    print(json.dumps(told))
consumer.close()
