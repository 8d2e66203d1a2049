# ANCHOR: main
import os
import signal
import sys
from multiprocessing import Process


def work(name):
    if name == "south":
        sys.exit(3)
    if name == "east":
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    names = ["north", "south", "east"]
    children = [Process(target=work, args=(name,), name=name) for name in names]
    for child in children:
        child.start()
    for child in children:
        child.join()
        print(f"{child.name}: {child.exitcode}")  # ①
    sys.exit(any(child.exitcode for child in children))  # ②
# ANCHOR_END: main
