# Lo que dicen todos los evaluadores.

common-required = Se pide
common-run = Se ejecutó así: { $command }
common-creator-first = Orden: quien crea un hilo o un proceso va primero; el nuevo no empieza hasta que su creador espera.
common-starve = Orden: el { $role } va lento; no empieza hasta que nadie más puede avanzar. Cualquier máquina puede hacerlo.
common-oversleep = Orden: el { $role } duerme mucho; no despierta de su primer sueño hasta que nadie más puede avanzar. Cualquier máquina puede hacerlo.
common-virtual = Se ejecutó en tiempo virtual, donde dormir no cuesta nada, con la planificación `{ $schedule }`.
common-likely-cause = Causa probable
common-read = Lee
common-again = Para verlo otra vez
common-more-lines = … y { $lines ->
    [one] { $lines } línea más
   *[other] { $lines } líneas más
}
common-not-written = Aún sin escribir: { $place }
common-write-it = Escríbelo y luego ejecuta `{ $command }`.
common-inconclusive = Esta máquina no deja ver lo suficiente para decidir. No es culpa del programa.
common-undecided = Depende del programa, no de esta máquina: cambia eso y se podrá decidir.
common-undecided-blind = { $what ->
    [static-mut] hay un `static mut` en la línea { $line }
    [unsafe-cell] hay un `UnsafeCell` en la línea { $line }
    [raw-write] en la línea { $line } se puede escribir en memoria con un puntero sin comprobar
    [assembly] hay ensamblador en la línea { $line }
    [unsafe-sync] hay un `unsafe impl` de `Send` o `Sync` en la línea { $line }
    [elsewhere] la línea { $line } trae código de otro sitio
   *[unparsable] la línea { $line } no se puede leer
}, y ninguna planificación puede mostrar lo que los hilos se hacen ahí unos a otros. Comparte con atómicos, cerrojos y canales.
common-undecided-optimised = el programa se compiló con optimización y no se pueden ver sus atómicos ni sus cerrojos.
common-undecided-long = el programa da tantos pasos que solo se pudo probar con { $runs } planificaciones. Haz que trabaje menos de una vez.
common-undecided-calls = lo que se encontró depende de una llamada al sistema que no se modela, como un cerrojo sobre un archivo, un temporizador del núcleo o una señal que detiene un proceso.
common-undecided-limit = con una planificación el programa tardó demasiado y no se sabe si habría terminado.

common-deadline = El programa seguía en marcha después de { $seconds } segundos y se detuvo a la fuerza.
common-deadline-cause = Algo da vueltas en un bucle que nunca acaba, o duerme mucho más de lo que piden las opciones.
common-output-limit = El programa escribió más de { $mib } MiB y se detuvo a la fuerza.
common-output-limit-cause = Algo escribe en un bucle que nunca acaba.
common-task-limit = El programa tuvo más de { $tasks } hilos y procesos a la vez y se detuvo a la fuerza.
common-task-limit-cause = Se crean hilos o procesos en un bucle que no para. Después de un fork, el hijo sigue en el mismo bucle si no termina.
common-stuck = El programa se quedó atascado: cada hilo espera algo que solo otro podría hacer.
common-stuck-cause = Mira quién espera qué. Quien lee de una tubería espera hasta que se cierran todas las copias del otro extremo; un join espera hasta que el hilo termina; quien recibe espera hasta que desaparece el último emisor; y un hilo que pide un cerrojo cuya guarda tiene él mismo espera para siempre.
common-endless = El programa siguió sin fin: dio todos los pasos permitidos y se detuvo a la fuerza.
common-endless-cause = Mira quién participó en los últimos pasos. Algo pregunta una y otra vez, quizá por un cerrojo o una bandera, y la respuesta no cambia nunca; o varios hilos se ceden el paso sin parar, y ninguno llega a nada.
common-signal = { $signal } puso fin al programa.
common-signal-cause = Algo mató al programa desde dentro: un abort, una señal al proceso equivocado o memoria que no es suya.
common-exit-code = El programa terminó con el código de salida { $seen }; se pide { $required }.
common-exit-code-cause = { $seen ->
    [0] Un error pasa en silencio. Devuélvelo desde `run`, que lo convierte en el código de salida 1.
    [101] El hilo principal entró en pánico. La línea que escribió dice dónde: busca allí un `unwrap` o `expect` sobre algo que puede fallar, o un índice o un rango más allá del final.
   *[other] `run` devuelve un error. Mira lo que el programa escribió en la salida de errores.
}
common-story = La ejecución no cuenta lo mismo que una correcta. Las líneas con `-` faltan; las líneas con `+` sobran.
common-story-cause = Falta una línea, sobra una o la escribió otro hilo. Los demás requisitos dicen más; cúmplelos primero.

common-schedule-deadlock = Con una planificación el programa se queda atascado: cada hilo espera algo que solo otro podría hacer.
common-schedule-deadlock-cause = Mira quién espera qué, y dónde. Dos hilos que toman dos cerrojos en distinto orden, un aviso que llega antes de la espera, un extremo que nadie cierra: solo se ve cuando los hilos coinciden así.
common-schedule-endless = Con una planificación el programa sigue sin fin.
common-schedule-endless-cause = Algo pregunta una y otra vez, y con esta planificación la respuesta no cambia nunca; o varios hilos se ceden el paso sin parar.
common-schedule-panic = Con una planificación { $role } entra en pánico.
common-schedule-panic-cause = Se da por seguro algo que solo es cierto en la mayoría de las ejecuciones. ¿Qué puede haber hecho otro hilo entre la comprobación y el uso?
common-schedule-exit = Con una planificación el programa termina de otro modo: { $seen }, y debería ser { $expected }.
common-schedule-exit-cause = Lo que devuelve el programa depende de quién fue más rápido: un valor que se lee y se escribe en dos pasos, un mensaje que llegó en partes y se tomó por entero, un resultado que se usa antes de que exista.
common-schedule-zombie = Con una planificación nadie recoge a { $role }: se queda como zombi.
common-schedule-zombie-cause = Cada wait recoge a un solo hijo, y las señales iguales no se acumulan: de dos hijos que terminan a la vez puede llegar un solo aviso.
common-schedule-orphan = Con una planificación { $role } sobrevive a su padre.
common-schedule-orphan-cause = Alguien termina sin haber esperado a todos los hijos que creó.
common-schedule-cut-off = Con una planificación el programa termina mientras { $role } sigue trabajando.
common-schedule-cut-off-cause = Nadie espera a que termine ese hilo; casi siempre acaba a tiempo, por casualidad. Dormir no es esperar.
common-schedule-story = Con una planificación el programa no hace lo mismo que en su primera ejecución: aquella tiene «{ $expected }»; esta, «{ $seen }». Al menos una de las dos está mal.
common-schedule-story-cause = Lo que hace el programa depende de quién fue más rápido. Busca dos pasos de un hilo que vayan juntos, y lo que otro hilo hizo entre ellos.
common-schedule-limit = Con una planificación el programa usa más de lo permitido.
common-schedule-limit-cause = Algo se crea o se escribe en un bucle que solo acaba si otro es bastante rápido.
