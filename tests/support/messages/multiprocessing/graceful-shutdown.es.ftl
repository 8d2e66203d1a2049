# Lo que dice el evaluador de `graceful-shutdown`.

graceful-shutdown-each-worker-does-its-tasks = Cada trabajador es un hijo de main, todos viven a la vez y cada uno hace sus propias tareas.
graceful-shutdown-work-in-flight-is-finished = Tras un SIGTERM, se acaba toda tarea que se había empezado.
graceful-shutdown-no-worker-begins-another-task = Una vez avisados los trabajadores, ninguno empieza otra tarea.
graceful-shutdown-every-child-is-reaped = Main recoge a todos sus hijos antes de terminar, sea cual sea el motivo por el que terminen.
graceful-shutdown-a-stop-is-no-failure = Tras un SIGTERM, el programa termina con código de salida 0 en cuanto se acaba la última tarea.
graceful-shutdown-a-second-signal-forces = Un segundo SIGTERM mata a los trabajadores que quedan.
graceful-shutdown-the-deadline-forces = Al vencer el plazo, y no antes, mueren los trabajadores que quedan.
graceful-shutdown-a-lost-worker-is-named = Cuando matan a un trabajador, en el paso que sea, los demás siguen y el error lo nombra.
graceful-shutdown-is-right-under-every-schedule = Con cualquier planificación, encuentre la señal a main donde lo encuentre, el programa cumple lo que promete.
graceful-shutdown-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

graceful-shutdown-count = Main { $seen ->
    [0] no tiene ningún proceso hijo
    [one] tiene un proceso hijo
   *[other] tiene { $seen } procesos hijos
}; { $required ->
    [one] se pide uno
   *[other] se piden { $required }
}, uno por trabajador.
graceful-shutdown-count-cause = Hay que llamar a `start` una vez por trabajador, y `start` tiene que llamar una vez a `fork`.

graceful-shutdown-grandchildren = Main tiene { $children ->
    [one] un proceso hijo
   *[other] { $children } procesos hijos
}, que a su vez lanzaron { $others ->
    [one] otro proceso
   *[other] { $others } procesos
}.
graceful-shutdown-grandchildren-cause = Un hijo sigue con el bucle del padre y también llama a `fork`. Tiene que terminar con `leave` cuando acaba su trabajo.

graceful-shutdown-one-by-one = No hubo ningún momento en el que vivieran los { $required } trabajadores, y eso que cada uno podía ser todo lo lento que quisiera.
graceful-shutdown-one-by-one-cause = Main espera a un trabajador antes de lanzar el siguiente.

graceful-shutdown-lines = Lo que escribió { $role } es `{ $seen }`; debería ser `{ $required }`.
graceful-shutdown-lines-cause = Si no llega ninguna señal, el trabajador 0 de tres hace las tareas 0, 3, 6, etcétera, todas ellas y cada una con `do_task`; y main escribe `start` por cada trabajador que ha lanzado.

graceful-shutdown-unfinished = El { $role } empezó la tarea { $task } y no la acabó.
graceful-shutdown-unfinished-cause = SIGTERM puso fin al trabajador en mitad de su tarea, o algo lo mató demasiado pronto. Un trabajador que ni bloquea SIGTERM ni tiene un manejador muere en el acto al recibirla.

graceful-shutdown-stopping = Main { $seen ->
    [0] no escribió `stopping`
    [one] escribió `stopping` una vez
   *[other] escribió `stopping` { $seen } veces
}; se le pide que pare una sola vez.
graceful-shutdown-stopping-cause = Cuando llega SIGTERM, main se la pasa a todos los trabajadores que quedan y después llama a `announce`. Un main al que SIGTERM mata, o que espera otra cosa, no hace ni lo uno ni lo otro.

graceful-shutdown-begins = Después de la línea `stopping` de main, el { $role } empezó { $seen } tareas. Se admite una: la que estaba a punto de empezar.
graceful-shutdown-begins-cause = La señal solo llegó a main, o se llamó a `announce` antes de pasarla, o el trabajador no pregunta antes de cada tarea si le han dicho que pare.

graceful-shutdown-begins-at-all = Al { $role } se le dijo que parara antes de que diera su primer paso y, aun así, empezó la tarea { $task }.
graceful-shutdown-begins-at-all-cause = El trabajador pregunta si se le ha dicho que pare después de una tarea, y no antes. Tiene que preguntar antes de cada una, también de la primera.

graceful-shutdown-main-ended = La señal { $signal } acabó con main.
graceful-shutdown-main-ended-cause = Quien recoge una señal con `SigSet::wait` tiene que bloquearla antes, y antes del primer `fork`: tanto SIGTERM como SIGCHLD y SIGALRM. La que no está bloqueada ni tiene manejador hace lo que hace con cualquier proceso.

