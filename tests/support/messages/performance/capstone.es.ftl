# Lo que dice el evaluador de `capstone`.

capstone-output-is-identical = La versión rápida imprime exactamente lo que imprime la lenta, sea cual sea el texto y haya los hilos que haya.
capstone-few-writes = El resultado sale en pocas escrituras: como mucho una por cada 4096 bytes, redondeando hacia arriba, y una más.
capstone-no-more-threads-than-asked = No se lanzan más hilos de los que pide `--threads`, por largo que sea el texto.
capstone-the-work-is-shared = Viven a la vez tantos hilos como pide `--threads`, y cada uno cuenta más o menos la misma parte de las palabras.
capstone-no-detours = Nada pasa por archivos, tuberías o sockets en el camino del texto al resultado.
capstone-every-thread-is-waited-for = El hilo principal espera a todos los hilos que lanzó, por lento que sea alguno, y no da vueltas mientras espera.
capstone-writes-a-before-and-after-report = `--report` escribe una página con una imagen de las dos versiones, entera o nada.
capstone-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
capstone-tells-the-story = La ejecución entera cuenta la historia de una correcta.

capstone-line = La línea { $line } de la salida es `{ $seen }`; debería ser `{ $required }` (`-` significa que no existe esa línea).
capstone-line-cause = Una parte que acaba dentro de una palabra cuenta dos mitades; un resto que no pertenece a ninguna parte se pierde; una palabra que está en varias partes hay que sumarla; y las líneas van ordenadas por la frecuencia de las palabras, y las igual de frecuentes por el alfabeto. Compara con `--variant slow`.

capstone-writes = { $bytes } bytes salieron en { $seen } escrituras en la salida estándar; se permiten { $most } como mucho. (Se muestra, no se califica: { $futexes } llamadas a futex, { $cpu } ms de procesador.)
capstone-writes-cause = La salida estándar guarda solo hasta el final de línea: cada salto de línea que le llega es una escritura. Reúne todas las líneas en un `String`, o detrás de un `BufWriter`, y entrégalas juntas.

capstone-threads = El programa lanzó { $seen } { $seen ->
    [one] hilo
   *[other] hilos
} además del principal; se { $asked ->
    [one] pedía
   *[other] pedían
} { $asked }. (Se muestra, no se califica: { $futexes } llamadas a futex, { $cpu } ms de procesador.)
capstone-threads-cause = El número de hilos sale de la longitud del texto. Corta el texto en tantas partes como hilos haya, no en partes de tamaño fijo.

capstone-parts = { $seen ->
    [0] Ningún hilo además del principal dice que ha contado una parte
    [one] 1 hilo además del principal dice que ha contado una parte
   *[other] { $seen } hilos además del principal dicen que han contado una parte
}; se piden { $asked }.
capstone-parts-cause = No se lanzan los hilos, o no tienen nada que hacer y el principal lo cuenta todo. Cada hilo cuenta su propia parte y llama él mismo a `say_part`.
capstone-one-at-a-time = Los hilos no vivían a la vez: uno terminó antes de que se lanzara otro.
capstone-one-at-a-time-cause = El bucle que lanza los hilos también los espera, así que cada uno está solo. Un iterador es perezoso: `map(spawn).map(join)` espera al primer hilo antes de lanzar el segundo. Reúne primero todos los manejadores.
capstone-unfair = { $who } contó { $seen } de { $words } palabras; una parte justa son unas { $fair }.
capstone-unfair-cause = Las partes son de longitud demasiado distinta, así que casi todos los hilos esperan al que tiene la más larga. Haz cada corte cerca de su parte proporcional del texto, y solo entonces avanza hasta el final de esa línea.

capstone-detour = El programa escribió { $bytes } bytes en `{ $name }`.
capstone-detour-cause = Los hilos comparten la memoria de su proceso: la tabla que un hilo devuelve está ahí enseguida para quien hace `join`. No hace falta que la lleve ningún archivo ni ninguna tubería.

capstone-spins = El hilo principal no esperó a un hilo que tardaba en empezar: siguió preguntando si había terminado.
capstone-spins-cause = El hilo principal da vueltas en un bucle, con un sleep dentro o sin él, hasta que un contador o `is_finished` dice que el trabajo está hecho. Eso le quita procesador al hilo al que espera, o tiempo a todos. `join` espera, y no cuesta nada.
capstone-cut-off = El hilo principal terminó mientras { $who } seguía vivo.
capstone-cut-off-cause = Nadie hizo `join` con él. Cuando el hilo principal vuelve, el proceso termina con todos sus hilos, estén donde estén. `thread::scope` no termina antes que sus hilos, y con un manejador se puede hacer `join`.

capstone-report-files = Después de la ejecución, la carpeta de trabajo debería contener `report.html` y nada más; contiene: { $seen }.
capstone-report-files-cause = El informe se escribe primero con otro nombre en la misma carpeta y luego se renombra. Si algo falla por el camino, el otro archivo se borra.
capstone-report-part = El informe no contiene `{ $part }`.
capstone-report-part-cause = La página que da el código inicial tiene una imagen con título y descripción, y acaba con su última línea. Deja `report` y `page` como se dieron.
capstone-report-in-place = El informe se escribió directamente en `report.html`, así que quien mire demasiado pronto, o después de un error, encuentra la mitad.
capstone-report-in-place-cause = Escribe la página en otro archivo al lado y renómbralo: un cambio de nombre se hace entero o no se hace. El `report` dado lo hace así.
capstone-report-error = El programa no puede escribir el informe en `{ $path }`, pero ninguna línea de la salida de errores nombra esa ruta.
capstone-report-error-cause = Un error debería decir de qué trata. El `NoReport::Write` dado nombra la ruta y lo que dijo el sistema.
capstone-exit-code-cause = { $seen ->
    [0] Un error pasa en silencio. Devuélvelo desde `run`, que lo convierte en el código de salida 1.
    [101] El hilo principal entró en pánico. Busca un `unwrap`, un corte o un índice que pueda fallar, y un corte dentro de una letra de dos bytes.
   *[other] `run` devuelve un error; la salida de errores dice cuál. El informe compara lo que las dos versiones escriben en `out`, así que un `fast` que imprime en otra parte difiere.
}
