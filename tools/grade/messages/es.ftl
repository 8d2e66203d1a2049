# Lo que se dice a quien enseña.

summary-students = { $count ->
    [one] Una entrega.
   *[other] { $count } entregas.
  }
summary-exercise = { $exercise }: { $whole } de { $handed } con todos los puntos
summary-doubtful = { $student }: alguien tiene que mirar { $count ->
    [one] un requisito que no se pudo decidir
   *[other] { $count } requisitos que no se pudieron decidir
  }
summary-problems = { $student }: { $problems }

problem-damaged = el archivo comprimido está dañado ({ $about })
problem-too-much = contiene más de lo que se mira
problem-too-large = `{ $about }` es demasiado grande
problem-not-text = `{ $about }` no es texto en UTF-8
problem-not-regular = `{ $about }` es un enlace, un dispositivo o algo así
problem-empty = no contiene el fichero de ningún ejercicio
problem-twice = `{ $about }` es de la misma persona; no se ha evaluado
problem-not-in-roster = nadie se llama así en la lista de la clase
problem-ambiguous = podría ser de varias personas de la lista ({ $about })
problem-nothing = no ha entregado nada
late = { $days ->
    [one] un día tarde
   *[other] { $days } días tarde
  }{ $percent ->
    [0] {""}
   *[other] , lo que resta el { $percent } %
  }

said-not-handed-in = No se ha entregado nada de este ejercicio.
said-timeout = La evaluación tardaba demasiado y se ha detenido.
said-compile-timeout = El compilador necesitaba demasiado tiempo o memoria para este fichero y se ha detenido.
said-box-error = El evaluador no ha dado ningún veredicto. No es culpa tuya: avisa a quien te enseña, que tiene que mirarlo.

one-nothing = No se ha evaluado nada, y no es culpa tuya: avisa a quien te enseña. El motivo: { $reason }
one-stopped = el evaluador no estaba o se detuvo antes de terminar
one-no-box = esta máquina no puede encerrar programas ({ $trouble }). La plataforma ya aísla cada entrega; si te basta con eso, pon TELAR_UNBOXED=yes en { $settings }, y los resultados lo dirán. Hay más en docs/grading.md
one-done = { $points } de { $most } puntos.

autograder-written = El autoevaluador para { $platform } está en `{ $folder }`; su README.md cuenta qué hacer con él.

page-title = Notas
page-unboxed = Los programas no se ejecutaron en una caja.
page-filter = Mostrar solo a quienes contengan
page-class = Puntos de cada ejercicio; cada encabezado ordena por su columna
page-student = Estudiante
page-points = Puntos
page-requirements = Requisitos
page-exercise = Ejercicio
page-requirement = Requisito
page-picture = La ejecución, dibujada
page-again = Para verlo otra vez
page-passed = Lo cumplen, de quienes lo entregaron

graded-part = Lo que ha encontrado esta parte está en `{ $folder }`; `cargo telar merge` hace un libro de notas con todas las partes.
submitted = Slurm tiene ahora { $parts ->
    [one] un trabajo
   *[other] { $parts } trabajos
  } (la matriz { $array }) y otro que reúne lo que encuentren (el trabajo { $merge }) en `{ $folder }`. La misma orden, dada otra vez, envía lo que falte entonces.
graded = Las notas están en `{ $folder }`: gradebook.html, gradebook.json, moodle.csv, canvas.csv, junit.xml y una carpeta por persona.
regraded = { $student }: { $before } → { $after } puntos ({ $changes })
regraded-same = Nadie tiene ahora otro veredicto.
similar = { $pairs ->
    [0] No hay dos ficheros que se parezcan.
    [one] Se parecen dos ficheros.
   *[other] Hay { $pairs } pares de ficheros que se parecen.
  } Mira similarity.html en `{ $folder }`.
similar-title = Parecidos
similar-what = Pares de ficheros, los más parecidos primero. Los nombres, los números, los comentarios y el formato no importan; no cuenta lo que dice la plantilla, ni lo que tiene más de un tercio de la clase. Un parecido es una razón para mirar, nunca una prueba: no hay muchas maneras buenas de escribir un programa pequeño. Nada de esto ha salido de la máquina.
similar-equal = Iguales letra por letra
similar-none = No hay dos ficheros que se parezcan.
similar-students = Estudiantes
similar-share = Del fichero más pequeño
similar-tokens = Piezas en común
similar-look = Los tramos que tienen los dos llevan el mismo número, que lleva al otro fichero. Un parecido es una razón para mirar, nunca una prueba.

doctor-well = { $what }: funciona
doctor-trouble = { $what }: { $trouble }
doctor-without = { $what }: aquí no ({ $trouble }); cada proceso sigue teniendo sus propios límites
doctor-bubblewrap = bubblewrap
doctor-namespaces = espacios de nombres
doctor-limits = límites de los procesos
doctor-landlock = Landlock
doctor-seccomp = seccomp
doctor-groups = grupos de control
