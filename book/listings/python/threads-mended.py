# ANCHOR: main
import threading
import time  # ①

def trabajo_hilo(num):
    print(f"Hilo {num} iniciado")
    for i in range(5):
        print(f"Hilo {num} trabajando...")
        time.sleep(1)
    print(f"Hilo {num} terminó")

if __name__ == "__main__":
    hilos = []
    for i in range(3):
        hilo = threading.Thread(target=trabajo_hilo, args=(i,))
        hilos.append(hilo)
        hilo.start()

    for hilo in hilos:
        hilo.join()
# ANCHOR_END: main
