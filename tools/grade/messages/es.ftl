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

graded = Las notas están en `{ $folder }`: gradebook.json, moodle.csv, canvas.csv, junit.xml y una carpeta por persona.
regraded = { $student }: { $before } → { $after } puntos ({ $changes })
regraded-same = Nadie tiene ahora otro veredicto.
doctor-well = { $what }: funciona
doctor-trouble = { $what }: { $trouble }
doctor-bubblewrap = bubblewrap
doctor-namespaces = espacios de nombres
doctor-limits = límites de los procesos
doctor-landlock = Landlock
doctor-seccomp = seccomp
