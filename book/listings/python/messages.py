# ANCHOR: main
import multiprocessing
import os

if __name__ == "__main__":
    reader, writer = os.pipe()
    for word in ["one ", "two ", "three "]:
        os.write(writer, word.encode())  # ①
    print(os.read(reader, 100))  # ②

    reader, writer = multiprocessing.Pipe(duplex=False)
    for word in ["one ", "two ", "three "]:
        writer.send(word)
    print([reader.recv() for _ in range(3)])  # ③
# ANCHOR_END: main
