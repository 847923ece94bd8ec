using System.Globalization;
using Amazon.Runtime;
using LocalCloud.Aws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalCloud.Testing;

/// <summary>
/// AWS inside a test's process: no port, no process, nothing kept. Clients reach it through an <see cref="HttpMessageHandler"/>.
/// Hundreds of tests can share one: each takes an account of its own (<see cref="NewAccount"/>), and accounts never see each other.
/// </summary>
public sealed class LocalAws : IDisposable, IAsyncDisposable
{
    private static long _lastAccount = 100_000_000_000;

    private readonly WebApplication _app;

    /// <param name="time">The clock of every delay, window, schedule and expiry; a FakeTimeProvider lets the test move it. null: the
    /// system's.</param>
    /// <param name="dataDirectory">Where what is acknowledged survives this object; null keeps nothing.</param>
    /// <param name="enforceIam"> Requests are decided by policies, and their signatures are checked by the system's clock. An account's own
    /// credentials, which <c>Client</c> gives, may do all; those of users and roles do what their policies allow. </param>
    public LocalAws(TimeProvider? time = null, string? dataDirectory = null, bool enforceIam = false)
    {
        var options = new Options
        {
            DataDirectory = dataDirectory,
            Port = 0,
            BucketNamesByAccount = true,
            EnforceIam = enforceIam,
        };
        _app = Emulator.Build(options, time, builder => builder.WebHost.UseTestServer());
        _app.Start();
        Http = new HttpClient(CreateHandler(), disposeHandler: true) { BaseAddress = Address };
    }

    /// <summary>What clients take for the endpoint. Nothing listens there.</summary>
    public static Uri Address { get; } = new("http://localhost:4566");

    /// <summary>For plain requests, as to <c>/_localcloud/traces/events</c>.</summary>
    public HttpClient Http { get; }

    /// <summary>A 12-digit account id that no other test in this process has. It is the access key id of the account too.</summary>
    public static string NewAccount() => Interlocked.Increment(ref _lastAccount).ToString(CultureInfo.InvariantCulture);

    /// <summary>For clients other than AWS's SDK. Bodies stream both ways, and cancelling a request cancels its operation.</summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(_app.GetTestServer());

    /// <summary>
    /// A client of any AWS SDK service: <c>aws.Client(new AmazonSQSConfig(), (credentials, config) => new AmazonSQSClient(credentials,
    /// config))</c>.
    /// </summary>
    /// <param name="account">12 digits; null is account 000000000000.</param>
    public TClient Client<TConfig, TClient>(
        TConfig config,
        Func<AWSCredentials, TConfig, TClient> create,
        string? account = null,
        string region = "us-east-1"
    )
        where TConfig : ClientConfig
        where TClient : IDisposable
    {
        config.ServiceURL = Address.OriginalString;
        config.AuthenticationRegion = region;
        config.HttpClientFactory = new SharedHttpClient(Http);
        return create(new BasicAWSCredentials(account ?? "test", "test"), config);
    }

    /// <summary>As <see cref="DisposeAsync"/>, which is to be preferred.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>
    /// Ends what is waiting. What has been acknowledged is in the data directory, if there is one; otherwise all is gone.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
