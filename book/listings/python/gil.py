# ANCHOR: main
import multiprocessing
import sys
import threading


def count(limit):
    total = 0
    for number in range(limit):
        total += number % 7
    return total


kinds = {"threads": threading.Thread, "processes": multiprocessing.Process}

if __name__ == "__main__":
    kind = kinds[sys.argv[1]]  # ①
    workers = [kind(target=count, args=(3_000_000,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
# ANCHOR_END: main
