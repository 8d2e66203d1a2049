# ANCHOR: main
import multiprocessing

def trabajo_proceso(num):
    print(f"Proceso {num} iniciado")
    for i in range(5):
        print(f"Proceso {num} trabajando...")
        time.sleep(1)
    print(f"Proceso {num} terminó")

if __name__ == "__main__":
    procesos = []
    for i in range(3):
        proceso = multiprocessing.Process(target=trabajo_proceso, args=(i,))
        procesos.append(proceso)
        proceso.start()

    for proceso in procesos:
        proceso.join()
# ANCHOR_END: main
