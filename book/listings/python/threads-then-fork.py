# ANCHOR: main
import os
import threading


def threads():
    return len(os.listdir("/proc/self/task"))


if __name__ == "__main__":
    finish = threading.Barrier(4)
    for _ in range(3):
        threading.Thread(target=finish.wait).start()  # ①
    child = os.fork()
    if child == 0:
        print(f"child: {threads()} thread", flush=True)  # ②
        os._exit(0)
    os.waitpid(child, 0)
    print(f"parent: {threads()} threads")  # ③
    finish.wait()
# ANCHOR_END: main
