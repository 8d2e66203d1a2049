# Lo que dice el evaluador de `bounded-queue`.

# Sus requisitos.
bounded-queue-everybody-is-a-thread = Cada productor y cada consumidor es un hilo propio, aparte del principal, y escribe sus propias líneas.
bounded-queue-every-item-arrives-once = Cada elemento que entra sale una sola vez, vaya lento quien vaya, y nadie espera en vano.
bounded-queue-the-order-is-kept = Los elementos salen en el orden en que entraron.
bounded-queue-never-above-capacity = La cola admite tantos elementos como plazas tiene, y ni uno más.
bounded-queue-who-waits-sleeps = El hilo que espera duerme hasta que lo despiertan; ni mira una y otra vez ni se pone un plazo.
bounded-queue-nobody-waits-while-another-works = Mientras un hilo fabrica o usa un elemento, los demás pueden seguir.
bounded-queue-close-wakes-everybody = Cerrar la cola despierta a todo el que espera; desde entonces no entra nada más.
bounded-queue-is-right-under-every-schedule = Con cualquier planificación, la cola cumple todo lo que promete y el programa termina.
bounded-queue-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

# Lo que hacen los programas en su lugar, y por qué.
bounded-queue-processes = El programa lanzó { $seen ->
    [one] { $seen } proceso
   *[other] { $seen } procesos
  } además del suyo.
bounded-queue-processes-cause = Productores y consumidores son hilos de un solo proceso: comparten la memoria de la cola.
bounded-queue-threads = Aparte del principal hubo { $seen ->
    [one] { $seen } hilo
   *[other] { $seen } hilos
  }; se piden { $required }, uno por cada productor y cada consumidor.
bounded-queue-threads-cause = `run` los lanza todos, y ya está escrita. `push`, `pop`, `produce` y `consume` no lanzan a nadie.
bounded-queue-other-line = Alguien escribió «{ $seen }», que no es ninguna de las líneas pedidas.
bounded-queue-other-line-cause = Las líneas son `put 0.3`, `refused 0.3`, `took 0.3` y `ready`. Un `Item` se escribe solo como `0.3`.
bounded-queue-main-writes = El hilo principal escribió «{ $line }».
bounded-queue-main-writes-cause = Cada línea la escribe el hilo del que habla: en `produce` y en `consume`.
bounded-queue-speaks-for-another = El { $role } escribió «{ $line }», que es una línea de otro.
bounded-queue-speaks-for-another-cause = Un hilo es un productor o un consumidor, desde su primera línea hasta la última, y cada productor es un solo hilo. Escribe `put` cuando `push` haya vuelto, en el hilo del propio productor.
bounded-queue-consumers = { $seen ->
    [0] Ningún hilo escribió
    [one] Un solo hilo escribió
   *[other] { $seen } hilos escribieron
  } `ready`; { $required ->
    [one] hay un consumidor
   *[other] hay { $required } consumidores
  }.
bounded-queue-consumers-cause = Cada consumidor escribe `ready` siempre antes de sacar un elemento; hasta el que no recibe ninguno lo ha escrito una vez.
bounded-queue-own-items = Las líneas del productor { $producer } no son las de un productor de { $required } elementos: hay { $seen }, o van en otro orden.
bounded-queue-own-items-cause = Un productor escribe `put` una vez por cada elemento suyo, desde el número 0, cuando ya está en la cola. Después de uno rechazado, termina.
bounded-queue-item = El elemento { $item } entró { $put ->
    [one] una vez
   *[other] { $put } veces
  } y salió { $took ->
    [one] una vez
   *[other] { $took } veces
  }.
bounded-queue-item-cause = { $took ->
    [0] Se perdió. Al cerrar la cola, lo que hay dentro todavía sale: `pop` da `None` solo cuando no queda nada. Y un consumidor que despierta tiene que volver a mirar si hay algún elemento.
   *[other] Meter y sacar cambian la misma cola, con el mismo cerrojo, y nadie escribe lo que no ha pasado.
  }
bounded-queue-order = El { $role } sacó { $item } después de { $before }.
bounded-queue-order-cause = De una cola sale primero lo que entró primero: se entra por un extremo (`push_back`) y se sale por el otro (`pop_front`).
bounded-queue-above = Entraron { $seen } elementos sin que nadie sacara ninguno; en la cola caben { $capacity }.
bounded-queue-above-cause = `push` tiene que esperar mientras en la cola haya `capacity` elementos, antes de meter el suyo. ¿Se escribe `put` solo cuando `push` ha vuelto?
bounded-queue-below = { $seen ->
    [0] No entró ningún elemento
    [one] Solo entró un elemento
   *[other] Solo entraron { $seen } elementos
  }, aunque en la cola caben { $capacity } y hay { $items } por llegar.
