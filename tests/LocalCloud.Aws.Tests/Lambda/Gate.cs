using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>Where functions of a test report and wait for what they shall do: so a test knows that one runs, and how long.</summary>
public sealed class Gate : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Gate() => _listener.Start(2000);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next function that asks.</summary>
    public async Task<Visitor> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var client = await _listener.AcceptTcpClientAsync(patience.Token);
        var reader = new StreamReader(client.GetStream());
        var line = await reader.ReadLineAsync(patience.Token);
        return new(client, JsonNode.Parse(line!)!);
    }

    public void Dispose() => _listener.Dispose();

    public sealed class Visitor(TcpClient client, JsonNode told) : IDisposable
    {
        public int Process => (int)told["pid"]!;

        public JsonNode? Event => told["event"];

        /// <summary>All that it said of itself.</summary>
        public JsonNode Told => told;

        public async Task AnswerAsync(string text)
        {
            await client.GetStream().WriteAsync(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
            client.Dispose();
        }

        public void Dispose() => client.Dispose();
    }
}
