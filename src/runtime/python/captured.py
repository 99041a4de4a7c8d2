"""Bounded output, as `CapturedText` (`src/core/execution.ts`)."""


class Captured:
    """Bytes up to a limit, and the count of those beyond it."""

    def __init__(self, limit):
        self.limit = limit
        self.kept = bytearray()
        self.dropped = 0

    def add(self, data, dropped=0):
        kept = data[: self.limit - len(self.kept)]
        self.kept += kept
        self.dropped += len(data) - len(kept) + dropped

    def result(self):
        text = self.kept.decode('utf-8', 'replace')
        return {'text': text, 'dropped': self.dropped} if self.dropped else {'text': text}
