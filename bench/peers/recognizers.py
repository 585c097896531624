"""Time Recognizers-Text (Chinese) over the documents of a JSON list.

Every recogniser whose kind of figure the reading knows too: numbers, ordinals, percentages, money, physical
units, temperatures, ages, dates and periods, phone numbers.
"""

import json
import sys
import time

import recognizers_date_time
import recognizers_number
import recognizers_number_with_unit
import recognizers_sequence
from recognizers_text import Culture

READERS = [
    recognizers_number.recognize_number,
    recognizers_number.recognize_ordinal,
    recognizers_number.recognize_percentage,
    recognizers_number_with_unit.recognize_currency,
    recognizers_number_with_unit.recognize_dimension,
    recognizers_number_with_unit.recognize_temperature,
    recognizers_number_with_unit.recognize_age,
    recognizers_date_time.recognize_datetime,
    recognizers_sequence.recognize_phone_number,
]

with open(sys.argv[1], encoding="utf-8") as file:
    documents = json.load(file)
for reader in READERS:
    reader(documents[0][:200], Culture.Chinese)
start = time.process_time()
found = sum(len(reader(text, Culture.Chinese)) for text in documents for reader in READERS)
print(json.dumps({"seconds": time.process_time() - start, "found": found}))
