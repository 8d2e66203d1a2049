# ANCHOR: main
import multiprocessing
import os
import threading
import time

DELAY = [0.1, 0.3, 0.5, 0.2, 0.4, 0.6]
DEGREES = [14, 9, 17, 21, 12, 19]


def ask(sensor, heard):
    time.sleep(DELAY[sensor])
    if sensor == 4:
        os.abort()
    heard.append((sensor, DEGREES[sensor]))  # ①


def ask_roof(roof, writer):
    heard = []
    sensors = range(roof * 3, roof * 3 + 3)
    threads = [threading.Thread(target=ask, args=(s, heard)) for s in sensors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.send(heard)  # ②


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")  # ③
    roofs = []
    for roof in range(2):
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=ask_roof, args=(roof, writer))
        process.start()
        writer.close()  # ④
        roofs.append((process, reader))
    for roof, (process, reader) in enumerate(roofs):
        try:
            print(f"roof {roof}: {reader.recv()}")
        except EOFError:
            print(f"roof {roof}: nothing")  # ⑤
        process.join()
        print(f"roof {roof}: exit code {process.exitcode}")
# ANCHOR_END: main
