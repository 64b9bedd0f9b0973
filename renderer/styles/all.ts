/** All styles that are not a component's own, in the order they cascade. */
import './base.css'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@mantine/core/styles.layer.css'
import './tokens.css'
import './mantine.css'
