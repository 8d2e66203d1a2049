# Lo que dice el evaluador de `three-processes`.

three-processes-each-worker-is-a-process = Cada trabajador es un proceso propio, lanzado por main.
three-processes-each-worker-writes-its-own-lines = Cada trabajador escribe sus propias líneas, en orden, y main no escribe ninguna.
three-processes-each-worker-pauses-between-steps = Después de cada paso, el trabajador duerme la pausa que se pidió.
three-processes-workers-are-alive-at-once = Todos los trabajadores viven a la vez.
three-processes-the-parent-reaps-every-child = Main espera a cada hijo, por lento que sea y termine como termine.
three-processes-a-failing-worker-is-named = El error nombra a todos los trabajadores que fallan y el código de salida es 1; si no falla ninguno, es 0.
three-processes-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
three-processes-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

three-processes-count = Main { $seen ->
    [0] no tiene ningún proceso hijo
    [one] tiene un proceso hijo
   *[other] tiene { $seen } procesos hijos
}; { $required ->
    [one] se pide uno
   *[other] se piden { $required }
}, uno por trabajador.
three-processes-count-cause = { $seen ->
    [0] Nada llama a `fork`. Un hilo no es un proceso, y una llamada a una función tampoco.
   *[other] Hay que llamar a `fork` una vez por trabajador, y solo desde el padre.
}

three-processes-grandchildren = Main tiene { $children ->
    [one] un proceso hijo
   *[other] { $children } procesos hijos
}, que a su vez lanzaron { $others ->
    [one] otro proceso
   *[other] { $others } procesos
}.
three-processes-grandchildren-cause = Un hijo sigue con el bucle del padre y también llama a `fork`. Después de `fork`, los dos están en medio de ese bucle: el hijo tiene que terminar con `leave` cuando acaba su trabajo.

three-processes-main-writes = El propio main escribió `{ $line }`.
three-processes-main-writes-cause = O bien main escribe en lugar de los trabajadores, o bien dejó texto en el búfer de la salida estándar al llamar a `fork`: entonces el hijo tiene una copia de ese texto y los dos lo escriben.

three-processes-nobody-begins = No hay ningún hijo cuya primera línea sea `{ $line }`.
three-processes-nobody-begins-cause = El hijo escribe otro texto, o ninguno, o quedaba texto del padre en el búfer al llamar a `fork`. Escribe líneas enteras, con `println!`, después del fork y en el hijo.

three-processes-line = La línea { $number } del hijo { $child } es `{ $seen }`; debería ser `{ $required }`.
three-processes-line-cause = Compara lo que escribe `work` con lo que pide la cabecera del archivo: una línea al empezar, una por paso y una al terminar.

three-processes-line-missing = El hijo { $child } terminó sin su línea `{ $required }`.
three-processes-line-missing-cause = Compara lo que escribe `work` con lo que pide la cabecera del archivo: una línea al empezar, una por paso y una al terminar. El texto sin salto de línea se pierde cuando el proceso termina con `leave`.

three-processes-line-too-many = El hijo { $child } escribió una línea de más: `{ $seen }`.
three-processes-line-too-many-cause = O bien el trabajador da más pasos de los que piden las opciones, o bien no termina cuando acaba su trabajo.

three-processes-steps = Un trabajador { $seen ->
    [0] no escribió ninguna línea
    [one] escribió una línea
   *[other] escribió { $seen } líneas
} `trabajando...`; { $required ->
    [one] se pide una
   *[other] se piden { $required }
}, cada una con una pausa detrás.
three-processes-steps-cause = Es el hijo quien tiene que escribir sus pasos y hacer una pausa después de cada uno.

three-processes-pause = Entre un paso y su línea siguiente, un trabajador pidió dormir { $seen }; se pide { $required }.
three-processes-pause-cause = `std::thread::sleep` va después de cada `trabajando...`, por el tiempo que da `--pause-ms`. Mirar el reloj en un bucle no es dormir: mantiene ocupado un procesador.

three-processes-one-by-one = No hubo ningún momento en el que vivieran los { $required } trabajadores, y eso que cada uno podía ser todo lo lento que quisiera.
three-processes-one-by-one-cause = Main espera a un trabajador antes de lanzar el siguiente. Lánzalos todos en un bucle, guarda sus números y espera en un segundo bucle.

three-processes-taking-turns = Mientras el hijo { $sleeper } dormía, el hijo { $child } no pudo llegar a su fin: esperaba algo que tenía el hijo { $sleeper }.
three-processes-taking-turns-cause = Un cerrojo, quizá sobre un archivo, se mantiene tomado durante el sueño; así que los trabajadores van por turnos.

three-processes-zombie = Nadie esperó al hijo { $child }: terminó y se quedó zombi.
three-processes-zombie-cause = Cada `waitpid` informa del final de un hijo. Llámalo para cada hijo, también después de que uno haya fallado, y sin `WNOHANG`.

three-processes-orphan = Main terminó antes que el hijo { $child }, que se quedó huérfano.
three-processes-orphan-cause = Cada `waitpid` informa del final de un hijo. Llámalo para cada hijo, también después de que uno haya fallado. Dormir no es esperar: un hijo puede ser más lento que cualquier pausa.

three-processes-discarded = El núcleo se deshizo del hijo { $child }, y con él de cómo terminó, porque su padre ignora SIGCHLD.
three-processes-discarded-cause = Ignorar SIGCHLD evita los zombis, pero entonces nadie se entera de cómo terminó un hijo. Deja la señal como está y llama a `waitpid`.

three-processes-no-breakdown = De los trabajadores, { $exited } terminaron con el código 1 y { $killed } murieron por SIGKILL; las opciones piden { $exits } y { $kills }.
three-processes-no-breakdown-cause = `work` tiene que llamar a `break_down_if_asked` después del primer paso, y `leave` tiene que terminar el hijo con el código que se le da.

three-processes-breakdown-step = El trabajador { $worker } escribió { $steps ->
    [one] { $steps } paso
   *[other] { $steps } pasos
}; tenía que fallar después del primero.
three-processes-breakdown-step-cause = `work` tiene que llamar a `break_down_if_asked` después del primer paso: ni antes de él ni después del segundo.

three-processes-named = Lo último que main escribió en la salida de errores es `{ $seen }`; se pide `{ $required }`.
three-processes-named-cause = Mira cómo terminó cada hijo y reúne los números de los que no terminaron con el código 0. Un hijo al que una señal puso fin no tiene código de salida: `waitpid` lo da como `Signaled`.

three-processes-exit-code-cause = { $seen ->
    [0] Un trabajador falló y main no lo dice. `waitpid` devuelve cómo terminó el hijo: míralo y devuelve `Failed`.
    [101] El hilo principal entró en pánico. La línea que escribió dice dónde: busca allí un `unwrap` o `expect` sobre algo que puede fallar, o un índice o un rango más allá del final.
   *[other] `run` devuelve un error. Mira lo que el programa escribió en la salida de errores.
}
