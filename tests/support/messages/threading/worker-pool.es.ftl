# Lo que dice el evaluador de `worker-pool`.

# Sus requisitos.
worker-pool-as-many-workers-as-asked = El grupo tiene tantos hilos como se pidieron, desde el principio hasta el final, haya las tareas que haya.
worker-pool-every-job-is-done-once = Cada tarea se hace una vez, y la hace un trabajador.
worker-pool-workers-work-at-once = Todos los trabajadores trabajan a la vez: tantas tareas como trabajadores pueden esperarse unas a otras, y ninguna espera si hay un trabajador libre.
worker-pool-a-panicking-job-does-not-kill-its-worker = Si una tarea entra en pánico, su trabajador lo dice y sigue con la siguiente.
worker-pool-dropping-the-pool-waits-for-every-job = Descartar el grupo espera a que estén hechas todas las tareas, por lento que vaya un trabajador.
worker-pool-no-thread-is-left = Cuando el grupo está descartado, han terminado todos sus hilos.
worker-pool-is-right-under-every-schedule = Con cualquier planificación, se hacen todas las tareas y terminan todos los trabajadores.
worker-pool-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

# Lo que hacen los programas en su lugar, y por qué.
worker-pool-processes = El programa lanzó { $seen ->
    [one] { $seen } proceso
   *[other] { $seen } procesos
  } además del suyo.
worker-pool-processes-cause = Los trabajadores de este grupo son hilos de un solo proceso.
worker-pool-threads = Aparte del principal hubo { $seen ->
    [one] { $seen } hilo
   *[other] { $seen } hilos
  }; el grupo tiene { $required ->
    [one] { $required } trabajador
   *[other] { $required } trabajadores
  }.
worker-pool-threads-cause = { $fewer ->
    [yes] Nadie llama a `thread::spawn`, o no las veces que hace falta. `Pool::new` lanza los trabajadores, tantos como se le pide; ellos esperan tareas.
   *[no] `Pool::new` lanza una vez a cada trabajador. Un hilo por tarea no es un grupo, y a un trabajador que sobrevive a un pánico no hay que sustituirlo.
  }
worker-pool-other-line = Alguien escribió «{ $seen }», que no es ninguna de las líneas pedidas.
worker-pool-other-line-cause = Las líneas son `begin 4`, `end 4`, `panicked` y `dropped`.
worker-pool-stderr = El { $role } escribió «{ $line }» en la salida de errores.
worker-pool-stderr-cause = Ahí escribe `eprintln!`. Todas las líneas pedidas van a la salida estándar, con `println!`.
worker-pool-wrong-author = La línea «{ $line }» la escribió { $role ->
    [main] main
   *[other] el { $role }
}.
worker-pool-wrong-author-cause = Las tareas las hacen los trabajadores, que también anuncian los pánicos; el hilo principal solo dice `dropped`. `submit` entrega la tarea y no la llama.
worker-pool-begins-another = El { $role } empezó la tarea { $job } en mitad de otra, o esa tarea no existe.
worker-pool-begins-another-cause = Un trabajador hace las tareas de una en una, y dice `panicked` antes de la siguiente si una entró en pánico.
worker-pool-other-end = El { $role } dio por terminada una tarea que no había empezado, o no como debía.
worker-pool-other-end-cause = Una tarea la hace un solo trabajador de principio a fin. `panicked` es para las que entraron en pánico, una vez por cada una, y para ninguna más.
worker-pool-job = La tarea { $job } { $times ->
    [0] no se hizo, o no hasta el final
    [one] se hizo una vez
   *[other] se hizo { $times } veces
  }.
worker-pool-job-cause = { $panics ->
    [0] Cada tarea pasa una vez por el canal, y los trabajadores sacan tareas hasta que el canal está vacío y cerrado. El que termina antes deja tareas sin hacer.
   *[other] Si un pánico acabó con su trabajador, el grupo tiene uno menos: `catch_unwind` alrededor de la llamada a la tarea impide que el pánico llegue al trabajador. Después, este saca la siguiente como si nada. Si se atraparon todos los pánicos, otra cosa impide que las tareas se hagan a la vez; mira `workers_work_at_once`.
  }
worker-pool-unsaid = La tarea { $job } entró en pánico, como manda `--panic { $job }`, y ningún trabajador escribió `panicked`.
worker-pool-unsaid-cause = El pánico acabó con su trabajador, y el grupo tiene uno menos. `catch_unwind` alrededor de la llamada a la tarea impide que el pánico llegue al trabajador: este escribe `panicked` y saca la siguiente.
worker-pool-no-meeting = { $jobs } tareas tenían que esperarse unas a otras, de { $workers } en { $workers }; empezaron { $begun } y terminaron { $ended }.
worker-pool-no-meeting-cause = { $begun ->
    [0] No empezó ninguna tarea: los trabajadores acabaron antes. Lo que se entregó antes de descartar el grupo queda por hacer; a un trabajador solo lo termina un canal vacío y cerrado.
   *[other] Algo impide que los demás saquen una tarea mientras se hace otra: quizá un cerrojo alrededor del receptor, cuya guarda vive lo que dura el cuerpo del `while let` o del `match`. O las tareas van todas al mismo trabajador.
  }
worker-pool-idle = Mientras el { $role } hacía su primera tarea, el otro trabajador hizo { $seen } de las otras tres y se quedó sin hacer nada.
worker-pool-idle-cause = Las tareas se reparten antes de saber quién estará libre. Haz que todos los trabajadores reciban de un mismo canal.
worker-pool-late = El hilo principal dijo que el grupo estaba descartado, y el { $role } seguía trabajando.
worker-pool-late-cause = `drop` tiene que esperar a los trabajadores: `join` en cada uno. Dormir no es esperar, y que el canal esté vacío no significa que las tareas estén hechas.
worker-pool-left = El grupo ya estaba descartado, y el { $role } no había terminado.
worker-pool-left-cause = No basta con que estén hechas todas las tareas. Descarta el emisor, para que los trabajadores lleguen a su fin, y después llama a `join` en cada uno. Que `is_finished` diga que sí no basta: el hilo aún puede estar acabando.
worker-pool-stuck-cause = Mira quién espera qué. Un trabajador que espera un cerrojo: otro lo tiene mientras hace su tarea, porque una guarda vive lo que dura el cuerpo del `while let` o del `match`. Una tarea que empezó y espera: no queda nadie que haga aquellas a las que espera, porque un trabajador sacó varias u otro terminó antes de tiempo. Trabajadores que esperan una tarea mientras el principal los espera a ellos: queda un emisor; sácalo de su `Option` antes de llamar a `join`, y no dejes ningún clon en otra parte.
worker-pool-schedule-deadlock-cause = ¿Quién espera qué? Un trabajador que espera tareas sigue ahí hasta que desaparece el último emisor, y el hilo principal no puede descartarlo mientras espera al trabajador. Un cerrojo que se conserva durante una tarea deja a los demás sin las suyas. Con `--meet`, las tareas se esperan unas a otras, hasta que hay tantas como trabajadores se pidieron: ¿hay tantos trabajadores?
worker-pool-schedule-panic-cause = ¿Acabó un trabajador porque el canal estuvo vacío un momento? Entonces no queda nadie que saque la tarea siguiente, y `send` falla. Un trabajador acaba cuando el canal está vacío y ha desaparecido su último emisor: `recv` y `for job in jobs` esperan a que así sea, y `try_recv` no.
