# ANCHOR: main
import sys
import time
from concurrent.futures import ThreadPoolExecutor


def ask(outpost):
    print(f"{outpost} asked")
    time.sleep(0.2)
    if outpost == "south":
        raise OSError("no answer")
    print(f"{outpost} answered")
    return len(outpost)


outposts = ["north", "south", "east"]
with ThreadPoolExecutor() as pool:
    answers = [pool.submit(ask, outpost) for outpost in outposts]  # ①

code = 0
for outpost, answer in zip(outposts, answers):
    try:
        print(f"{outpost}: {answer.result()}")  # ②
    except OSError:
        print(f"{outpost}: -")
        code = 1  # ③
sys.exit(code)
# ANCHOR_END: main
