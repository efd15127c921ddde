"""How many applications `grantdesk calculate aid` answers per second and core: `python -m benchmarks.calculations [LINES]`.

The file is JSON Lines: the worked examples of the region, all schemes of them, in turn, with no cost the same on two lines.
What is counted is the processor's time of the whole command, its start included, so that other work on the machine does not
count. The floor is another process that reads the same lines as JSON and writes them again, and does nothing else.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from grantdesk import region
from grantdesk.domain.county import County
from grantdesk.domain.examples import applications
from grantdesk.domain.facts import parse_application
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.money import Money

LINES = 20_000
ROUNDS = 5
_COMMAND = "from grantdesk.cli import main; main()"
_FLOOR = "import json, sys; [json.dumps(json.loads(line)) for line in open(sys.argv[1], encoding='utf-8')]"


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "applications.jsonl"
        file.write_text(
            "".join(f"{json.dumps(one, default=float)}\n" for one in islice(_applications(), lines)), "utf-8"
        )
        measured = [_seconds(_COMMAND, "calculate", "aid", str(file), "--output", os.devnull) for _ in range(ROUNDS)]
        floors = [_seconds(_FLOOR, str(file)) for _ in range(ROUNDS)]
    each, floor = statistics.median(measured), statistics.median(floors)
    print(
        f"{lines / each:.0f} calculations of aid per second and core, {each / floor:.1f} times reading and writing JSON"
    )


def _applications() -> Iterator[dict[str, Any]]:
    """The worked examples that can be read, again and again; each time their costs are an öre higher."""
    folder = region.find("vastmanland")
    county = region.read(folder)
    written = [one for file in region.read_examples(folder).values() for one in applications(file)]
    sound = [one for one in written if _is_sound(one, county)]
    for more, one in ((Money(more), one) for more in count() for one in sound):
        yield one | {"costs": [_higher(cost, more) for cost in one["costs"]]}


def _is_sound(given: dict[str, Any], county: County) -> bool:
    try:
        parse_application(given, county)
    except InputErrors:
        return False
    return True


def _higher(cost: dict[str, str], more: Money) -> dict[str, str]:
    # Costs in kind have as much financing in kind, so they stay.
    return cost if cost["category"] == "in_kind" else cost | {"amount": str(Money.parse(cost["amount"]) + more)}


def _seconds(*command: str) -> float:
    """The processor's time, in the program and for it, of one Python process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", *command], check=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
