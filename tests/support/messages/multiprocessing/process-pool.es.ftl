# Lo que dice el evaluador de `process-pool`.

process-pool-each-task-is-done-by-a-worker = Cada tarea la hace una vez uno de los trabajadores, y cada trabajador hace muchas.
process-pool-as-many-as-allowed-are-alive = Viven a la vez tantos trabajadores como se pidieron, y nunca más.
process-pool-a-slow-task-holds-up-nobody = Mientras un trabajador está ocupado, por mucho que tarde, los demás hacen todo el resto.
process-pool-the-answers-are-right = Main escribe cada respuesta, en orden, y la tiene del trabajador.
process-pool-a-poison-task-is-lost-alone = La tarea que hace caer a su trabajador se pierde y se nombra, y ninguna otra.
process-pool-a-partial-answer-is-no-answer = Una respuesta que solo llegó en parte no es una respuesta.
process-pool-a-dead-worker-is-replaced = Un trabajador muerto se sustituye mientras queden tareas que nadie ha recibido.
process-pool-every-worker-is-reaped = Main espera a cada trabajador, por lento que sea y termine como termine.
process-pool-a-kill-at-any-step-is-survived = Se mate el trabajador que se mate, y cuando sea, solo se pierde la tarea que tenía entre manos.
process-pool-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
process-pool-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

process-pool-no-workers = Main no tiene ningún proceso hijo.
process-pool-no-workers-cause = Nada llama a `fork`. Si una tarea la hace el propio main, al caer se lo lleva consigo.

process-pool-grandchildren = Los hijos de main tienen { $others ->
    [one] un hijo
   *[other] { $others } hijos
} a su vez.
process-pool-grandchildren-cause = Un trabajador sigue con el bucle de main y también llama a `fork`. Cuando no le quedan tareas tiene que terminar con `leave`.

process-pool-count = Main lanzó { $seen ->
    [one] un trabajador
   *[other] { $seen } trabajadores
} en total; si ninguno muere, { $required ->
    [one] se pide uno
   *[other] se piden { $required }
}.
process-pool-count-cause = Un grupo lanza sus trabajadores una vez, y cada uno hace una tarea tras otra. Quien lanza un proceso por tarea no tiene un grupo.

process-pool-begun = La línea `task { $task } begins` { $seen ->
    [0] no la escribió nadie
    [one] se escribió una vez
   *[other] se escribió { $seen } veces
}; se pide una vez.
process-pool-begun-cause = Cada tarea se da a un trabajador, que llama a `work` para ella. Una tarea que ha matado a un trabajador no se intenta otra vez: mataría también al siguiente.

process-pool-main-works = La tarea { $task } la hizo el propio main.
process-pool-main-works-cause = A `work` lo llaman los trabajadores. Lo que cae en main lo tira todo.

process-pool-too-few = No hubo ningún momento en el que vivieran { $required } trabajadores.
process-pool-too-few-cause = Llena el grupo antes de esperar la primera respuesta.

process-pool-too-many = Vivían a la vez más de { $required } trabajadores.
process-pool-too-many-cause = Lanza uno solo mientras haya menos de `--workers`. Lo que está limitado es el procesador y la memoria; para eso está el grupo.

process-pool-held-up = El hijo { $child } durmió más de lo que trabajaron todos los demás, y aun así recibió { $seen } tareas.
process-pool-held-up-cause = O bien main lee de un trabajador y mientras tanto no oye a los otros, o bien las tareas se reparten de antemano. Pregunta con `poll` quién tiene algo que decir y dale a ese la siguiente tarea.

process-pool-no-pipe = El hijo { $child } hizo una tarea y no envió ningún byte a main.
process-pool-no-pipe-cause = El trabajador responde con `send`, por su tubería, y main escribe lo que sale de ella.

process-pool-told = La línea { $number } de main es `{ $seen }`; debería ser `{ $required }`.
process-pool-told-cause = Cada trabajador tiene su propia tubería, así que main sabe de quién es la respuesta que ha leído. Son ocho bytes y tienen que estar todos; si el fin de archivo llega antes, se pierde la tarea que ese trabajador tenía entre manos, y nada más.

process-pool-one-more = Main escribió una línea de más: `{ $seen }`.
process-pool-one-more-cause = `tell` escribe una línea por tarea y se llama una sola vez.

process-pool-named = Lo último que main escribió en la salida de errores es `{ $seen }`; se pide `{ $required }`.
process-pool-named-cause = `tell` devuelve `Lost` con las tareas que no tienen respuesta. Devuélvelo desde `run`.

process-pool-not-replaced = Hubo { $seen ->
    [one] un trabajador
   *[other] { $seen } trabajadores
} en total; contando los que murieron, se piden { $required }.
process-pool-not-replaced-cause = Cuando muere un trabajador, al grupo le falta uno. Vuelve a llenarlo antes de esperar la siguiente respuesta, mientras queden tareas que nadie ha recibido; y solo entonces.

process-pool-not-reaped = Nadie esperó al hijo { $child }.
process-pool-not-reaped-cause = Hay que esperar a los dos: al que ha muerto y al que dejas ir cuando no quedan tareas.

process-pool-lost-too-many = { $seen ->
    [one] Se perdió una tarea
   *[other] Se perdieron { $seen } tareas
}; { $allowed ->
    [0] no puede perderse ninguna
   *[other] puede perderse una
}.
process-pool-lost-too-many-cause = Un trabajador al que matan tiene entre manos, como mucho, una tarea. Dáselas de una en una y no des por perdida ninguna otra.

process-pool-answer-lost = La respuesta a la tarea { $task } se había enviado entera antes de que mataran a su trabajador, y main da la tarea por perdida.
process-pool-answer-lost-cause = Lo que envió un trabajador muerto sigue en la tubería: el fin de archivo viene después del último byte. Así que lee primero y da por muerto al trabajador cuando no está la respuesta; `POLLHUP` por sí solo no dice nada de lo que queda por leer.

process-pool-stuck-cause = Mira quién tiene cada extremo. Un trabajador acaba cuando se cierra el último extremo de escritura de sus tareas, y cada trabajador que nació después tiene una copia. Main se entera de que un trabajador ha muerto cuando se cierra el último extremo de escritura de sus respuestas; la copia del propio main es uno de ellos.
process-pool-schedule-deadlock-cause = Mira quién tiene qué extremo. Un trabajador lee tareas hasta que están cerradas todas las copias del extremo de escritura: la de main y las que han heredado los trabajadores lanzados después. Main espera a un trabajador solo cuando ha cerrado su propio extremo.