bounded-queue-below-cause = Un productor espera solo cuando no hay sitio. Compara el número de elementos con `capacity`, no con algo menor.
bounded-queue-restless = Aquí todos tienen que esperar, y el programa seguía ocupado al cabo de { $seconds } segundos.
bounded-queue-restless-cause = Alguien mira una y otra vez, con pausa o sin ella, o espera con un plazo. Espera en una variable de condición y deja que te despierte quien cambie la cola.
bounded-queue-nobody-waits = El programa terminó, aunque { $consumers ->
    [0] la cola estaba llena y nadie sacaba nada
   *[other] la cola estaba vacía y nadie la había cerrado
  }.
bounded-queue-nobody-waits-cause = { $consumers ->
    [0] `push` tiene que esperar mientras la cola esté llena y abierta, más que cualquier plazo.
   *[other] `pop` da `None` solo cuando la cola está cerrada y vacía. Con `--leave-open` no la cierra nadie.
  }
bounded-queue-makes-nothing = El { $role } no se tomó su tiempo para cada elemento.
bounded-queue-makes-nothing-cause = `produce` llama a `make` para cada elemento, y `make` duerme lo que diga `--make-ms`.
bounded-queue-made-alone = Mientras el { $role } fabricaba su primer elemento, el otro productor no pudo meter los suyos, aunque había sitio.
bounded-queue-made-alone-cause = Hay un cerrojo tomado mientras se fabrica. Llama antes a `make`; toma el cerrojo, o llama a `push`, cuando ya tengas el elemento.
bounded-queue-used-alone = Mientras el consumidor usaba su primer elemento, el productor no pudo llenar la cola.
bounded-queue-used-alone-cause = ¿Se escribe `took` antes de usar el elemento? Si es así, hay un cerrojo tomado mientras se usa. La guarda vive hasta el final de su bloque: deja que `pop` vuelva solo con el elemento y úsalo después.
bounded-queue-item-waits = Había un elemento en la cola y, aun así, { $role } esperaba uno.
bounded-queue-item-waits-cause = Se metieron dos elementos antes de que nadie sacara uno, y solo se despertó a un consumidor: quizá `push` avisa solo cuando la cola estaba vacía. Avisa por cada elemento, haya lo que haya en la cola.
bounded-queue-consumers-left = Se cerró la cola, y un consumidor sigue esperando.
bounded-queue-consumers-left-cause = `notify_one` despierta a uno, y ninguno despierta al siguiente. El cierre les interesa a todos: `notify_all`. Y lo que esperan en su bucle tiene que haber acabado: mira ahí también `closed`.
bounded-queue-producers-left = El consumidor cerró la cola, y un productor sigue esperando.
bounded-queue-producers-left-cause = También esperan los productores, en una variable propia. `close` tiene que despertarlos a todos, y cada uno tiene que ver en su bucle que la cola está cerrada.
bounded-queue-not-refused = El productor { $producer } metió elementos después del cierre de la cola.
bounded-queue-not-refused-cause = `push` tiene que mirar si la cola está cerrada antes de mirar si hay sitio, y otra vez cuando deja de esperar: puede ser porque hay sitio o porque la cola está cerrada. En una cola cerrada no entra nada.
bounded-queue-beyond = Habían entrado { $put } elementos y los consumidores habían pedido { $ready }; así que en la cola había más de { $capacity }.
bounded-queue-beyond-cause = O un consumidor escribe `ready` cuando ya ha sacado su elemento, o un productor que despierta da por hecho que hay sitio. Otro puede haber sido más rápido, y un hilo puede despertar sin motivo: vuelve a mirar, con `while` en lugar de `if`.
bounded-queue-stuck-cause = A quien espera tiene que despertarlo lo que pone fin a su espera. `push` despierta a quien espera un elemento, `pop` a quien espera sitio: ¿es la variable correcta, y se avisa todas las veces? Con una sola variable para ambos, `notify_one` puede despertar a quien no le sirve de nada.
bounded-queue-schedule-deadlock-cause = ¿Vuelve a mirar quien despierta, con `while` o `wait_while` en lugar de `if`? Un aviso no le llegó a nadie, o a quien no le servía. ¿Se conserva el cerrojo desde que se mira la cola hasta `wait`? ¿Se cambia con ese cerrojo tomado todo aquello de lo que depende la espera? ¿Despierta cada cambio al lado que lo espera, también cuando la cola no estaba llena ni vacía? ¿Despierta `close` a todos los que esperan, con `notify_all`?
bounded-queue-schedule-panic-cause = Alguien despierta y da por hecho que hay un elemento. Otro puede haber sido más rápido, y un hilo puede despertar sin motivo: vuelve a mirar, con `while` en lugar de `if`.