graceful-shutdown-zombie = Nadie esperó al { $role }: terminó y se quedó zombi.
graceful-shutdown-zombie-cause = Una sola SIGCHLD puede valer por varios hijos: dos que llegan antes de que recojas una son una sola. Después de cada una, llama a `waitpid` con `WNOHANG` hasta que diga que no ha terminado nadie más. Y la que llega entre la comprobación y la espera no despierta a nadie, salvo que esté bloqueada y se la espere con `SigSet::wait`.

graceful-shutdown-orphan = Main terminó antes que el { $role }, que se quedó huérfano.
graceful-shutdown-orphan-cause = Decir a los trabajadores que paren no es el final: main tiene que quedarse hasta recoger al último. ¿Hay un error que lo hace salir antes, quizá `EINTR`?

graceful-shutdown-discarded = El núcleo se deshizo del { $role }, y con él de cómo terminó, porque main ignora SIGCHLD.
graceful-shutdown-discarded-cause = Bloquea SIGCHLD o ponle un manejador; quien la ignora nunca se entera de cómo terminó un hijo.

graceful-shutdown-late = El programa terminó { $late } después de la última línea `done`.
graceful-shutdown-late-cause = Main deja pasar el tiempo en lugar de esperar a sus trabajadores. Deja que SIGCHLD le diga cuándo ha terminado uno.

graceful-shutdown-not-forced = Después del segundo SIGTERM, el programa siguió durante { $since }.
graceful-shutdown-not-forced-cause = El primer SIGTERM pide; el segundo ya no pide: manda SIGKILL, que nadie puede bloquear, a los trabajadores que quedan.

graceful-shutdown-too-late = El programa terminó { $since } después de su línea `stopping`; hay un trabajador colgado, y el plazo es de { $due }.
graceful-shutdown-too-late-cause = `alarm::set`, llamada cuando se recoge el primer SIGTERM, hace que llegue SIGALRM al vencer el plazo. Entonces se mata a los trabajadores que quedan, y no antes.

graceful-shutdown-not-killed = El { $role } no terminó ni por sí mismo con código de salida 0 ni por SIGKILL.
graceful-shutdown-not-killed-cause = A quien se fuerza se le manda SIGKILL: un trabajador colgado quizá no atienda a ninguna otra cosa.

graceful-shutdown-gives-up = El { $role } no hizo su tarea porque mataron a otro trabajador.
graceful-shutdown-gives-up-cause = Perder un trabajador no es motivo para parar: sigue hasta que hayan terminado todos y devuelve `Failed` entonces.

graceful-shutdown-named = Lo último que main escribió en la salida de errores es `{ $seen }`; se pide `{ $required }`.
graceful-shutdown-named-cause = Mira cómo terminó cada trabajador, también los que ha matado el propio main, y reúne los números de los que no terminaron con el código 0, de menor a mayor.

graceful-shutdown-exit-code-cause = { $seen ->
    [0] Un trabajador falló y main no lo dice. Mira el estado que devuelve `waitpid` y devuelve `Failed`.
    [101] El hilo principal entró en pánico. La línea que escribió dice dónde: busca allí un `unwrap` o `expect` sobre algo que puede fallar, o un índice o un rango más allá del final.
   *[other] `run` devuelve un error, y la salida de errores dice cuál. `EINTR`: un manejador se ejecutó durante una llamada que esperaba; no es un fallo, repite la llamada. `ECHILD`: no queda ningún hijo al que esperar; con eso acaba el bucle, y tampoco es un fallo. `these workers failed`: no acabaron con el código 0. SIGTERM mata al trabajador que se lanzó antes de que main lo bloqueara.
}
graceful-shutdown-signal-cause = SIGTERM pone fin al proceso que no está preparado para ella. Bloquéala antes del primer `fork`.
graceful-shutdown-stuck-cause = Main duerme, y lo que espera ya ha pasado: una señal que llegó entre la comprobación y la espera, o dos SIGCHLD que fueron una sola. O hay un trabajador colgado al que nadie mata.
graceful-shutdown-deadline-cause = ¿Dice main `stopping` una y otra vez? Entonces toma cada SIGTERM por el primero. Si no: ¿se ha perdido una señal? Dos SIGCHLD que llegan antes de que recojas una son una sola: después de cada una, llama a `waitpid` con `WNOHANG` hasta que no haya terminado nadie más. Si no, un trabajador se queda zombi y main lo espera para siempre.
graceful-shutdown-schedule-deadlock-cause = ¿Se ha perdido una señal? Dos SIGCHLD que llegan antes de que recojas una son una sola: después de cada una, pregunta por hijos hasta que no quede ninguno por el que preguntar. Y la que llega entre la comprobación y la espera no despierta a nadie, salvo que esté bloqueada y se la espere con `SigSet::wait`.
