"""Time JioNLP over the documents of a JSON list: money and time expressions, found and parsed."""

import json
import sys
import time

import jionlp

with open(sys.argv[1], encoding="utf-8") as file:
    documents = json.load(file)
jionlp.ner.extract_money(documents[0][:200])
jionlp.ner.extract_time(documents[0][:200], time_base=time.time())
start = time.process_time()
found = sum(
    len(jionlp.ner.extract_money(text)) + len(jionlp.ner.extract_time(text, time_base=time.time()))
    for text in documents
)
print(json.dumps({"seconds": time.process_time() - start, "found": found}))
