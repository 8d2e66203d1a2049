# Lo que dice el evaluador de `capture`.

capture-the-command-runs-in-a-child = Main lanza un hijo, que se convierte en la orden, con cada argumento tal como se dio.
capture-both-streams-are-captured = Lo que escribe la orden llega a main por tuberías, cada salida por su lado, y a ningún otro sitio.
capture-every-byte-arrives = Cada byte llega como se escribió, también cuando la salida no es texto.
capture-a-mebibyte-on-each-does-not-hang = Con 1 MiB en cada salida, en el orden que sea, nadie espera para siempre y no se pierde nada.
capture-exit-code-and-signal-are-told-apart = Un código de salida se cuenta como código de salida, y una señal, como señal.
capture-nothing-is-left-behind = Main espera a la orden y a sus propios hilos, y la orden no tiene más tuberías que sus dos salidas.
capture-a-kill-at-any-step-is-told = Muera cuando muera la orden, main dice la señal y todo lo que se había escrito antes.
capture-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
capture-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

capture-children = Main { $seen ->
    [0] no tiene ningún proceso hijo
   *[other] tiene { $seen } procesos hijos, contando los de sus hijos
}; se pide uno.
capture-children-cause = { $seen ->
    [0] No se lanza nada, así que lo que se escribe no puede ser de la orden.
   *[other] Se lanza algo además de la orden: una shell, o un hijo del hijo.
}

capture-command = El hijo ejecuta `{ $seen }`; se pide `{ $required }`.
capture-command-cause = La orden es una lista de palabras. Quien las junta en un texto y se lo da a una shell pierde dónde acaba cada una, y qué significa en ellas un espacio o un `$`.

capture-past-main = La orden escribió `{ $line }` sin pasar por main, en la salida del propio programa.
capture-past-main-cause = Las dos salidas tienen que llevar a tuberías antes de que empiece la orden; alguna lleva todavía adonde va la salida de main.

capture-no-pipe = Por tuberías llegaron { $seen } de los { $required } bytes que escribió la orden.
capture-no-pipe-cause = Las dos salidas tienen que llevar a tuberías. Un archivo en su lugar se queda ahí, y su fin de archivo no espera a la orden.

capture-no-line = Falta la línea `{ $required }`.
capture-no-line-cause = Main escribe tres líneas: una por cada salida y otra sobre el final. Algo lo detuvo antes.

capture-line = La línea es `{ $seen }`; se pide `{ $required }`.
capture-line-cause = Si hay menos bytes, se dejó de leer antes del fin de archivo; si el número es correcto y la suma no, algún byte cambió o llegó en otro orden; si están juntos los bytes de las dos salidas, es que las dos llevan a una misma tubería.

capture-lines = Main escribió { $seen } líneas en la salida estándar; se piden tres.
capture-lines-cause = No se pide nada más que esas tres líneas.

capture-left = Main no esperó a la orden.
capture-left-cause = Haber leído las dos salidas hasta el final no es haber esperado. Mientras `waitpid` no haya dado cuenta de él, un hijo que ha terminado es un zombi.

capture-leaked = La orden terminó con { $seen ->
    [one] un extremo de tubería abierto
   *[other] { $seen } extremos de tubería abiertos
} además de sus dos salidas.
capture-leaked-cause = Todo lo que está abierto sin cierre al ejecutar (close-on-exec) pasa a la orden. `std::io::pipe` lo activa; después de `nix::unistd::pipe` y `dup2`, cierra lo demás en el hijo antes de llamar a `execvp`, o usa `pipe2` con `O_CLOEXEC`.

capture-cut-off = Cuando main terminó, { $role } seguía trabajando.
capture-cut-off-cause = Espera a cada hilo (`join`) antes de usar lo que ha leído.

capture-killed = La orden murió después de escribir { $bytes ->
    [one] un byte
   *[other] { $bytes } bytes
}; main escribió `{ $seen }`.
capture-killed-cause = Lo escrito antes cuenta, y la última línea es `signal: SIGKILL`. Una orden que muere cierra sus extremos como cualquier otra.

capture-stuck-cause = Mira quién espera qué. Una orden que espera para escribir ha llenado una tubería que nadie lee: lee las dos a la vez y espera al hijo solo después. Un padre que lee en vano quizá mantenga abierto él mismo el otro extremo.

capture-schedule-deadlock-cause = Mira quién espera qué. Si la orden muere, ya no llegará nada más; un padre que tiene un extremo de escritura propio se espera a sí mismo.

capture-exit-code-cause = { $seen ->
    [101] Un hilo entró en pánico. Busca un `unwrap` o `expect` sobre algo que puede fallar.
   *[other] `run` devuelve un error. Cómo termina la orden es una respuesta y no un error; mira lo que el programa escribió en la salida de errores.
}
