# ANCHOR: main
import os
import socket

if __name__ == "__main__":
    here, there = socket.socketpair()  # ①
    child = os.fork()
    if child == 0:
        here.close()
        total = sum(int(line) for line in there.makefile())
        there.sendall(f"{total}\n".encode())  # ②
        os._exit(0)
    there.close()
    for price in [3, 5, 8]:
        here.sendall(f"{price}\n".encode())
    here.shutdown(socket.SHUT_WR)  # ③
    print("total:", here.makefile().read().strip())  # ④
    os.waitpid(child, 0)
# ANCHOR_END: main
