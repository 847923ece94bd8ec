using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using LocalCloud.Aws.Lambda.Execution.Environments;
using LocalCloud.Aws.Wire.Access;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>
/// Serves the runtime API. Each environment has a port of its own on the loopback interface, as clients of the API take host and port
/// and nothing else; all of the ports lead into one server, which knows the environment by the port.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromDays(1));

    private readonly ConcurrentDictionary<int, ExecutionEnvironment> _byPort = [];
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();
    private readonly SocketConnectionContextFactory _connections;
    private readonly WebApplication _app;

    private RuntimeApi(ILoggerFactory loggers)
    {
        _connections = new(new() { UnsafePreferInlineScheduling = true }, loggers.CreateLogger<RuntimeApi>());
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .Logging.AddSimpleConsole(o => o.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.None);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                // A function works for as long as it is allowed to between one call and the next, or is held in a debugger. Not without
                // end: Kestrel adds that to its clock, which runs over, and each connection would be closed with the next second.
                kestrel.Limits.KeepAliveTimeout = TimeSpan.FromDays(30);
                kestrel.Limits.MaxRequestBodySize = null;
                // An answer may come in pieces with any time between them; a day is what the deadline of a function in a debugger is
                (kestrel.Limits.MinRequestBodyDataRate, kestrel.Limits.MinResponseDataRate) = (Slowest, Slowest);
                kestrel.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http1);
            });
        builder.Services.AddSingleton<IConnectionListenerFactory>(new Listeners(_accepted.Reader));
        _app = builder.Build();
        _app.Run(http =>
            IsOfBrowser(http.Request)
                ? RuntimeRoutes.RefuseAsync(
                    http,
                    StatusCodes.Status403Forbidden,
                    "Forbidden",
                    "The runtime API answers the function, and no page."
                )
            : _byPort.TryGetValue(http.Connection.LocalPort, out var environment) ? RuntimeRoutes.AnswerAsync(http, environment)
            : RuntimeRoutes.RefuseAsync(http, StatusCodes.Status403Forbidden, "Forbidden", "This environment has ended.")
        );
    }

    // Functions are told the address; any other name is a page's whose site has it lead here. Node's fetch sends Sec-Fetch-Mode alone.
    private static bool IsOfBrowser(HttpRequest request) =>
        request.Headers.Origin.Count > 0
        || request.Headers.ContainsKey("Sec-Fetch-Site")
        || !(Authority.TryParse(request.Headers.Host.ToString(), out var host) && host.IsLoopback);

    public static async Task<RuntimeApi> StartAsync(ILoggerFactory loggers)
    {
        var api = new RuntimeApi(loggers);
        await api._app.StartAsync().ConfigureAwait(false);
        return api;
    }

    /// <summary>A port for the environment; disposed with it.</summary>
    public RuntimePort Open(ExecutionEnvironment environment)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        _byPort[port] = environment;
        var opened = new RuntimePort(port)
        {
            Closing = () =>
            {
                _byPort.TryRemove(port, out _);
                socket.Dispose();
            },
        };
        _ = AcceptAsync(socket, opened);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        using var now = new CancellationTokenSource(0);
        await _app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync().ConfigureAwait(false);
        _connections.Dispose();
    }

    private async Task AcceptAsync(Socket listener, RuntimePort port)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync().ConfigureAwait(false);
                socket.NoDelay = true;
                port.Opened();
                if (_accepted.Writer.TryWrite(new RuntimeConnection(_connections.Create(socket), port.Ended)))
                    continue;
                socket.Dispose();
                port.Ended();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The port is closed
        }
    }

    private sealed class Listeners(ChannelReader<ConnectionContext> accepted) : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            new(new Listener(endpoint, accepted));
    }

    private sealed class Listener(EndPoint endpoint, ChannelReader<ConnectionContext> accepted) : IConnectionListener
    {
        private readonly CancellationTokenSource _unbound = new();

        public EndPoint EndPoint => endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                return await accepted.ReadAsync(_unbound.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
            {
                return null;
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => new(_unbound.CancelAsync());

        public ValueTask DisposeAsync()
        {
            _unbound.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
