"""The comparison that `cargo telar compare` runs: threads or processes, computing or waiting."""

# ANCHOR: all
import sys
import time
from multiprocessing import Process
from threading import Thread


def compute(worker):
    primes = 0
    for number in range(2, 170_000):
        divisor = 2
        while divisor * divisor <= number and number % divisor:
            divisor += 1
        primes += divisor * divisor > number
    print(f"worker {worker}: {primes} primes")


def wait(worker):
    time.sleep(0.2)
    print(f"worker {worker}: waited")


def main():
    way, kind, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    work = {"cpu": compute, "wait": wait}[kind]
    if way == "sequential":  # ①
        for worker in range(count):
            work(worker)
        return
    create = {"threads": Thread, "processes": Process}[way]  # ②
    workers = [create(target=work, args=(worker,)) for worker in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
# ANCHOR_END: all
