using System.Net;
using LocalCloud.Aws.Store;
using LocalCloud.Aws.Wire;
using LocalCloud.Aws.Wire.Access;
using LocalCloud.Aws.Wire.Signatures;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LocalCloud.Aws;

/// <summary>The emulator as a web application, for Program and, with a test server or a clock of theirs, for tests.</summary>
internal static class Emulator
{
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromMinutes(10));

    /// <summary>The services, in the order in which they are asked whether a request is theirs.</summary>
    public static IReadOnlyList<Service> Services(Options options)
    {
        var lambda = new Lambda.LambdaService
        {
            HoldsDeadline = options.DebugDeadline,
            Output = options.FunctionOutput,
            Secrets = options.VerifySignatures ?? Secrets.AlwaysTest,
        };
        return
        [
            new Sqs.SqsService { Waits = options.SqsWaits },
            new DynamoDb.DynamoDbService(),
            new DynamoDb.Streams.DynamoDbStreamsService(),
            new Sts.StsService(),
            new Ses.SesService(),
            new Ses.Classic.EmailService(),
            // Known by their hosts, which S3 would take for buckets'.
            new Lambda.Urls.FunctionUrlEndpoint(lambda),
            new ApiGateway.Execution.ExecuteApi(),
            new S3.S3Service { SharesNames = !options.BucketNamesByAccount },
            new EventBridge.EventsService(),
            new Sns.SnsService(),
            new Scheduler.SchedulerService(),
            new Logs.LogsService(),
            new CloudWatch.CloudWatchService(),
            lambda,
            new ApiGateway.ApiGatewayService(),
            new Ssm.SsmService(),
            new SecretsManager.SecretsManagerService(),
            new Kms.KmsService(),
            new Tagging.TaggingService(),
            new Iam.IamService(),
            new Rds.RdsService { Secrets = options.VerifySignatures },
            new ElastiCache.ElastiCacheService(),
            new Ec2.Ec2Service(),
            new CloudFormation.CloudFormationService(),
        ];
    }

    public static WebApplication Build(
        Options options,
        TimeProvider? time = null,
        Action<WebApplicationBuilder>? configure = null,
        IReadOnlyList<Service>? services = null,
        IStore? store = null
    )
    {
        if (options.EnforceIam)
            options = options with { VerifySignatures = options.VerifySignatures ?? Secrets.AlwaysTest };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder
            .Logging.AddSimpleConsole(o => o.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            // ASP.NET Core makes a span for each request if it may log about it; ours are the spans.
            .AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.None);
        builder
            .WebHost.UseKestrelCore()
            .UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = Dispatcher.MaxBody;
                // A client that is slow is held in a debugger, or the machine is busy: it has minutes where Kestrel gives 5 seconds. What
                // it
                // leaves half open ends all the same, a head that does not come in Kestrel's 30 seconds and an unused connection in its
                // 130.
                (kestrel.Limits.MinRequestBodyDataRate, kestrel.Limits.MinResponseDataRate) = (Slowest, Slowest);
                kestrel.Listen(IPAddress.Parse(options.Address), options.Port);
            });
        Host? host = null;
        builder.Services.AddSingleton(_ => host!);
        configure?.Invoke(builder);

        var app = builder.Build();
        var clock = time ?? ClockOf(options);
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        store ??= options.DataDirectory is { } data
            ? new GroupCommit(
                new SqliteFile(Path.Combine(data, "aws.db"), loggers.CreateLogger<SqliteFile>()),
                loggers.CreateLogger<GroupCommit>()
            )
            : new MemoryStore();
        host = new Host(clock, store, services ?? Services(options), options.DataDirectory, loggers)
        {
            Engines = new(Engines.EnginePlaces.Of(options), options.DataDirectory, loggers.CreateLogger<Engines.LocalEngines>()),
            Access = options.EnforceIam ? new(options.VerifySignatures!) : null,
        };
        if (options.VerifySignatures is { } checkedBy)
            (checkedBy.Issued, checkedBy.AsksForIssued) = (host.Identities.SecretOf, options.EnforceIam);
        var guard = new AccessGuard(options, host.Services, loggers.CreateLogger<AccessGuard>());
        // Clients sign by the machine's clock. Where every request is signed, one that was moved is not to shut them out.
        var signedBy = options.EnforceIam ? TimeProvider.System : clock;
        Run(app, host, store, guard, options.VerifySignatures is { } secrets ? new SignatureCheck(secrets, signedBy) : null);
        return app;
    }

    private static TimeProvider ClockOf(Options options) =>
        options.Clock is Clock.ClockMode.Real
            ? TimeProvider.System
            : new Clock.MovableClock(
                TimeProvider.System,
                held: options.Clock is Clock.ClockMode.Manual,
                options.DataDirectory is { } data ? new(data) : null
            );

    private static void Run(WebApplication app, Host host, IStore store, AccessGuard guard, SignatureCheck? signatures)
    {
        var lifetime = app.Lifetime;
        var dispatcher = new Dispatcher(host, host.Loggers.CreateLogger<Dispatcher>(), lifetime.ApplicationStopping, guard, signatures);
        // Routing knows the pages under /_localcloud/ only; every other request is AWS's.
        app.Use(next => http => ExpectedContinue.IsMeant(http.Request) ? ContinueAsync(http, next) : AnswerAsync(http, next));
        Pages.Map(app, host);
        WebConsole.ConsolePage.Map(app, host, lifetime.ApplicationStopping);
        foreach (var service in host.Services)
            service.MapPages(app);
        lifetime.ApplicationStarted.Register(() =>
        {
            if (
                app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is
                { } address
            )
                host.Endpoint = address;
            // Registered before the services' own ends, it comes after them: functions end before their databases do.
            lifetime.ApplicationStopping.Register(host.Engines.Stop);
            host.Start(lifetime.ApplicationStopping);
        });
        lifetime.ApplicationStopped.Register(() => store.DisposeAsync().AsTask().GetAwaiter().GetResult());

        async Task ContinueAsync(HttpContext http, RequestDelegate next)
        {
            await ExpectedContinue.PrepareAsync(http).ConfigureAwait(false);
            await AnswerAsync(http, next).ConfigureAwait(false);
        }

        Task AnswerAsync(HttpContext http, RequestDelegate next) =>
            http.GetEndpoint() is null ? dispatcher.DispatchAsync(http)
            : guard.RefusalOfPage(http.Request) is { } message ? Pages.RefuseAsync(http, message)
            : next(http);
    }
}
