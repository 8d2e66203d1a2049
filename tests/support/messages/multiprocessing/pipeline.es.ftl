# Lo que dice el evaluador de `pipeline`.

pipeline-each-stage-is-a-process = Cada etapa es un hijo de main y ejecuta su propia orden.
pipeline-stages-are-alive-at-once = Todas las etapas viven a la vez.
pipeline-pipes-join-the-stages = Una tubería lleva de cada etapa a la siguiente, y main no transporta nada.
pipeline-the-bytes-are-the-shells = La salida es la de la shell, byte a byte.
pipeline-no-spare-end-stays-open = Nadie tiene un extremo de una tubería aparte de los que usa.
pipeline-a-writer-without-a-reader-dies-of-sigpipe = Una etapa cuyo lector se ha ido muere por SIGPIPE, y la cadena termina.
pipeline-every-end-is-told = Main espera a cada etapa y cuenta cómo terminó; la última decide.
pipeline-a-kill-at-any-step-is-survived = Se mate la etapa que se mate, y cuando sea, las demás terminan y el informe es correcto.
pipeline-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
pipeline-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

pipeline-count = Main { $seen ->
    [0] no tiene ningún proceso hijo
    [one] tiene un proceso hijo
   *[other] tiene { $seen } procesos hijos
}; { $required ->
    [one] se pide uno
   *[other] se piden { $required }
}, uno por etapa.
pipeline-count-cause = Hay que llamar a `start` una vez por etapa, y `start` hace un solo `fork`.

pipeline-grandchildren = Main tiene { $seen ->
    [one] un proceso hijo
   *[other] { $seen } procesos hijos
}, que a su vez lanzaron { $others ->
    [one] otro proceso
   *[other] { $others } procesos
}.
pipeline-grandchildren-cause = O bien un hijo sigue con el bucle de main, porque ni se convirtió en su etapa ni se rindió, o bien el trabajo se le deja a una shell.

pipeline-other-command = La etapa { $stage } ejecuta `{ $seen }`; debería ejecutar `{ $required }`.
pipeline-other-command-cause = Las etapas se lanzan de izquierda a derecha, y cada hijo llama a `execvp` con las palabras de su etapa, la primera de las cuales es el nombre del programa.

pipeline-one-by-one = No hubo ningún momento en el que vivieran las { $required } etapas, y eso que cada una podía ser todo lo lenta que quisiera.
pipeline-one-by-one-cause = Main espera a una etapa antes de lanzar la siguiente. Lánzalas todas, guarda sus números y espera después.

pipeline-not-joined = Ninguna tubería lleva de la etapa { $stage } solo a la etapa { $next }.
pipeline-not-joined-cause = Crea una tubería para cada dos vecinas. Una tiene el extremo de escritura como descriptor 1, la otra el de lectura como descriptor 0, y entre ellas no hay nadie: ni main ni un archivo.

pipeline-other-author = `{ $line }`, en la salida estándar, lo escribió { $author } y no la última etapa.
pipeline-other-author-cause = La última etapa conserva la salida estándar de main, y main cuenta cómo terminaron las etapas en la salida de errores.

pipeline-other-line = La línea { $number } de la salida es `{ $seen }`; la de la shell es `{ $required }`.
pipeline-other-line-cause = La primera etapa lee lo que leería main, la última escribe donde escribiría main, y lo que hay entre ellas lee y escribe tuberías: mira qué extremos recibe `become_stage` y en qué descriptores los pone.

pipeline-bytes = La salida tiene { $seen } bytes; la de la shell tiene { $required }.
pipeline-bytes-cause = Alguien añade un salto de línea o se lo come. Los bytes de las etapas llegan a la salida tal cual.

pipeline-spare-end = Al terminar, { $role ->
    [main] main
   *[other] el { $role }
} tenía todavía una tubería en su descriptor { $number }.
pipeline-spare-end-cause = `fork` copia todos los descriptores abiertos, y `exec` conserva los que no están marcados con `O_CLOEXEC`. A una etapa le bastan los descriptores 0 y 1; a main no le hace falta ninguno.

pipeline-no-sigpipe = La etapa { $stage }, cuyo lector se había ido, no terminó por SIGPIPE, sino así: { $seen }.
pipeline-no-sigpipe-cause = Todo programa en Rust empieza por ignorar SIGPIPE, y `exec` deja ignorada una señal ignorada. Devuélvele en el hijo su comportamiento por omisión, antes de `execvp`.

pipeline-not-reaped = Nadie esperó a la etapa { $stage }.
pipeline-not-reaped-cause = Cada `waitpid` informa de un hijo. Llámalo para cada etapa, también después de una que falló, y deja SIGCHLD como está.

pipeline-other-end = La etapa { $stage } terminó con { $seen }; debería ser { $required }.
pipeline-other-end-cause = El código de salida de un programa se deja como está. Un hijo que no puede convertirse en su etapa llama a `give_up`.

pipeline-told = Las líneas de main en la salida de errores son `{ $seen }`; se piden `{ $required }`.
pipeline-told-cause = Una línea por etapa, en su orden, cuando todas han terminado. `waitpid` informa de un código de salida como `Exited` y de una señal como `Signaled`. Si la última etapa no terminó con el código 0, `run` devuelve `Failed`.

pipeline-stuck-cause = Un lector espera hasta que se cierran todos los extremos de escritura de su tubería, y a un escritor no se le envía SIGPIPE hasta que se cierran todos los de lectura. Mira quién tiene uno: ¿main, la propia etapa, otra que viene después?
pipeline-schedule-deadlock-cause = Mira quién tiene qué extremo. Una etapa lee hasta que están cerradas todas las copias del extremo de escritura: la de main y las que han heredado las demás etapas. Y quien espera a una etapa antes de que esté en marcha la siguiente no deja a nadie que vacíe su tubería.
