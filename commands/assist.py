"""`earshot mcp`: figures for assistants and tools."""

from typing import Annotated

import typer

from commands.options import CONFIG, DATA, AddressOption, ConfigOption, DataOption, PortOption

app = typer.Typer()


@app.command()
def mcp(
    *,
    http: Annotated[bool, typer.Option("--http", help="Answer by HTTP, at /mcp.")] = False,
    port: PortOption = 8502,
    address: AddressOption = "127.0.0.1",
    config: ConfigOption = CONFIG,
    data: DataOption = DATA,
) -> None:
    """Answer assistants by the Model Context Protocol, over stdin and stdout or by HTTP.

    By HTTP those named in [assistants.NAME] of earshot.toml may ask, with their token.
    """
    if not http:
        from assistants.server import server

        server(data).run("stdio")
        return
    from assistants.web import serve
    from commands.configuration import read_config
    from commands.output import say

    read = read_config(config)
    who = ", ".join(read.assistants) or "anybody on this machine"
    told = f"Earshot answers {who} at http://{address}:{port}/mcp  (Ctrl-C ends it)"
    serve(
        data,
        read.assistants,
        address=address,
        port=port,
        ready=lambda: say(told),
        access=read.access,
    )
