"""Makes the models; the package `dragoman` never imports it."""
