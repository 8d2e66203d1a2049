# Lo que dice el evaluador de `three-threads`.

# Sus requisitos.
three-threads-each-worker-is-a-thread = Cada trabajador es un hilo propio, aparte del principal.
three-threads-each-worker-writes-its-own-lines = Las líneas de cada trabajador las escribe su propio hilo: todas, en su orden, y nada más.
three-threads-each-worker-pauses-between-steps = Cada trabajador duerme lo que dura la pausa después de cada paso.
three-threads-workers-are-alive-at-once = Los trabajadores están vivos al mismo tiempo.
three-threads-main-waits-for-every-worker = El hilo principal espera a todos los trabajadores, por lento que vaya alguno.
three-threads-a-panicking-worker-is-named = Si algún trabajador entra en pánico, los demás siguen; al final el programa dice cuáles fallaron y devuelve un error.
three-threads-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
three-threads-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

# Lo que hacen los programas en su lugar, y por qué.
three-threads-count = Aparte del principal hubo { $seen ->
    [one] { $seen } hilo
   *[other] { $seen } hilos
  }; { $required ->
    [one] se pide { $required }
   *[other] se piden { $required }
  }.
three-threads-count-cause = { $seen ->
    [0] Nadie llama a `thread::spawn`. Una función a la que simplemente se llama se ejecuta en el hilo principal, antes de lo que venga después de la llamada.
   *[other] Hay que llamar a `thread::spawn` una vez por trabajador, tantas como diga `--workers`.
  }
three-threads-processes = El programa lanzó { $seen ->
    [one] { $seen } proceso
   *[other] { $seen } procesos
  } además del suyo.
three-threads-processes-cause = Los trabajadores de este ejercicio son hilos de un solo proceso. Los procesos llegan en el tema siguiente.
three-threads-main-writes = El hilo principal escribió líneas del trabajador { $worker }.
three-threads-main-writes-cause = Las líneas son correctas, pero el trabajo se hace donde no toca: quien imprime tiene que ser el propio trabajador, en la función o la clausura que recibe `thread::spawn`.
three-threads-several-authors = Las líneas del trabajador { $worker } las escribieron { $threads } hilos distintos.
three-threads-several-authors-cause = Un trabajador es un único hilo desde su primera línea hasta la última. Lanza un hilo por trabajador, no uno por línea o por paso.
three-threads-no-lines = Ningún hilo escribió líneas del trabajador { $worker }.
three-threads-no-lines-cause = Los hilos existen, pero alguno no sabe su número o no hace su trabajo. Los trabajadores se cuentan desde 0.
three-threads-other-line = El { $role } escribió «{ $seen }» donde se pide «{ $required }».
three-threads-other-line-cause = Compara las dos líneas letra por letra, también los puntos y la tilde. Si el número es otro, un hilo hace el trabajo de dos, o un número llega al hilo equivocado.
three-threads-line-count = El { $role } escribió { $seen ->
    [one] { $seen } línea
   *[other] { $seen } líneas
  } como trabajador { $worker }; se piden { $required }.
three-threads-line-count-cause = Un trabajador escribe una línea al empezar, una por cada paso, tantas como diga `--steps`, y una al terminar.
three-threads-pause = Después de un paso, el { $role } durmió { $seen }; la pausa es de { $required }.
three-threads-pause-cause = A cada paso le sigue una sola llamada a `thread::sleep`, de lo que diga `--pause-ms`, antes de la línea siguiente.
three-threads-sleep = El { $role } durmió { $seen } en total; se piden { $required }.
three-threads-sleep-cause = Quien tiene que dormir es el propio trabajador, después de cada uno de sus pasos, lo que diga `--pause-ms`.
three-threads-one-after-the-other = En ningún momento estuvieron vivos los { $workers } trabajadores a la vez.
three-threads-one-after-the-other-cause = Se espera a cada trabajador antes de lanzar el siguiente, así que van por turnos. Lánzalos todos en un bucle, guarda los manejadores y llama a `join` en un segundo bucle.
three-threads-taking-turns = Mientras el { $sleeper } dormía, el { $role } no pudo llegar a su fin: esperaba algo que tenía el { $sleeper }.
three-threads-taking-turns-cause = Un cerrojo, quizá el de `stdout()`, se mantiene tomado durante el sueño. Tómalo para cada línea, como hace `println!`.
three-threads-cut-off = El programa terminó antes que el { $role }.
three-threads-cut-off-cause = Cuando el hilo principal vuelve de `main`, el proceso termina, y con él todo hilo que siga vivo. Llama a `join` en el manejador de cada trabajador. Dormir, o esperar a uno solo, no basta: otro puede ir más lento.
three-threads-no-panic = El trabajador { $worker } debía entrar en pánico (`--panic { $worker }`), y su hilo terminó sin ningún pánico.
three-threads-no-panic-cause = `work` tiene que llamar a `panic!` después del primer paso cuando `options.panic` nombra al trabajador.
three-threads-panic-step = El trabajador { $worker } escribió { $steps ->
    [one] { $steps } paso
   *[other] { $steps } pasos
  }; tenía que fallar después del primero.
three-threads-panic-step-cause = `work` tiene que llamar a `panic!` después del primer paso, ni antes ni después del último, cuando `options.panic` nombra al trabajador.
three-threads-survives-panic = El trabajador { $worker } debía entrar en pánico y, aun así, llegó hasta su última línea.
three-threads-survives-panic-cause = Alguien capturó el pánico por el camino. Deja que ponga fin al hilo del trabajador; `join` se lo dice a main.
three-threads-stopped-by-another = El programa terminó antes que el { $role }, después de que otro trabajador entrara en pánico.
three-threads-stopped-by-another-cause = El hilo principal se rindió con el primer trabajador que falló. Llama a `join` en todos, anota aquellos cuyo `join` devuelve `Err` y devuelve el error después del último.
three-threads-names-nobody = Ninguna línea de la salida de errores dice «error: these workers failed: { $required }».
three-threads-names-nobody-cause = El error que devuelve `run` es otro. Devuelve `Failed` con los números de los trabajadores cuyo `join` devolvió `Err`.
three-threads-names-others = El programa nombró a los trabajadores { $seen }; los que entraron en pánico son { $required }.
three-threads-names-others-cause = Se nombra a un trabajador cuando su propio `join` devuelve `Err`: cuenta los manejadores desde 0, en el orden en que se lanzaron los trabajadores.
three-threads-exit-code-cause = { $seen ->
    [0] Nadie se enteró del pánico. `join` devuelve `Err` cuando su hilo entró en pánico; un resultado que no se mira, o un hilo al que nadie espera, no dice nada.
    [101] El propio hilo principal entró en pánico: `join().unwrap()` deja pasar el pánico. Mira el `Err` y recuerda de qué trabajador era.
   *[other] `run` tiene que devolver `Failed` cuando algún trabajador entró en pánico, y `Ok` cuando no lo hizo ninguno.
  }
