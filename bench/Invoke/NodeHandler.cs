using System.IO.Compression;
using System.Text;
using Serverless.Bench.Load;

namespace Serverless.Bench.Invoke;

/// <summary>One handler in JavaScript, as a function's package and behind Node's own HTTP server.</summary>
internal static class NodeHandler
{
    public static byte[] Function(int work)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var file = archive.CreateEntry("index.js").Open())
            file.Write(Encoding.UTF8.GetBytes(Code(work) + "\nexports.handler = handler;"));
        return zip.ToArray();
    }

    public static Served Serve(int work)
    {
        var file = Path.Combine(Path.GetTempPath(), $"bench-invoke-{Guid.NewGuid():N}.js");
        File.WriteAllText(
            file,
            Code(work)
                + """

                const server = require('node:http').createServer((request, response) => {
                  const parts = [];
                  request.on('data', part => parts.push(part)).on('end', async () => {
                    const body = Buffer.from(JSON.stringify(await handler(JSON.parse(Buffer.concat(parts)))));
                    response.writeHead(200, { 'Content-Length': body.length }).end(body);
                  });
                });
                server.listen(0, '127.0.0.1', () => console.log(`Floor listening on http://127.0.0.1:${server.address().port}`));
                """
        );
        return new(ServerProcess.Start("node", file), file);
    }

    private static string Code(int work) =>
        work == 0
            ? "const handler = async event => ({ n: event.n + 1 });"
            : $"const handler = event => new Promise(done => setTimeout(() => done({{ n: event.n + 1 }}), {work}));";
}

internal sealed record Served(ServerProcess Server, string File) : IDisposable
{
    public void Dispose()
    {
        Server.Dispose();
        System.IO.File.Delete(File);
    }
}
