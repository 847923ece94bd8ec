using System.Net;
using System.Net.Sockets;
using System.Text;
using Garnet;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Redis;

/// <summary>
/// A kill in the midst of a transaction leaves its beginning in the append-only file. Garnet 2.2.8 takes what a later session of the same
/// number writes for the rest of it: that is lost with the next start, or the next start fails. So after a life that did not end well, the
/// file is read, put into a checkpoint and cut, before anybody writes to it.
/// </summary>
internal static class Recovery
{
    /// <summary>Returns when the data is fit to be served.</summary>
    public static async Task BeginAsync(ServerArguments arguments, CancellationToken stopping)
    {
        if (Marker(arguments) is not { } marker)
            return;
        if (File.Exists(marker))
            await CutAsync(arguments, stopping);
        else
            await File.WriteAllTextAsync(marker, "", stopping);
    }

    /// <summary>The server has written everything and is gone.</summary>
    public static void EndWell(ServerArguments arguments)
    {
        if (Marker(arguments) is { } marker)
            File.Delete(marker);
    }

    // There while a server lives
    private static string? Marker(ServerArguments arguments) =>
        arguments.DataDirectory is { } directory ? Path.Combine(Directory.CreateDirectory(directory).FullName, "running") : null;

    // What is wrong is thrown; what is logged beside it is the end of this server
    private static async Task CutAsync(ServerArguments arguments, CancellationToken stopping)
    {
        var alone = arguments with { Ports = [FreePort(arguments.Host)], Certificate = null };
        using var server = new GarnetServer(ServerOptions.For(alone, NullLogger.Instance), NullLoggerFactory.Instance);
        server.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(alone.Host, alone.Ports[0], stopping);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        if (alone.Password is { } password)
            await SendAsync("AUTH", password);
        await SendAsync("SAVE");

        async Task SendAsync(params string[] words)
        {
            var text = $"*{words.Length}\r\n{string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"))}";
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), stopping);
            if (await reader.ReadLineAsync(stopping) is not "+OK" and var answer)
                throw new IOException($"{words[0]} after a crash: {answer}");
        }
    }

    private static int FreePort(IPAddress host)
    {
        using var listener = new TcpListener(host, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
