# ANCHOR: main
import multiprocessing

plain = 0
shared = multiprocessing.Value("i", 0)  # ①


def add(shared):
    global plain
    plain += 1
    with shared.get_lock():
        shared.value += 1
    print(f"child: plain {plain}, shared {shared.value}")


if __name__ == "__main__":
    child = multiprocessing.Process(target=add, args=(shared,))
    child.start()
    child.join()  # ②
    print(f"parent: plain {plain}, shared {shared.value}")
# ANCHOR_END: main
