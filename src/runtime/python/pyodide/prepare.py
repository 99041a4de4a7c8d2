"""Run once, when the image is made: what every program finds ready."""

import gc
import os
import signal
import sys

HERE = '/lib/faultline'
# Imported here, so that programs which import them start at once.
PRELOADED = (
    'abc array ast asyncio base64 bisect calendar cmath collections.abc contextlib copy dataclasses datetime decimal enum '
    'fractions functools hashlib heapq inspect io itertools json linecache math numbers operator queue random re statistics '
    'string struct textwrap threading time traceback types typing unicodedata warnings'
).split()

for name in PRELOADED:
    __import__(name)

sys.path.insert(0, HERE)
for file in sorted(os.listdir(HERE)):
    __import__(file.removesuffix('.py'))
sys.path.remove(HERE)
sys.path_importer_cache.clear()

sys.modules['tool_calls'].connect(sys.modules['tool_device'].call_tool)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.stdout.reconfigure(line_buffering=True)
os.environ.clear()
gc.collect()
gc.freeze()
