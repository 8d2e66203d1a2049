# Lo que dice el evaluador de `relay`.

relay-pipes-carry-the-words = Con `pipe`, padre e hijo hablan por tuberías y por nada más.
relay-a-socketpair-carries-the-words = Con `socketpair`, padre e hijo hablan por un par de sockets y por nada más.
relay-two-threads-talk-through-pipes = Con `threads`, dos hilos de un mismo proceso hablan por tuberías y por nada más.
relay-answers-are-right = El hilo principal imprime cada mensaje con su respuesta en mayúsculas, se diga lo que se diga.
relay-end-of-file-ends-the-conversation = Cuando no queda nada que decir, el lado cercano cierra su extremo, y el fin de archivo pone fin al lado lejano.
relay-the-far-side-is-waited-for = El programa no termina antes que el lado lejano, por lento que este sea.
relay-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
relay-tells-the-story = La ejecución entera con `pipe` cuenta la historia de una correcta.

relay-far-side = { $over ->
    [threads] Debería haber un segundo hilo en el único proceso, que sea el lado lejano.
   *[other] Debería haber un proceso hijo con un solo hilo, que sea el lado lejano.
} Además del primer proceso y de su hilo principal, el programa creó { $processes ->
    [0] ningún proceso
    [one] 1 proceso
   *[other] { $processes } procesos
} y { $threads ->
    [0] ningún hilo
    [one] 1 hilo
   *[other] { $threads } hilos
}.
relay-far-side-cause = { $over ->
    [threads] `between_threads` lanza exactamente un hilo, también cuando no hay nada que decir; un hilo comparte el proceso, un fork no.
   *[other] Se llama a `fork` exactamente una vez, también cuando no hay nada que decir; el hijo responde y luego sale, sin seguir por el código del padre.
}

relay-words = { $through ->
    [socketpair] El lado lejano debería leer { $required } bytes de palabras que el lado cercano escribió en el par de sockets; leyó { $seen }.
   *[other] El lado lejano debería leer { $required } bytes de palabras que el lado cercano escribió en una tubería; leyó { $seen }.
}
relay-words-cause = { $seen ->
    [0] Las palabras fueron por otro camino: por un archivo, por memoria compartida, por otra clase de canal, o por ninguno.
   *[other] Cada mensaje se envía tal cual, con un salto de línea detrás, y no se envía nada más.
}
relay-answers = { $through ->
    [socketpair] El lado cercano debería leer { $required } bytes de respuestas que el lado lejano escribió en el par de sockets; leyó { $seen }.
   *[other] El lado cercano debería leer { $required } bytes de respuestas que el lado lejano escribió en una tubería; leyó { $seen }.
}
relay-answers-cause = { $seen ->
    [0] Las respuestas fueron por otro camino: por un archivo, por memoria compartida, por otra clase de canal, o por ninguno.
   *[other] Es el lado lejano quien pasa las palabras a mayúsculas, y algunas letras ocupan entonces más bytes, o menos. Un eco que el lado cercano pasa él mismo a mayúsculas no tiene la longitud correcta.
}
relay-astray = Además de lo que se pide, el programa escribió { $bytes } bytes en { $by ->
    [pipe] una tubería
    [socketpair] un par de sockets
    [socket] un socket
   *[other] un archivo
}.
relay-astray-cause = La conversación necesita un camino para las palabras y otro para las respuestas. Mira qué canal nombra la historia y quita el que sobra.

relay-line-missing = La línea { $line } de la salida falta; debería ser `{ $required }`.
relay-line-missing-cause = El lado cercano paró antes de decirlo todo: por un error, por una respuesta que no llegó o porque el lado lejano se fue demasiado pronto. Una línea vacía es un mensaje, no el final.
relay-line = La línea { $line } de la salida es `{ $seen }`; debería ser `{ $required }`. Difieren a partir de la letra { $letter }.
relay-line-cause = Una línea es un mensaje, también cuando está vacía o es más larga que un búfer; una lectura puede traer menos de una línea, o más. Imprime el mensaje como se dio y la respuesta como se oyó, sin sus saltos de línea, y nada más.
relay-says-all-first = El lado cercano dijo varios mensajes antes de oír una respuesta: el lado lejano, que tardó en empezar, recibió { $messages } mensajes en { $calls ->
    [one] una lectura
   *[other] { $calls } lecturas
}.
relay-says-all-first-cause = El lado cercano lo dice todo en un bucle y escucha en otro. Funciona mientras queda sitio en las tuberías; con más que decir, cada lado espera a que el otro lea, para siempre. Di un mensaje, oye su respuesta, imprime los dos y solo entonces di el siguiente.
relay-author = Las líneas son correctas, pero no todas las escribió el hilo del lado cercano.
relay-author-cause = El lado lejano solo responde. Quien imprime es el lado cercano, que es el hilo principal.

relay-killed = Al lado lejano le puso fin { $signal }, no el fin de archivo.
relay-killed-cause = No hace falta matar a nadie: cuando se cierra el último extremo de escritura de la tubería, la lectura del lado lejano devuelve 0 bytes y su bucle termina.
relay-no-end-of-file = { $over ->
    [threads] Sin nada que decir, el hilo del lado lejano salió sin leer de una tubería hasta el fin de archivo.
   *[other] Sin nada que decir, el hijo salió sin leer hasta el fin de archivo.
}
relay-no-end-of-file-cause = El lado lejano sale por otra razón: sabe cuántos mensajes habrá, o escucha algo que no es ni una tubería ni un par de sockets. Haz que lea hasta que no quede nada.
relay-stuck-cause = Alguien espera un fin de archivo que no puede llegar mientras siga abierta una copia del otro extremo. Después de `fork`, cada extremo existe dos veces: ¿quién tiene todavía uno? ¿Se cierra algún extremo solo después de esperar al lado lejano? ¿Sigue vivo algún clon?

relay-not-waited = { $over ->
    [threads] El programa terminó antes de que el hilo del lado lejano llegara al fin de archivo.
   *[other] El programa terminó sin haber esperado a su hijo.
}
relay-not-waited-cause = { $over ->
    [threads] El manejador del hilo se descarta. Guárdalo, cierra el extremo del lado cercano y luego haz `join`.
   *[other] Que el hijo haya respondido no significa que haya terminado. Cierra el extremo del lado cercano y luego espera con `waitpid`; si no, el hijo queda atrás, huérfano o zombi.
}
