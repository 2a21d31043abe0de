"""Dashboard: two scenarios side by side in a browser, run and compared while they are changed.

    server      a small Starlette app around Solara: who may connect, what a page may load
    app         the page: what the address says is shown, every change goes to the address
    view        what an address says: the two scenarios, measure, language, kind of run
    document    a scenario as a flat TOML document that can be edited key by key
    form        what the editor shows, made from the declarations of the parameters
    pool        two worker processes that make runs; `worker` is what they do
    outcome     what was found, read from stored runs or from the comparison that comes with govsim
    charts      the options of every chart, plain functions of tables
    pages       one file a page
    texts       every text, in English and Chinese

Everything but `app`, `pages` and `widgets` is free of Solara and tested without a browser.
"""
