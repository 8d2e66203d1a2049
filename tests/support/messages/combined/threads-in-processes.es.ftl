# Lo que dice el evaluador de `threads-in-processes`.

threads-in-processes-one-child-per-process = Main lanza un hijo por cada proceso que se pide, antes de tener ningún otro hilo.
threads-in-processes-each-child-runs-its-threads = Cada hijo lanza tantos hilos como se piden.
threads-in-processes-every-part-is-counted-by-its-own-thread = Cada parte tiene un hilo propio, que escribe la línea de la parte.
threads-in-processes-children-and-threads-are-alive-at-once = Todos los hijos viven a la vez, y también los hilos de cada hijo.
threads-in-processes-sums-come-back-through-pipes = Cada hijo envía su suma a main por una tubería.
threads-in-processes-the-total-is-right = Main escribe el total correcto, se corten como se corten los números y por lento que vaya un hilo.
threads-in-processes-a-missing-sum-is-named = Si faltan sumas, main no escribe ningún total, sino que nombra a los hijos de los que deberían haber venido.
threads-in-processes-every-thread-and-child-is-waited-for = Se espera a cada hilo y a cada hijo, por lento que sea y termine como termine.
threads-in-processes-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
threads-in-processes-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

threads-in-processes-children = Main { $seen ->
    [0] no tiene ningún proceso hijo
    [one] tiene un proceso hijo
   *[other] tiene { $seen } procesos hijos
}; { $required ->
    [one] se pide uno
   *[other] se piden { $required }
}.
threads-in-processes-children-cause = { $seen ->
    [0] Nada llama a `fork`. Los hilos por sí solos viven todos en un único proceso.
   *[other] Main tiene que llamar a `fork` una vez por proceso. Las partes de un hijo se reparten entre sus hilos.
}

threads-in-processes-grandchildren = Main tiene { $children ->
    [one] un proceso hijo
   *[other] { $children } procesos hijos
}, que a su vez lanzaron { $others ->
    [one] otro proceso
   *[other] { $others } procesos
}.
threads-in-processes-grandchildren-cause = Un hijo sigue con el bucle del padre y también llama a `fork`. Después de `fork`, los dos están en medio de ese bucle: el hijo tiene que terminar con `leave` en cuanto ha enviado su suma.

threads-in-processes-not-alone = Cuando main llamó a `fork` para el hijo { $child }, ya había lanzado { $seen ->
    [one] otro hilo
   *[other] otros { $seen } hilos
}.
threads-in-processes-not-alone-cause = Un hijo empieza con un solo hilo, el que llamó a `fork`; de los demás no tiene copia. Lo que ellos iban a hacer no se hace nunca allí, y un cerrojo que uno de ellos tenía se queda cerrado. Primero el fork; los hilos se lanzan en el hijo.

threads-in-processes-threads = El hijo { $child } { $seen ->
    [0] no tiene ningún hilo
    [one] tiene un hilo
   *[other] tiene { $seen } hilos
} además del principal; { $required ->
    [one] se pide uno
   *[other] se piden { $required }
}.
threads-in-processes-threads-cause = { $seen ->
    [0] El hijo cuenta en su hilo principal, o espera a hilos que solo tiene el padre. Lanza los hilos en el hijo, después del fork.
   *[other] Cada parte del hijo necesita un hilo propio; el hilo principal solo los lanza y suma.
}

threads-in-processes-part-line = La línea `{ $line }` { $seen ->
    [0] no la escribió nadie
   *[other] se escribió { $seen } veces
}; se pide una vez.
threads-in-processes-part-line-cause = { $seen ->
    [0] Una parte no se cuenta, o se cuenta con otros números que los que da `part`. La parte I del hijo P es la número P × hilos + I entre todas.
   *[other] Dos hilos cuentan la misma parte, o un hijo hace el trabajo de otro.
}

threads-in-processes-part-author = La línea `{ $line }` la escribió { $author }, que no es un hilo lanzado por un hijo.
threads-in-processes-part-author-cause = La línea va en `count_part`, que se ejecuta en el hilo de esa parte. Quien cuenta, escribe.

threads-in-processes-two-parts = El hilo { $author } escribió { $seen } líneas; a cada hilo le toca una parte.
threads-in-processes-two-parts-cause = Un hilo cuenta también partes de otros. Lanza un hilo por parte.

