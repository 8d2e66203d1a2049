# ANCHOR: main
import io


class Counted(io.RawIOBase):
    writes = 0

    def writable(self):
        return True

    def write(self, data):
        self.writes += 1  # ①
        return len(data)


def report(unbuffered=False, **text):
    counted = Counted()
    binary = counted if unbuffered else io.BufferedWriter(counted)
    out = io.TextIOWrapper(binary, **text)
    for number in range(1000):
        print(f"line {number}", file=out)
    out.flush()  # ②
    return counted.writes


if __name__ == "__main__":
    print("as with -u:", report(unbuffered=True, write_through=True), "writes")  # ③
    print("to a terminal:", report(line_buffering=True), "writes")
    print("to a pipe:", report(), "writes")  # ④
# ANCHOR_END: main
