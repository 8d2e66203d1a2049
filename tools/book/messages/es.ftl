# Lo que dice el libro además de sus páginas, y las palabras del tema. Cada frase está también en en.ftl.

book-title = Telar: hilos y procesos
book-description = Hilos y procesos, en Python y en Rust: un curso con ejercicios que se evalúan por lo que hacen tus programas.

minutes = { $minutes ->
    [one] Alrededor de { $minutes } minuto
   *[other] Unos { $minutes } minutos
}
machine = Grabado el { $date }: { $cpu }, { $cores ->
    [one] { $cores } núcleo
   *[other] { $cores } núcleos
}, { $kernel }, { $rustc }, { $python }.

## Ejecuciones grabadas

run-signaled = terminado por la señal { $signal }
run-stuck = nadie puede seguir: se queda colgado
run-cut-off = sigue en marcha; se interrumpió aquí
caption-timeline = Una ejecución grabada de «{ $command }», como línea de tiempo.
caption-tree = Los procesos de una ejecución grabada de «{ $command }».
caption-pipes = Por dónde pasaron los bytes en una ejecución grabada de «{ $command }».
caption-plot = Medido con «{ $command }».

## Ejercicios

card-title = Ejercicio: { $title }
card-points = { $points ->
    [one] { $points } punto
   *[other] { $points } puntos
}
card-file = Tu archivo:
card-requirements = En qué se fija el evaluador:

## El tema

theme-other-name = English
theme-other-language = en
theme-other-label = Read this page in English
theme-skip = Saltar al texto
theme-contents = Índice
theme-toggle-contents = Mostrar u ocultar el índice
theme-change-theme = Cambiar el tema
theme-themes = Temas
theme-auto = Como el sistema
theme-light = Claro
theme-navy = Azul marino
theme-search = Buscar
theme-search-field = Buscar en el libro…
theme-print = Imprimir el libro
theme-navigation = Navegación entre páginas
theme-previous = Página anterior
theme-next = Página siguiente
theme-shortcuts = Atajos de teclado
theme-key-press = Pulsa
theme-key-or = o
theme-key-turn = para pasar de página
theme-key-search = para buscar
theme-key-show = para ver esta ayuda
theme-key-hide = para ocultarla
theme-scroller = Se desplaza hacia los lados

## En los guiones del tema

script-result = resultado para
script-results = resultados para
script-no-result = No hay resultados para
script-teaser = De la página
script-show-hidden = Mostrar las líneas ocultas
script-hide = Ocultar las líneas
script-copy = Copiar al portapapeles
script-copied = ¡Copiado!
script-not-copied = No se ha podido copiar.
