using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SQS;
using LocalCloud.Aws.Store;
using LocalCloud.Aws.Wire.Signatures;
using LocalCloud.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Aws.Tests;

/// <summary>A test with an emulator of its own: in process, on a clock that only the test moves, driven by AWS's SDK. Take the base class
/// of the service instead, where there is one.</summary>
public abstract class AwsTest : IAsyncLifetime
{
    protected const string Region = "eu-west-1";

    protected const string Account = "123456789012";

    protected const string Secret = "secret";

    private readonly List<IDisposable> _clients = [];
    private WebApplication? _app;

    /// <summary>The clock's time when the test begins.</summary>
    protected virtual DateTimeOffset Beginning => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    protected FakeTimeProvider Clock => field ??= new(Beginning);

    /// <summary>Over the wire; else through a handler, with no port.</summary>
    protected virtual bool OverHttp => Transport.IsHttp;

    /// <summary>null (the default) keeps nothing; a directory journals there.</summary>
    protected virtual string? DataDirectory => null;

    /// <summary>A store of the test's own, in place of the data directory.</summary>
    private protected virtual IStore? Store => null;

    /// <summary>null (the default) looks at no signature.</summary>
    private protected virtual Secrets? VerifySignatures => null;

    /// <summary>
    /// Further options; asked at each start. Without any, databases are stand-ins, whatever this machine has on its PATH.
    /// </summary>
    private protected virtual Options Configure(Options options) => options;

    /// <summary>What else stands in the emulator's application; asked at each start.</summary>
    protected virtual void Arrange(WebApplicationBuilder builder) { }

    /// <summary>null (the default) runs all services; asked at each start.</summary>
    private protected virtual IReadOnlyList<Service>? Services => null;

    protected IAmazonSQS Sqs => field ??= Client(new AmazonSQSConfig(), (credentials, config) => new AmazonSQSClient(credentials, config));

    protected IAmazonSecurityTokenService Sts =>
        field ??= Client(new AmazonSecurityTokenServiceConfig(), (credentials, config) =>
            new AmazonSecurityTokenServiceClient(credentials, config)
        );

    /// <summary>Plain HTTP to the emulator, for what no SDK client sends.</summary>
    protected HttpClient Http { get; private set; } = null!;

    /// <summary>The same in AWS's wire forms, as the test's account.</summary>
    private protected AwsCaller Aws => field ??= CallerOf(Account);

    private protected AwsCaller CallerOf(string account, string region = Region) => new(Http, account, region);

    public virtual async ValueTask InitializeAsync()
    {
        await StartAsync();
        Http = NewHttpClient();
    }

    public virtual async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        Http.Dispose();
        await StopAsync();
        if (DataDirectory is { } data && Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The emulator's inside, for what cannot be seen from without.</summary>
    private protected Host Host => _app!.Services.GetRequiredService<Host>();

    /// <summary>Ends the emulator and starts another on the same data; clients go on with the new one.</summary>
    protected async Task RestartAsync(Action? whileDown = null)
    {
        await StopAsync();
        whileDown?.Invoke();
        await StartAsync();
    }

    /// <summary>
    /// A client of any AWS SDK service: <c>Client(new AmazonS3Config(), (credentials, config) => new AmazonS3Client(credentials,
    /// config))</c>.
    /// </summary>
    protected TClient Client<TConfig, TClient>(
        TConfig config,
        Func<AWSCredentials, TConfig, TClient> create,
        string account = Account,
        string region = Region,
        string secret = Secret
    )
        where TConfig : ClientConfig
        where TClient : IDisposable
    {
        config.ServiceURL = "http://localhost:4566";
        config.AuthenticationRegion = region;
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new SharedHttpClient(Http);
        var client = create(new BasicAWSCredentials(account, secret), config);
        _clients.Add(client);
        return client;
    }

    private async Task StartAsync()
    {
        var options = Configure(
            new()
            {
                DataDirectory = DataDirectory,
                Port = 0,
                VerifySignatures = VerifySignatures,
                Postgres = "127.0.0.1:5432",
                Redis = "127.0.0.1:6379",
            }
        );
        _app = Emulator.Build(
            options,
            Clock,
            builder =>
            {
                if (!OverHttp)
                    builder.WebHost.UseTestServer();
                Arrange(builder);
            },
            Services,
            Store
        );
        await _app.StartAsync();
    }

    private async Task StopAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    private HttpClient NewHttpClient() => new(OverHttp ? Wire() : new Direct(this)) { BaseAddress = LocalAws.Address };

    // Kestrel's present port, whatever the address says: requests go over the wire byte for byte, and clients outlive a restart.
    private SocketsHttpHandler Wire() =>
        new()
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, new Uri(_app!.Urls.First()).Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };

    // The present emulator's handler, for the same reason.
    private sealed class Direct(AwsTest test) : HttpMessageHandler
    {
        private (WebApplication? App, HttpMessageInvoker? Invoker) _current;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            if (_current.App != test._app)
                _current = (test._app, new(new InProcessHandler(test._app!.GetTestServer())));
            return _current.Invoker!.SendAsync(request, cancellation);
        }

        protected override void Dispose(bool disposing) => _current.Invoker?.Dispose();
    }
}