threads-in-processes-parts-mixed = El hijo { $child } cuenta la parte { $part }, que es de otro hijo.
threads-in-processes-parts-mixed-cause = Al hijo P le tocan las partes desde P × hilos hasta (P + 1) × hilos, sin incluir esta última.

threads-in-processes-children-one-by-one = No hubo ningún momento en el que vivieran los { $required } hijos, y eso que cada uno podía ser todo lo lento que quisiera.
threads-in-processes-children-one-by-one-cause = Main espera a un hijo, o su suma, antes de lanzar el siguiente. Lánzalos todos en un bucle y recoge las sumas en otro.

threads-in-processes-threads-one-by-one = No hubo ningún momento en el que vivieran los { $required } hilos de un hijo, y eso que cada uno podía ser todo lo lento que quisiera.
threads-in-processes-threads-one-by-one-cause = Se espera a un hilo (`join`) antes de lanzar el siguiente. Es lo que hace también una cadena `map(spawn).map(join)`, porque los iteradores son perezosos: reúne antes los manejadores.

threads-in-processes-no-pipe = Ningún byte fue del hijo { $child } a main por una tubería.
threads-in-processes-no-pipe-cause = Después de `fork`, el hijo tiene su propia copia de cada variable, así que main no ve nada de lo que cuenta. Un código de salida tiene ocho bits, y un archivo se queda ahí. Escribe la suma en una tubería creada antes del fork.

threads-in-processes-totals = { $seen ->
    [0] Ninguna línea empieza
    [one] Una línea empieza
   *[other] { $seen } líneas empiezan
} por `total`; se pide una sola, `{ $required }`.
threads-in-processes-totals-cause = { $seen ->
    [0] Main tiene que escribir el total cuando tiene todas las sumas.
   *[other] Solo main escribe un total. Un hijo que llega también hasta ahí no ha terminado después de enviar su suma.
}

threads-in-processes-total = El total es `{ $seen }`; se pide `{ $required }`, escrito por main.
threads-in-processes-total-cause = O se pierde una parte, o se toma una suma antes de que acaben todos sus hilos, o no llega a main: una variable que cambia un hijo sigue como estaba en main, y un código de salida conserva solo ocho bits.

threads-in-processes-total-all-the-same = Un hijo murió antes de enviar su suma y main escribió `{ $line }` de todos modos.
threads-in-processes-total-all-the-same-cause = Una suma que no llegó no vale cero. `read_exact` falla cuando la tubería acaba antes del octavo byte: guarda el número de ese hijo y no escribas ningún total.

threads-in-processes-named = Lo último que main escribió en la salida de errores es `{ $seen }`; se pide `{ $required }`.
threads-in-processes-named-cause = Sigue después de la primera suma que falta, reúne los números de todos esos hijos y devuelve `Lost` con ellos.

threads-in-processes-no-crash = { $seen ->
    [0] Ningún hijo murió
    [one] Un hijo murió
   *[other] { $seen } hijos murieron
} por SIGKILL; las opciones piden { $required }.
threads-in-processes-no-crash-cause = Cada hijo tiene que llamar a `crash_if_asked` con su propio número justo antes de enviar su suma.

threads-in-processes-thread-left = Falta la línea `{ $line }`: su hilo iba lento y el hijo terminó sin esperarlo.
threads-in-processes-thread-left-cause = Un hilo acaba con su proceso. Espera a todos los hilos (`join`) antes de que siga el hilo principal del hijo; dormir no es esperar, porque un hilo puede ser más lento que cualquier pausa.

threads-in-processes-child-left = Main no esperó al hijo { $child }.
threads-in-processes-child-left-cause = Tener la suma de un hijo no es haberlo esperado: llama a `waitpid` para cada hijo, también para el que murió antes de tiempo. Hasta entonces sigue siendo un zombi.

threads-in-processes-stuck-cause = Mira quién lee en vano de una tubería y quién la mantiene abierta. El fin de archivo llega solo cuando están cerradas todas las copias del extremo de escritura, también la de main: descarta ese extremo en el padre justo después de `fork`.

threads-in-processes-exit-code-cause = { $seen ->
    [0] Falta una suma y main no lo dice. Devuelve `Lost` desde `run`.
    [101] El hilo principal entró en pánico. La línea que escribió dice dónde: busca allí un `unwrap` o `expect` sobre algo que puede fallar, o un índice o un rango más allá del final.
   *[other] `run` devuelve un error. Mira lo que el programa escribió en la salida de errores.
}
